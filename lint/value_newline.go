package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var valueNewline = Rule{
	ID:       "value-newline",
	Summary:  "a value has no line break and no tab",
	Severity: template.Error,
	Stage:    template.Send,
	Code:     "132018",
	Fixable:  true,
	Check: func(p *Pass) {
		for v := range p.values() {
			i := strings.IndexAny(v.value, "\n\r\t")
			if i < 0 || strings.TrimSpace(v.value) == "" {
				continue
			}
			what := "line break"
			if v.value[i] == '\t' {
				what = "tab"
			}
			hint, edits := v.onOneLine()
			p.ReportEdits(v.span(i, i+1), hint, edits,
				"%s has a %s; WhatsApp refuses it", v, what)
		}
	},
}

// onOneLine says how a value is written on one line, and does so where its line breaks stand at its ends.
func (v value) onOneLine() (hint string, edits []template.Edit) {
	start, end := len(v.value)-len(strings.TrimLeft(v.value, " \t\r\n")), len(strings.TrimRight(v.value, " \t\r\n"))
	if strings.ContainsAny(v.value[start:end], "\r\n") {
		return "write it on one line; line breaks belong to the text of the template", nil
	}
	var ends, inside []stretch
	if start > 0 {
		ends = append(ends, stretch{0, start})
	}
	if end < len(v.value) {
		ends = append(ends, stretch{end, len(v.value)})
	}
	for _, tab := range tabs(v.value) {
		if tab.start > start && tab.start < end {
			inside = append(inside, tab)
		}
	}
	trimmed, spaced := replaced(v.Param.Value, "", ends...), replaced(v.Param.Value, " ", inside...)
	if len(trimmed) == len(ends) && len(spaced) == len(inside) {
		edits = append(trimmed, spaced...)
	}
	return "write it on one line", edits
}
