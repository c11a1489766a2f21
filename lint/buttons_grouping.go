package lint

import "github.com/watemplate/watemplate/template"

var buttonsGrouping = Rule{
	ID:       "buttons-grouping",
	Summary:  "quick replies stand together, before or after the other buttons",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		changes := 0
		buttons := p.Template.Buttons
		for i := 1; i < len(buttons); i++ {
			before, now := buttons[i-1].Type.Value, buttons[i].Type.Value
			if (before == "quick_reply") == (now == "quick_reply") {
				continue
			}
			if changes++; changes == 2 {
				p.ReportHint(buttons[i].At(), "put all quick replies first, or all of them last",
					"button %d, of type %s, stands apart from its group: quick replies and other buttons form two groups", i+1, now)
				return
			}
		}
	},
}
