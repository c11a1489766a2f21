package lint

import "github.com/watemplate/watemplate/template"

var buttonsGrouping = Rule{
	ID:       "buttons-grouping",
	Summary:  "quick replies stand together, before or after the other buttons",
	Severity: template.Error,
	Stage:    template.Create,
	Fixable:  true,
	Check: func(p *Pass) {
		changes := 0
		buttons := p.Template.Buttons
		for i := 1; i < len(buttons); i++ {
			before, now := buttons[i-1].Type.Value, buttons[i].Type.Value
			if (before == "quick_reply") == (now == "quick_reply") {
				continue
			}
			if changes++; changes == 2 {
				p.ReportEdits(buttons[i].At(), "put all quick replies first, or all of them last", grouped(p.Template),
					"button %d, of type %s, stands apart from its group: quick replies and other buttons form two groups", i+1, now)
				return
			}
		}
	},
}

// grouped is the edit that puts the quick replies together, before or after the other buttons as the first button is
// one of them or not. Addresses of values, button.0.1, count the buttons as they then are; nobody can have sent any yet,
// because Meta registers no template in the old order.
func grouped(t *template.Template) []template.Edit {
	var first, second []int
	for i, b := range t.Buttons {
		if (b.Type.Value == "quick_reply") == (t.Buttons[0].Type.Value == "quick_reply") {
			first = append(first, i)
		} else {
			second = append(second, i)
		}
	}
	if e, ok := t.MoveButtons(append(first, second...)); ok {
		return []template.Edit{e}
	}
	return nil
}
