package lint

import "github.com/watemplate/watemplate/template"

var voiceCallTTL = Rule{
	ID:       "voice-call-ttl",
	Summary:  "ttl_minutes of a voice_call button goes from 1440 to 43200",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		const least, most = 1440, 43200
		for i, b := range p.Template.Buttons {
			if b.Type.Value != "voice_call" || !b.TTLMinutes.IsSet() {
				continue
			}
			if n, ok := whole(b.TTLMinutes.Value); ok && n < least {
				p.Report(b.TTLMinutes.At(), "ttl_minutes of button %d is %d; it goes from %d, a day, to %d", i+1, n, least, most)
			}
		}
	},
}
