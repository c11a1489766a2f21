package lint

import "github.com/watemplate/watemplate/template"

// How WhatsApp shows buttons is no fault of a template: who wants to know asks for these rules by name.
var buttonsDesktop = Rule{
	ID:       "buttons-desktop",
	Summary:  "WhatsApp on a computer shows the buttons: at most three, quick replies alone or none",
	Severity: template.Warning,
	Stage:    template.Create,
	OptIn:    true,
	Check: func(p *Pass) {
		const most = 3
		buttons, replies := p.Template.Buttons, 0
		for _, b := range buttons {
			if b.Type.Value == "quick_reply" {
				replies++
			}
		}
		const hint = "a reader at a computer is told to open the phone"
		switch {
		case len(buttons) > most:
			p.ReportHint(buttons[most].At(), hint, "template has %d buttons; WhatsApp on a computer shows at most %d", len(buttons), most)
		case replies > 0 && replies < len(buttons):
			first := 1
			for (buttons[first].Type.Value == "quick_reply") == (buttons[0].Type.Value == "quick_reply") {
				first++
			}
			p.ReportHint(buttons[first].At(), hint, "template has quick replies beside other buttons; WhatsApp on a computer shows neither")
		}
	},
}

var buttonsSeeAll = Rule{
	ID:       "buttons-see-all",
	Summary:  "all buttons are shown at once: at most three",
	Severity: template.Warning,
	Stage:    template.Create,
	OptIn:    true,
	Check: func(p *Pass) {
		const most, shown = 3, 2
		if buttons := p.Template.Buttons; len(buttons) > most {
			p.ReportHint(buttons[shown].At(), "put the two that matter first",
				"template has %d buttons; beyond %d the reader sees the first %d, and the rest behind See all options", len(buttons), most, shown)
		}
	},
}
