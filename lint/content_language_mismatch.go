package lint

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

var contentLanguageMismatch = Rule{
	ID:       "content-language-mismatch",
	Summary:  "a template is written in its language",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		if p.Template.Body != nil && p.Template.Body.SecurityRecommendation.IsSet() {
			return // Meta writes it in the language; what stands here may be its English
		}
		language := p.Template.Language
		in := foreignTo(p)
		if in == "" || !languages().has(language.Value) { // language-code says that
			return
		}
		p.ReportHint(language.At(), "write the body in the language, or the language that it is in",
			"language is %s, but the body %s", language.Value, in)
	},
}

// foreignTo says how the body is written instead of in its language, "" where it may be that.
func foreignTo(p *Pass) string {
	e := &p.words().evidence
	own, known := scriptsOf[e.declared]
	if !known {
		own = []script{latin}
	}
	if foreign, is := e.foreignScript(own); is {
		return "is written in " + scriptNames[foreign]
	}
	if own[0] != latin {
		return ""
	}
	other := e.foreignLanguage()
	if other == "" {
		return ""
	}
	telling := tellingWords(p, other)
	if len(telling) < 4 {
		return ""
	}
	return "reads as " + languageName(other) + ": " + strings.Join(telling[:3], ", ")
}

// evidence is what the words of a template say about its language.
type evidence struct {
	// letters of the body, and of all texts, by script.
	body, all [scripts]int
	// own is how many words belong to the declared language and not to another one, by the other one; foreign how many
	// are the other way round, and bodyForeign those of the body.
	own, foreign, bodyForeign [maxCommon]int
	declared                  string
	bit                       uint16 // of the declared language
}

// enough is how many letters a body has at least that is said to be in another script: a name or an abbreviation has
// fewer. Characters that stand for syllables and words weigh more.
func enough(s script) int {
	if s == chinese || s == kana || s == hangul {
		return 6
	}
	return 15
}

// foreignScript returns a script in which the body is written instead of its own.
func (e *evidence) foreignScript(own []script) (script, bool) {
	body, all := 0, 0
	for _, s := range own {
		body, all = body+e.body[s], all+e.all[s]
	}
	for i := range scripts {
		n := e.body[i]
		if n >= enough(i) && body*10 <= n && all < e.all[i] && !slices.Contains(own, i) {
			return i, true
		}
	}
	return 0, false
}

// commonWords are the words without which hardly a sentence is written, of the languages in Latin letters that have a
// list of them.
type commonWords struct {
	languages []string
	byWord    map[string]uint16 // a bit for every language that has the word
}

const maxCommon = 8

// common reads words/common.<language>.txt.
var common = sync.OnceValue(func() *commonWords {
	c := &commonWords{byWord: map[string]uint16{}}
	var s splitter
	for _, language := range []string{"en", "es", "pt", "fr", "de", "id", "it", "nl"} {
		file, err := wordFiles.ReadFile("words/common." + language + ".txt")
		if err != nil {
			panic(err)
		}
		for line := range strings.Lines(string(file)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			for _, word := range piecesOf(strings.TrimSpace(line), &s) {
				c.byWord[string(word[0][0].text)] |= 1 << len(c.languages)
			}
		}
		c.languages = append(c.languages, language)
	}
	return c
})

// bit is the bit of a language, 0 for one that has no list. Malay goes with Indonesian.
func (c *commonWords) bit(language string) uint16 {
	if language == "ms" {
		language = "id"
	}
	if i := slices.Index(c.languages, language); i >= 0 {
		return 1 << i
	}
	return 0
}

// count takes the words of one text into account, of each of which it is told which languages have it among their
// common words.
func (e *evidence) count(words []word, common []uint16, k kind) {
	inBody := k == bodyKind || k == cardBodyKind
	for n, w := range words {
		r, _ := utf8.DecodeRune(w.folded)
		if r < 'a' {
			continue // a number, a sign or a placeholder
		}
		s, known := scriptOf(r)
		if !known {
			continue
		}
		letters := len(w.folded)
		if r >= utf8.RuneSelf {
			letters = utf8.RuneCount(w.folded)
		}
		e.all[s] += letters
		if inBody {
			e.body[s] += letters
		}
		bits := common[n]
		for i := 0; bits != 0 && i < maxCommon; i++ {
			switch isOwn, isOther := bits&e.bit != 0, bits&(1<<i) != 0; {
			case isOwn && !isOther:
				e.own[i]++
			case isOther && !isOwn:
				e.foreign[i]++
				if inBody {
					e.bodyForeign[i]++
				}
			}
		}
	}
}

// foreignLanguage returns the language in which a template is written instead of the declared one, "" if that is not
// beyond doubt.
func (e *evidence) foreignLanguage() string {
	c := common()
	listed := e.bit != 0
	best, most := "", 0
	for i, language := range c.languages {
		need, allowed := 5, 1
		switch {
		case closeTo(e.declared, language):
			need, allowed = 7, 0
		case !listed && language != "en", e.declared == "fil":
			continue // a relative of the language may be among them, and Filipino is spoken with English in it
		case !listed:
			need = 8
		}
		if e.foreign[i] >= need && e.own[i] <= allowed && e.bodyForeign[i]*2 >= e.foreign[i] && e.foreign[i] > most {
			best, most = language, e.foreign[i]
		}
	}
	return best
}

// closeTo reports whether two languages share so much that a text of one may look like the other.
func closeTo(a, b string) bool {
	switch a + " " + b {
	case "es pt", "pt es", "it es", "es it", "de nl", "nl de", "af en":
		return true
	}
	return false
}

// tellingWords are the distinct words of the body by which it was recognised, quoted, long ones first.
func tellingWords(p *Pass, language string) []string {
	c := common()
	own, other := p.read.evidence.bit, c.bit(language)
	var telling []string
	for _, t := range slices.Concat(p.byKind[bodyKind], p.byKind[cardBodyKind]) {
		var s splitter
		for _, w := range s.split(t.Text) {
			said := strconv.Quote(strings.ToLower(t.Value[w.start:w.end]))
			if bits := c.byWord[string(w.folded)]; bits&other != 0 && bits&own == 0 && !slices.Contains(telling, said) {
				telling = append(telling, said)
			}
		}
	}
	slices.SortStableFunc(telling, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return telling
}

// languageName is a language as people call it.
func languageName(code string) string {
	l := languages()
	if i := slices.Index(l.codes, code); i >= 0 {
		return l.names[i]
	}
	return "Portuguese" // Meta knows that of Brazil and that of Portugal
}
