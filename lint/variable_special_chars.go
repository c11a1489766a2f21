package lint

import (
	"strconv"

	"github.com/watemplate/watemplate/template"
)

var variableSpecialChars = Rule{
	ID:       "variable-special-chars",
	Summary:  "a placeholder is a number, or a name of lower-case letters, digits and underscores",
	Severity: template.Error,
	Stage:    template.Both,
	Fixable:  true,
	Check: func(p *Pass) {
		var meant map[string]bool // once it is asked for
		for _, t := range p.texts {
			for _, v := range t.Placeholders {
				if v.Number > 0 || v.Named() || digits(v.Name) {
					continue
				}
				hint := "write a number, <<1>>, or a name, <<order_id>>"
				var edits []template.Edit
				if s := slug(v.Name); positive(s) || (template.Placeholder{Name: s}).Named() {
					hint = "write <<" + s + ">>"
					if meant == nil {
						meant = p.meant()
					}
					if meant[v.Name] {
						edits = patched(t.Text, patch{v.Start, v.End, "<<" + s + ">>"})
					}
				}
				p.ReportEdits(t.at(v), hint, edits, "placeholder %s %s", t.spelled(v), fault(v.Name))
			}
		}
	},
}

// meant are the malformed names that can be nothing but a name in the params of the template: no other spelling of that
// stands in a text.
func (p *Pass) meant() map[string]bool {
	spelt := map[string]string{}
	for _, q := range p.Template.Params {
		spelt[q.Name.Value] = ""
	}
	twice := map[string]bool{}
	for _, t := range p.texts {
		for _, v := range t.Placeholders {
			s := slug(v.Name)
			if one, known := spelt[s]; known && one == "" {
				spelt[s] = v.Name
			} else if one != v.Name {
				twice[s] = true
			}
		}
	}
	meant := map[string]bool{}
	for s, one := range spelt {
		meant[one] = !twice[s]
	}
	return meant
}

// fault says what is wrong with a placeholder's name.
func fault(name string) string {
	if name == "" {
		return "has neither number nor name"
	}
	for _, r := range name {
		if !identifierRune(r) {
			return "has the character " + strconv.Quote(string(r)) + "; a name has lower-case letters, digits and underscores"
		}
	}
	return "begins with " + strconv.Quote(name[:1]) + "; a name begins with a letter"
}

// maxDigits is how many digits a placeholder's number may have.
const maxDigits = 9

// positive reports whether s is a number that a placeholder may have.
func positive(s string) bool { return digits(s) && s[0] != '0' && len(s) <= maxDigits }
