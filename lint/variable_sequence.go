package lint

import (
	"strconv"

	"github.com/watemplate/watemplate/template"
)

var variableSequence = Rule{
	ID:       "variable-sequence",
	Summary:  "positional variables are numbered from 1 without gaps, in each text by itself",
	Severity: template.Error,
	Stage:    template.Create,
	Fixable:  true,
	Check: func(p *Pass) {
		for _, t := range p.texts {
			missing := t.gap()
			for _, v := range t.Placeholders {
				if missing > 0 && v.Number > missing || huge(v.Name) {
					if missing == 0 {
						missing = t.numbered() + 1
					}
					open, closing := t.spelled(v)[:2], t.spelled(v)[len(t.spelled(v))-2:]
					want := open + strconv.Itoa(missing) + closing
					p.ReportEdits(t.at(v), "write "+want, t.renumbered(), "variable %s comes before %s; number variables without gaps", t.spelled(v), want)
					break
				}
			}
		}
	},
}

// gap returns the first number that is missing among a text's positional placeholders, or 0.
func (t text) gap() int {
	n := 0
	for _, v := range t.slots {
		if v.Number > 0 {
			if n++; v.Number != n {
				return n
			}
		}
	}
	return 0
}

// huge reports whether a placeholder's number is too high to be one.
func huge(name string) bool { return digits(name) && name[0] != '0' && len(name) > maxDigits }
