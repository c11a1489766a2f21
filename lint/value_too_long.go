package lint

import (
	"unicode/utf16"

	"github.com/watemplate/watemplate/template"
)

var valueTooLong = Rule{
	ID:       "value-too-long",
	Summary:  "a value is no longer than the max_length of its parameter",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for v := range p.values() {
			limit := v.Param.MaxLength
			if n := template.Length(v.value); limit > 0 && n > limit {
				p.Report(v.span(offset(v.value, limit), len(v.value)), "%s has %d characters; its max_length is %d", v, n, limit)
			}
		}
	},
}

// offset returns the byte of s before which at most n characters stand, as Length counts them.
func offset(s string, n int) int {
	for i, r := range s {
		if n -= utf16.RuneLen(r); n < 0 {
			return i
		}
	}
	return len(s)
}
