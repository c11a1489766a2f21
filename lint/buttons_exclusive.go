package lint

import "github.com/watemplate/watemplate/template"

var buttonsExclusive = Rule{
	ID:       "buttons-exclusive",
	Summary:  "an otp, catalog, mpm or spm button has no other beside it",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		buttons := p.Template.Buttons
		for i, b := range buttons {
			switch b.Type.Value {
			case "otp", "catalog", "mpm", "spm":
			default:
				continue
			}
			for j, other := range buttons {
				if other.Type.Value != b.Type.Value {
					p.Report(other.At(), "button %d, of type %s, stands beside button %d, of type %s, which has to be the only one",
						j+1, other.Type.Value, i+1, b.Type.Value)
					return
				}
			}
			return
		}
	},
}
