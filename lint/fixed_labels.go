package lint

import (
	"fmt"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// fixedLabel is a rule that buttons of a type have no label but WhatsApp's own.
type fixedLabel struct {
	id, kind string
	own      string // in English
}

var (
	copyCodeText    = doubted(fixedLabel{"copy-code-text", "copy_code", "Copy offer code"}.rule())
	contactInfoText = fixedLabel{"contact-info-text", "request_contact_info", "Share contact info"}.rule()
)

// A list of approved templates has the labels as WhatsApp translates them, so only those of English templates can be
// told from others.
func (l fixedLabel) rule() Rule {
	return buttonRule(l.kind, Rule{
		ID:       l.id,
		Summary:  fmt.Sprintf("the label of a %s button is WhatsApp's own", l.kind),
		Severity: template.Error,
		Stage:    template.Create,
	}, func(p *Pass, n int, b *template.Button) {
		if base(p.Template.Language.Value) == "en" && b.Text.IsSet() && !strings.EqualFold(strings.TrimSpace(b.Text.Value), l.own) {
			p.ReportHint(b.Text.At(), "leave text out", "text of button %d is %q; WhatsApp labels a %s button itself, %q",
				n, b.Text.Value, l.kind, l.own)
		}
	})
}
