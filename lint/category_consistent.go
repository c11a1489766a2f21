package lint

import "github.com/watemplate/watemplate/template"

var categoryConsistent = Rule{
	ID:       "category-consistent",
	Summary:  "all languages of a template have one category",
	Severity: template.Error,
	Stage:    template.Create,
	Across: &Comparison{
		keys: func(s *Summary, add func(uint64)) {
			if s.Category != 0 {
				byName(s, add)
			}
		},
		pick: unlike(func(first, s *Summary) bool { return s.Category != first.Category }),
		check: func(s *Set) {
			languagePairs(s, func(first, t *template.Template) {
				if t.Category.Value != first.Category.Value && !reserved(t) { // Meta judges its own samples language by language
					s.ReportHint(t, t.Category.At(), "that stands at "+place(first, first.Category.At()),
						"category is %s; %s in %s is %s", t.Category.Value, first.Name.Value, first.Language.Value, first.Category.Value)
				}
			})
		},
	},
}
