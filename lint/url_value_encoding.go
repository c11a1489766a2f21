package lint

import (
	"strings"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

var urlValueEncoding = Rule{
	ID:       "url-value-encoding",
	Summary:  "the value of a url button is encoded as addresses are",
	Severity: template.Warning,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for v := range p.values() {
			if v.Component != "button" || len(v.Text.Placeholders) == 0 || strings.TrimSpace(v.value) == "" {
				continue
			}
			if i := unencoded(v.value); i >= 0 {
				r, n := utf8.DecodeRuneInString(v.value[i:])
				if r < ' ' {
					continue // said by value-newline
				}
				p.ReportHint(v.span(i, i+n), "write "+percentEncoded(v.value[i:i+n])+" for it",
					"%s ends an address and has %q in it, which has to be encoded", v, v.value[i:i+n])
			}
		}
	},
}

// unencoded returns the first byte of what no address may have as it stands: blanks, quotes, brackets that are not its
// own, what is no ASCII, and a percent sign that begins no escape. It is -1 if there is none.
func unencoded(s string) int {
	for i := range len(s) {
		c := s[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 || breaksEscape(s, i) {
			return i
		}
	}
	return -1
}

// percentEncoded is a text as an address has it.
func percentEncoded(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte('%')
		b.WriteByte(hex[s[i]>>4])
		b.WriteByte(hex[s[i]&15])
	}
	return b.String()
}
