package lint

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/watemplate/watemplate/template"
)

var languageCode = Rule{
	ID:       "language-code",
	Summary:  "language is one of the codes that WhatsApp knows",
	Severity: template.Error,
	Stage:    template.Both,
	Code:     "100/2388049",
	Fixable:  true,
	Check: func(p *Pass) {
		language := p.Template.Language
		code := language.Value
		known := languages()
		if !language.IsSet() || strings.TrimSpace(code) == "" || known.has(code) {
			return
		}
		if meant, ok := truthValues[strings.ToLower(code)]; ok && !language.Quoted() {
			p.ReportHint(language.At(), meant,
				"language %s is no code that WhatsApp knows, and other YAML tools read it as a truth value", code)
			return
		}
		if c, ok := known.respelled(code); ok {
			p.ReportEdits(language.At(), "write "+c, patched(language, patch{0, len(code), c}), "language %q is no code that WhatsApp knows", code)
			return
		}
		p.ReportHint(language.At(), known.hint(code), "language %q is no code that WhatsApp knows", code)
	},
}

// truthValues are the codes that many YAML tools take for true or false, and what was meant.
var truthValues = map[string]string{
	"no":  "Norwegian is nb",
	"yes": "write a code such as en or en_US", "on": "write a code such as en or en_US",
	"off": "write a code such as en or en_US", "true": "write a code such as en or en_US",
	"false": "write a code such as en or en_US",
}

// languagesCSV holds the codes and names of Meta's list of supported languages.
//
//go:embed languages.csv
var languagesCSV string

type languageList struct{ codes, names []string }

var languages = sync.OnceValue(func() languageList {
	var l languageList
	for line := range strings.Lines(languagesCSV) {
		code, name, _ := strings.Cut(strings.TrimSpace(line), ",")
		l.codes, l.names = append(l.codes, code), append(l.names, name)
	}
	return l
})

func (l languageList) has(code string) bool { return slices.Contains(l.codes, code) }

// respelled is the code that differs from a word in nothing but capitals, hyphens and the blanks around it.
func (l languageList) respelled(code string) (string, bool) {
	plain := plainCode(code)
	for _, c := range l.codes {
		if strings.ToLower(c) == plain {
			return c, true
		}
	}
	return "", false
}

func plainCode(code string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimSpace(code), "-", "_"))
}

// otherCodes are codes of languages, countries and scripts that people write for one of WhatsApp's.
var otherCodes = map[string]string{
	"no": "nb", "en_uk": "en_GB", "nn": "nb", "iw": "he", "in": "id", "tl": "fil", "jp": "ja", "kr": "ko", "br": "pt_BR",
	"cn": "zh_CN", "zh_hans": "zh_CN", "zh_hant": "zh_TW", "zh_hk": "zh_HK", "cz": "cs", "dk": "da", "gr": "el", "se": "sv",
	"ua": "uk", "gb": "en_GB", "us": "en_US", "es_cri": "es_CR", "ir": "fa", "in_id": "id", "nb_no": "nb", "no_no": "nb",
}

// hint says what may have been meant by a code, in at most ten codes.
func (l languageList) hint(code string) string {
	plain := plainCode(code)
	if meant, ok := otherCodes[plain]; ok {
		return "write " + meant
	}
	language := base(plain)
	var same []string
	for i, c := range l.codes {
		if strings.ToLower(c) == plain || strings.ToLower(l.names[i]) == plain {
			return "write " + c
		}
		if base(c) == language {
			same = append(same, c)
		}
	}
	if near := template.Nearest(plain, l.codes, 1); len(same) == 0 && near != "" && len(plain) > 2 {
		return "write " + near
	}
	if len(same) == 0 {
		return "a code is a language, such as en, or a language and a country, such as pt_BR"
	}
	return "write " + enumerate(same[:min(len(same), 10)])
}
