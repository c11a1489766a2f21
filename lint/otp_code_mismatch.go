package lint

import "github.com/watemplate/watemplate/template"

// otpCodeMismatch compares texts: a variable of the platform is the same in both places if it is written the same.
var otpCodeMismatch = Rule{
	ID:       "otp-code-mismatch",
	Summary:  "the code of an otp button is the body's first parameter",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		var shown *template.Param
		for _, q := range p.parameters {
			switch {
			case q.Param == nil:
			case q.Component == "body" && q.Card == 0 && q.Number == 1:
				shown = q.Param
			case p.isCode(q) && shown != nil && known(shown) && known(q.Param) && q.Param.Value.Value != shown.Value.Value:
				p.ReportHint(valueAt(q.Param), "leave params out: the button then copies the code that the body shows",
					"button %d copies %q, but the body shows %q", q.Button+1, q.Param.Value.Value, shown.Value.Value)
			}
		}
	},
}

// known reports whether a parameter has a value.
func known(q *template.Param) bool { return q.Value.IsSet() || q.Supplied }
