package lint

import (
	"strconv"

	"github.com/watemplate/watemplate/template"
)

// The variables of one text have samples all together or not at all.
var (
	exampleMissing = Rule{
		ID:       "example-missing",
		Summary:  "every variable of a template with a category has an example, or a value that everybody is sent",
		Severity: template.Error,
		Stage:    template.Create,
		Code:     "100/2388043",
		Check: func(p *Pass) {
			if reserved(p.Template) { // Meta has registered it
				return
			}
			p.eachText(func(of []template.Parameter) {
				if missing, examples := p.unsampled(of); len(missing) > 0 && examples == 0 {
					also := ""
					if n := len(missing) - 1; n > 0 {
						also = ", like " + strconv.Itoa(n) + " more after it"
					}
					p.ReportHint(missing[0].At(), exampleHint(missing[0]),
						"parameter %q has no example%s; Meta registers no variable without one", missing[0].Name(), also)
				}
			})
		},
	}
	exampleCount = Rule{
		ID:       "example-count",
		Summary:  "where one variable of a text has an example, all of them have",
		Severity: template.Error,
		Stage:    template.Create,
		Code:     "100/2388043",
		Check: func(p *Pass) {
			p.eachText(func(of []template.Parameter) {
				missing, examples := p.unsampled(of)
				if examples == 0 {
					return
				}
				for _, q := range missing {
					p.ReportHint(q.At(), exampleHint(q), "parameter %q has no example, and others of the same text have one; Meta counts them", q.Name())
				}
			})
		},
	}
)

func exampleHint(q template.Parameter) string {
	if template.Dynamic(q.Param.Value.Value) {
		return "write example: beside the value, which the platform fills in only when it sends"
	}
	return "write example: beside it"
}

// eachText calls f with the parameters of each text of a template that is to be registered. One without a category is
// for sending alone.
func (p *Pass) eachText(f func(of []template.Parameter)) {
	if !p.Template.Category.IsSet() {
		return
	}
	all := p.parameters
	for from, to := 0, 0; from < len(all); from = to {
		for to = from + 1; to < len(all) && together(all[from], all[to]); to++ {
		}
		f(all[from:to])
	}
}

// together reports whether two parameters belong to one text.
func together(a, b template.Parameter) bool {
	return a.Component == b.Component && a.Card == b.Card && a.Button == b.Button && a.Key == "" && b.Key == ""
}

// unsampled returns the variables of a text of which nothing shows Meta what they are like, and how many of the others
// have an example. One without an entry is said by params-missing.
func (p *Pass) unsampled(of []template.Parameter) (missing []template.Parameter, examples int) {
	for _, q := range of {
		if q.Param == nil || !p.variable(q) {
			continue
		}
		if _, ok := sample(q.Param); ok {
			if q.Param.Example.IsSet() {
				examples++
			}
		} else if q.Component != "button" || len(p.button(q).Examples) == 0 { // which are of the whole address
			missing = append(missing, q)
		}
	}
	return missing, examples
}
