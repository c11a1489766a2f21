package lint

import (
	"strings"
	"sync"

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
			renumbered := sync.OnceValue(t.renumbered)
			for _, v := range t.Placeholders {
				if !digits(v.Name) || v.Name[0] != '0' {
					continue
				}
				if n := strings.TrimLeft(v.Name, "0"); n != "" {
					p.ReportEdits(t.at(v), "write <<"+n+">>", renumbered(), "placeholder %s has a leading zero", t.spelled(v))
					continue
				}
				p.ReportEdits(t.at(v), "count from <<1>>", renumbered(), "placeholder %s counts from 0; placeholders count from 1", t.spelled(v))
			}
		}
	},
}
