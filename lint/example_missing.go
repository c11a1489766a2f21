package lint

import (
	"strconv"

	"github.com/watemplate/watemplate/template"
)

// It is no error, because a template with a category may have been registered long ago.
var exampleMissing = Rule{
	ID:       "example-missing",
	Summary:  "every variable of a template with a category has an example, or a value that everybody is sent",
	Severity: template.Warning,
	Stage:    template.Create,
	Code:     "100/2388043",
	Check: func(p *Pass) {
		if !p.Template.Category.IsSet() { // it is for sending alone
			return
		}
		for i := 0; i < len(p.parameters); i++ {
			first := p.parameters[i]
			if !p.unsampled(first) {
				continue
			}
			others := 0
			for i+1 < len(p.parameters) && p.parameters[i+1].Text.At() == first.Text.At() && p.unsampled(p.parameters[i+1]) {
				others++
				i++
			}
			hint := "write example: beside it"
			if template.Dynamic(first.Param.Value.Value) {
				hint = "write example: beside the value, which the platform fills in only when it sends"
			}
			also := ""
			if others > 0 {
				also = ", like " + strconv.Itoa(others) + " more after it"
			}
			p.ReportHint(first.At(), hint, "parameter %q has no example%s; Meta registers no variable without one", first.Name(), also)
		}
	},
}

// unsampled reports whether a variable has nothing that shows Meta what it is like. One without an entry is said by
// params-missing.
func (p *Pass) unsampled(q template.Parameter) bool {
	if q.Param == nil || !p.variable(q) {
		return false
	}
	if _, ok := sample(q.Param); ok {
		return false
	}
	return q.Component != "button" || len(p.button(q).Examples) == 0 // which are of the whole address
}
