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
		for _, part := range p.Template.Parts() {
			if h := part.Header; h != nil && h.Format.Value == "location" {
				p.checkDegrees("latitude", h.Latitude, 90)
				p.checkDegrees("longitude", h.Longitude, 180)
			}
		}
	},
}

func (p *Pass) checkDegrees(name string, q *template.Param, most float64) {
	degree := q.Value
	s := strings.TrimSpace(degree.Value)
	if s == "" || template.Dynamic(s) {
		return
	}
	v, ok := degrees(s)
	switch {
	case !ok:
		hint := "write decimal degrees, such as 3.1390"
		if _, comma := degrees(strings.Replace(s, ",", ".", 1)); comma {
			hint = "write " + strings.Replace(s, ",", ".", 1)
		}
		p.ReportHint(degree.At(), hint, "%s %q is no decimal number", name, degree.Value)
	case v < -most || v > most:
		p.Report(degree.At(), "%s is %s; it goes from -%g to %g", name, s, most, most)
	}
}

// degrees reads a plain decimal number: an exponent, a hexadecimal or an infinity is none.
func degrees(s string) (float64, bool) {
	if strings.Trim(s, "+-.0123456789") != "" || strings.ContainsAny(s[min(1, len(s)):], "+-") {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}
