package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

var variableZero = Rule{
	ID:       "variable-zero",
	Summary:  "positional variables count from 1, without leading zeros",
	Severity: template.Error,
	Stage:    template.Both,
	Fixable:  true,
	Check: func(p *Pass) {
		for _, t := range p.texts {
			var edits []template.Edit // of all placeholders, asked for once
			asked := false
			for _, v := range t.Placeholders {
				if !digits(v.Name) || v.Name[0] != '0' {
					continue
				}
				if !asked {
					edits, asked = t.renumbered(), true
				}
				if n := strings.TrimLeft(v.Name, "0"); n != "" {
					p.ReportEdits(t.at(v), "write <<"+n+">>", edits, "placeholder %s has a leading zero", t.spelled(v))
					continue
				}
				p.ReportEdits(t.at(v), "count from <<1>>", edits, "placeholder %s counts from 0; placeholders count from 1", t.spelled(v))
			}
		}
	},
}
