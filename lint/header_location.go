package lint

import (
	"strconv"
	"strings"

	"github.com/watemplate/watemplate/template"
)

var headerLocation = Rule{
	ID:       "header-location",
	Summary:  "latitude and longitude are decimal degrees within their range",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		h := p.Template.Header
		if h == nil || h.Format.Value != "location" {
			return
		}
		for _, d := range []struct {
			name   string
			degree template.Text
			max    float64
		}{{"latitude", h.Latitude, 90}, {"longitude", h.Longitude, 180}} {
			s := strings.TrimSpace(d.degree.Value)
			if s == "" || dynamic(s) {
				continue
			}
			v, ok := degrees(s)
			switch {
			case !ok:
				hint := "write decimal degrees, such as 3.1390"
				if _, comma := degrees(strings.Replace(s, ",", ".", 1)); comma {
					hint = "write " + strings.Replace(s, ",", ".", 1)
				}
				p.ReportHint(d.degree.At(), hint, "%s %q is no decimal number", d.name, d.degree.Value)
			case v < -d.max || v > d.max:
				p.Report(d.degree.At(), "%s is %s; it goes from -%g to %g", d.name, s, d.max, d.max)
			}
		}
	},
}

// degrees reads a plain decimal number: an exponent, a hexadecimal or an infinity is none.
func degrees(s string) (float64, bool) {
	if strings.Trim(s, "+-.0123456789") != "" || strings.ContainsAny(s[min(1, len(s)):], "+-") {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}
