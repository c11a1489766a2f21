package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var bodyReadMore = Rule{
	ID:       "body-read-more",
	Summary:  "the body of a marketing template has at most 5 lines, so that it is seen whole",
	Severity: template.Warning,
	Stage:    template.Create,
	OptIn:    true,
	Check: func(p *Pass) {
		const most = 5
		if p.Template.Category.Value != "marketing" {
			return
		}
		for _, t := range body(p) {
			if n := strings.Count(t.Value, "\n") + 1; n > most {
				at := 0
				for range most {
					at += strings.IndexByte(t.Value[at:], '\n') + 1
				}
				p.Report(t.Span(at, len(t.Value)), `body has %d lines; WhatsApp folds a marketing message of more than about %d behind "Read more"`, n, most)
			}
		}
	},
}
