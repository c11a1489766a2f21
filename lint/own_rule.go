package lint

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// places are the texts that an own rule can read.
var places = map[string]func(*Pass) []text{
	"header": header,
	"body": func(p *Pass) []text {
		all := body(p)
		return append(all[:len(all):len(all)], p.byKind[cardBodyKind]...)
	},
	"footer": footer,
	"button": labels,
	"url":    urls,
}

// ownRule makes a rule of what a configuration says of one.
func ownRule(o template.OwnRule, pattern *regexp.Regexp) Rule {
	severities := map[string]template.Severity{"": template.Warning, "warning": template.Warning, "error": template.Error}
	stages := map[string]template.Stage{"": template.Create, "create": template.Create, "send": template.Send, "both": template.Both}
	format := strings.ReplaceAll(o.Message.Value, "%", "%%")
	return Rule{
		ID:       o.ID.Value,
		Summary:  o.Message.Value,
		Severity: cmp.Or(severities[o.Severity.Value], template.Warning),
		Stage:    cmp.Or(stages[o.Stage.Value], template.Create),
		Check: func(p *Pass) {
			for _, in := range o.In {
				texts := places[in.Value]
				if texts == nil {
					continue
				}
				for _, t := range texts(p) {
					for _, m := range pattern.FindAllStringIndex(t.Value, maxReports) {
						p.ReportHint(t.Span(m[0], m[1]), o.Hint.Value, format)
					}
				}
			}
		},
	}
}
