package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var currencyCode = Rule{
	ID:       "currency-code",
	Summary:  "the code of a currency is that of ISO 4217: three capital letters",
	Severity: template.Error,
	Stage:    template.Send,
	Code:     "100",
	Check: func(p *Pass) {
		for _, q := range p.parameters {
			if q.Param.Kind() == "currency" {
				p.checkCurrency(q, q.Param.Code)
			}
		}
	},
}

func (p *Pass) checkCurrency(q template.Parameter, code template.Text) {
	if strings.TrimSpace(code.Value) == "" || len(code.Value) == 3 && allCapitals(code.Value) {
		return
	}
	if upper := strings.ToUpper(strings.TrimSpace(code.Value)); len(upper) == 3 && allCapitals(upper) {
		p.ReportFix(code.At(), template.Fix{Title: "write " + upper, Edits: []template.Edit{{At: code.At(), New: upper}}},
			"the currency of %q is %q; a code of ISO 4217 has three capital letters", q.Name(), code.Value)
		return
	}
	p.ReportHint(code.At(), "write three capital letters, such as EUR", "the currency of %q is %q; a code of ISO 4217 has three capital letters", q.Name(), code.Value)
}

func allCapitals(s string) bool {
	return strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

var currencyAmount = Rule{
	ID:       "currency-amount",
	Summary:  "the amount_1000 of a currency is a whole number",
	Severity: template.Error,
	Stage:    template.Send,
	Code:     "100",
	Check: func(p *Pass) {
		for _, q := range p.parameters {
			if q.Param.Kind() != "currency" {
				continue
			}
			amount := q.Param.Amount1000
			if s := amount.Value; strings.TrimSpace(s) != "" && !digits(strings.TrimPrefix(s, "-")) {
				p.ReportHint(amount.At(), "multiply the amount by 1000: 12.50 is 12500",
					"the amount of %q is %q; amount_1000 is a whole number, the amount times 1000", q.Name(), s)
			}
		}
	},
}
