package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var urlValue = Rule{
	ID:       "url-value",
	Summary:  "the value of a url button is the end of its address, not an address",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for v := range p.values() {
			if v.Component != "button" || len(v.Text.Placeholders) == 0 {
				continue
			}
			static := v.Text.Value[:v.Text.Placeholders[0].Start]
			if fullAddress(v.value, static) {
				hint := ""
				if end, ok := strings.CutPrefix(v.value, static); ok && end != "" {
					hint = "write " + end
				}
				p.ReportHint(v.at(), hint, "%s is a full address; only what follows %q is sent", v, static)
			}
		}
	},
}

// fullAddress reports whether a value begins with a scheme, or with a host that can be told without one: www, or that
// of the address of which it is to be the end.
func fullAddress(value, static string) bool {
	if _, full := afterScheme(value); full {
		return true
	}
	if len(value) > 4 && strings.EqualFold(value[:4], "www.") {
		return true
	}
	rest, _ := afterScheme(static)
	host := bareHost(hostOf(rest))
	return host != "" && strings.HasPrefix(strings.ToLower(value), host+"/")
}
