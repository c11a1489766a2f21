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
	var patches []patch
	if start > 0 {
		patches = append(patches, patch{0, start, ""})
	}
	for i := start; i < end; i++ {
		if v.value[i] == '\t' {
			patches = append(patches, patch{i, i + 1, " "})
		}
	}
	if end < len(v.value) {
		patches = append(patches, patch{end, len(v.value), ""})
	}
	return "write it on one line", patched(v.Param.Value, patches...)
}
