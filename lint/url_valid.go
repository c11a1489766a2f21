package lint

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/watemplate/watemplate/template"
)

var urlValid = Rule{
	ID:       "url-valid",
	Summary:  "the address of a url button is a complete http or https address",
	Severity: template.Error,
	Stage:    template.Both,
	Code:     "100",
	Check: func(p *Pass) {
		for _, t := range urls(p) {
			if strings.TrimSpace(t.Value) != "" && !t.variableInHost() {
				p.checkAddress(t)
			}
		}
	},
}

// checkAddress reports an address that no browser could open.
func (p *Pass) checkAddress(t text) {
	address := t.Value
	rest, ok := afterScheme(address)
	if !ok {
		scheme, after, found := strings.Cut(address, "://")
		if found {
			hint := ""
			if hostOf(after) != "" {
				hint = "write https://" + after
			}
			p.ReportHint(t.Span(0, len(scheme)), hint,
				"%s begins with %q; it has to be http or https", t.noun, scheme+"://")
			return
		}
		hint := "write https://" + strings.TrimPrefix(address, "//")
		if !strings.Contains(hostOf(strings.TrimPrefix(address, "//")), ".") || strings.Contains(hostOf(address), "@") {
			hint = "write the whole address: https://acme.example/track"
		}
		p.ReportHint(t.Span(0, len(address)), hint, "%s does not begin with https://", t.noun)
		return
	}
	for from, to := range t.static() {
		if i := strings.IndexFunc(address[from:to], unicode.IsSpace); i >= 0 {
			_, size := utf8.DecodeRuneInString(address[from+i:])
			p.ReportHint(t.Span(from+i, from+i+size), "write %20 for a blank, or leave it out",
				"%s has a blank or line break in it", t.noun)
			return
		}
	}
	host := hostOf(rest)
	if !namesHost(host) {
		p.Report(t.Span(0, len(address)), "%s names no host after %q", t.noun, address[:len(address)-len(rest)])
		return
	}
	if i := strings.Index(host, ".."); i >= 0 {
		i += len(address) - len(rest)
		p.ReportHint(t.Span(i, i+2), "write one of them", "%s has two dots in a row in its host", t.noun)
		return
	}
	if !strings.Contains(address, "%") {
		return
	}
	if _, err := url.Parse(t.Wire()); err != nil && strings.Contains(err.Error(), "escape") {
		i := badEscape(address)
		p.ReportHint(t.Span(i, min(len(address), i+3)), "write %25 for a percent sign",
			"%s has a percent sign that begins no escape", t.noun)
	}
}

// afterScheme returns what stands after http:// or https://.
func afterScheme(address string) (string, bool) {
	for _, scheme := range []string{"https://", "http://"} {
		if len(address) >= len(scheme) && strings.EqualFold(address[:len(scheme)], scheme) {
			return address[len(scheme):], true
		}
	}
	return address, false
}

// hostOf returns the host, with user and port, at the beginning of what stands after the scheme.
func hostOf(rest string) string {
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		return rest[:i]
	}
	return rest
}

// breaksEscape reports whether a percent sign stands at i that two hexadecimal digits do not follow.
func breaksEscape(s string, i int) bool {
	return s[i] == '%' && (i+2 >= len(s) || strings.Trim(s[i+1:i+3], "0123456789abcdefABCDEF") != "")
}

// badEscape returns the first percent sign that begins no escape.
func badEscape(address string) int {
	for i := range len(address) {
		if breaksEscape(address, i) {
			return i
		}
	}
	return 0
}

// namesHost reports whether a host can be one. Most are letters, digits, dots and hyphens, and need no parser.
func namesHost(host string) bool {
	if host != "" && host[0] != '.' && strings.Trim(host, asciiLetters+"0123456789.-") == "" {
		return true
	}
	u, err := url.Parse("https://" + host)
	return err == nil && u.Hostname() != "" && !strings.HasPrefix(u.Hostname(), ".")
}
