package verbs

import (
	"slices"
	"strings"

	"github.com/watemplate/watemplate/recipients"
	"github.com/watemplate/watemplate/template"
)

// variants are what a campaign may send: a template in each of its languages, or one message.
type variants struct {
	documents []located
	// standard is the index of the document for recipients whose language is not known; negative if there is none.
	standard int
}

// name is what the template is called; empty for a message, which has no name.
func (v *variants) name() string {
	if t := v.documents[0].Template; t != nil {
		return t.Name.Value
	}
	return ""
}

// variants reads the template that a campaign sends, in all languages in which the file has it, or those beside the file.
// Recipients whose language is not known get that of --language, or else the file's only one.
func (a *app) variants(path string, s *selection) (*variants, error) {
	files, err := a.parseAll([]string{path})
	if err != nil {
		return nil, err
	}
	named := selection{name: s.name}
	own, err := a.choose([]string{path}, files, &named)
	if err != nil {
		return nil, err
	}
	if len(own) == 0 {
		return nil, a.blocked(files[0])
	}
	for _, d := range own[1:] {
		if d.Template == nil || own[0].Template == nil || d.Template.Name.Value != own[0].Template.Name.Value {
			return nil, usage("%s holds %s; a campaign sends one template, so choose it with --name", path, listing(own))
		}
	}
	v := &variants{documents: own, standard: -1}
	if len(own) == 1 {
		v.standard = 0
	}
	if own[0].Template == nil {
		if s.language != "" {
			return nil, usage("a %s message has no language; leave --language out", own[0].Message.Type.Value)
		}
		return v, nil
	}
	v.addBeside(a.siblings([]string{path}))
	if s.language != "" {
		if v.standard = v.find(s.language); v.standard < 0 {
			return nil, usage("%s is not there in %s; there is %s", v.name(), s.language, strings.Join(v.languages(), ", "))
		}
	}
	return v, nil
}

// addBeside adds the template's variants from other files, in the languages that the named file lacks.
func (v *variants) addBeside(files []*template.File) {
	own := len(v.documents)
	for _, f := range files {
		for _, t := range f.Templates {
			beside := func(d located) bool { return sameLanguage(d.Template.Language.Value, t.Language.Value) }
			if t.Name.Value == v.name() && !slices.ContainsFunc(v.documents[:own], beside) {
				v.documents = append(v.documents, located{template.Document{Template: t}, f})
			}
		}
	}
}

// languages are the codes of the variants, each once.
func (v *variants) languages() []string {
	var codes []string
	for _, d := range v.documents {
		if d.Template != nil && !slices.Contains(codes, d.Template.Language.Value) {
			codes = append(codes, d.Template.Language.Value)
		}
	}
	return codes
}

// find is the index of the variant in a language; negative if there is none.
func (v *variants) find(language string) int {
	return slices.IndexFunc(v.documents, func(d located) bool {
		return d.Template != nil && sameLanguage(d.Template.Language.Value, language)
	})
}

// rival is another variant in the same language: nobody could say which of them is sent.
func (v *variants) rival(i int) (located, bool) {
	for k, d := range v.documents {
		if t := d.Template; k != i && t != nil && sameLanguage(t.Language.Value, v.documents[i].Template.Language.Value) {
			return d, true
		}
	}
	return located{}, false
}

// sameLanguage compares codes as people write them: en_US, en-us.
func sameLanguage(a, b string) bool {
	return strings.EqualFold(strings.ReplaceAll(a, "-", "_"), strings.ReplaceAll(b, "-", "_"))
}

// knows refuses values for parameters that no variant has.
func (v *variants) knows(values template.Values) error {
	if v.name() == "" {
		_, err := bind(v.documents[0].Document, values)
		return err
	}
	for name := range values {
		if !slices.Contains(parametersOf(v.documents), name) {
			// The first variant says it as for one message.
			_, err := bind(v.documents[0].Document, template.Values{name: ""})
			return err
		}
	}
	return nil
}

// narrow leaves out the variants that nobody is sent, if the list has no languages. It refuses a list from which nobody
// could tell them.
func (v *variants) narrow(list *recipients.Reader, f *listFlags) error {
	named := func(name string) bool {
		name = strings.ToLower(strings.NewReplacer(" ", "", "-", "", "_", "").Replace(name))
		return strings.HasPrefix(name, languageColumn)
	}
	switch {
	case slices.ContainsFunc(list.Columns(), named), slices.ContainsFunc(f.maps, named):
		return nil
	case v.standard < 0:
		return usage("%s is there in %s; choose with --language, or add a column %s to the list", v.name(), strings.Join(v.languages(), ", "), languageColumn)
	}
	v.documents = v.documents[v.standard : v.standard+1]
	v.standard = 0
	return nil
}
