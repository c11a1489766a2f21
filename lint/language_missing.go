package lint

import (
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

var languageMissing = Rule{
	ID:       "language-missing",
	Summary:  "a template is there in every language that .watemplate.yaml lists under languages",
	Severity: template.Warning,
	Stage:    template.Create,
	Across: &Comparison{
		keys:  byName,
		pick:  pickWanted,
		alone: true,
		check: missingLanguages,
		// A run over some of the files cannot tell what is missing.
		wanted: func(o *Options) bool { return o.Complete && len(o.Languages) > 0 },
	},
}

// pickWanted picks, from a group that lacks a wanted language, the first template and one in each wanted language that
// is there.
func pickWanted(o *Options, group []*Summary) []int {
	picked, lacking := []int{0}, false
	for _, code := range o.Languages {
		want := uint32(hashOf(code))
		switch i := slices.IndexFunc(group, func(s *Summary) bool { return s.Language == want }); {
		case i < 0:
			lacking = true
		case i > 0:
			picked = append(picked, i)
		}
	}
	if !lacking {
		return nil
	}
	slices.Sort(picked[1:])
	return slices.Compact(picked)
}

func missingLanguages(s *Set) {
	first := s.Templates[0]
	var missing []string
	for _, code := range s.options.Languages {
		if !slices.ContainsFunc(s.Templates, func(t *template.Template) bool {
			return t.Name.Value == first.Name.Value && t.Language.Value == code
		}) {
			missing = append(missing, code)
		}
	}
	if len(missing) > 0 {
		s.ReportHint(first, first.Name.At(), "", "%s is not there in %s", first.Name.Value, strings.Join(missing, ", "))
	}
}
