package lint

import "github.com/watemplate/watemplate/template"

var footerFormatting = Rule{
	ID:       "footer-formatting",
	Summary:  "the footer has no formatting: WhatsApp shows its marks as they are",
	Severity: template.Warning,
	Stage:    template.Create,
	Check: func(p *Pass) {
		for _, t := range footer(p) {
			for _, mark := range []byte("*_~`") {
				if start, end, ok := t.pair(mark); ok {
					p.ReportHint(t.Span(start, end), "leave the marks out",
						"footer has the formatting %q, which shows as it is written", t.Value[start:end])
				}
			}
		}
	},
}
