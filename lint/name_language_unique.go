package lint

import "github.com/watemplate/watemplate/template"

var nameLanguageUnique = Rule{
	ID:       "name-language-unique",
	Summary:  "a name has one template in a language",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     "100/2388024",
	Across: &Comparison{
		keys: func(s *Summary, add func(uint64)) {
			if s.Name != 0 {
				add(s.Name*31 + uint64(s.Language))
			}
		},
		pick: unlike(func(_, _ *Summary) bool { return true }),
		check: func(s *Set) {
			pairs(s, func(first, t *template.Template) {
				if t.Language.Value == first.Language.Value {
					s.ReportHint(t, t.Name.At(), "it stands at "+place(first, first.Name.At())+"; change the name or the language of one of the two",
						"there is another %s in %s", t.Name.Value, t.Language.Value)
				}
			})
		},
	},
}
