package lint

import "github.com/watemplate/watemplate/template"

var voiceCallTTL = buttonRule("voice_call", Rule{
	ID:       "voice-call-ttl",
	Summary:  "ttl_minutes of a voice_call button goes from 1440 to 43200",
	Severity: template.Error,
	Stage:    template.Create,
}, func(p *Pass, n int, b *template.Button) {
	const least, most = 1440, 43200
	if minutes, ok := whole(b.TTLMinutes.Value); ok && b.TTLMinutes.IsSet() && minutes < least {
		p.Report(b.TTLMinutes.At(), "ttl_minutes of button %d is %d; it goes from %d, a day, to %d", n, minutes, least, most)
	}
})
