package render

import (
	"regexp"
	"strings"
	"sync"

	"github.com/watemplate/watemplate/template"
)

// PreviewMessage draws one of the API's other messages.
func PreviewMessage(m *template.Message, look Look) string {
	p := newPicture(look)
	switch m.Type.Value {
	case "email":
		p.email(m)
	case "custom_payload":
		p.card("custom payload", p.json(m.Payload))
	case "attachment":
		p.card("", p.stamp(p.attachments([]*template.Attachment{m.Attachment})))
	case "quick_reply":
		rows := p.stamp(p.draw(Markup(p.fields(m.Title.Value)), ink{}, p.inner))
		p.card("", append([][]cardRow{rows}, p.replies(m.Replies)...)...)
	default:
		p.card("", p.stamp(p.draw(Markup(p.fields(m.Text.Value)), ink{}, p.inner)))
	}
	if tag := m.MessageTag.Value; tag != "" {
		p.note("tag " + tag)
	}
	p.legend()
	return p.out.String()
}

// listed is how many replies and attachments of a message are shown; the API takes ten replies.
const listed = 10

func (p *picture) replies(replies []template.Text) [][]cardRow {
	var groups [][]cardRow
	for _, r := range replies[:min(len(replies), listed)] {
		groups = append(groups, centred(p.tap(buttonSymbols["quick_reply"], fixed(r.Value), accent, p.inner)))
	}
	if hidden := len(replies) - listed; hidden > 0 {
		groups = append(groups, centred([]cardRow{p.hidden(hidden, " more")}))
	}
	return groups
}

func (p *picture) attachments(all []*template.Attachment) []cardRow {
	var rows []cardRow
	for _, a := range all[:min(len(all), listed)] {
		if a != nil {
			rows = append(rows, p.file(a.Type.Value, fixed(a.FileName.Value), fixed(a.URL.Value))...)
		}
	}
	if hidden := len(all) - listed; hidden > 0 {
		rows = append(rows, p.hidden(hidden, " more"))
	}
	return rows
}

// email draws the subject, who gets it besides the contact, the text and the files. No markers format an email.
func (p *picture) email(m *template.Message) {
	head := p.draw(literal(p.fields(m.Subject.Value)), ink{role: strong}, p.inner)
	for _, line := range []struct{ name, value string }{
		{"cc", strings.Join(plain(m.Cc), ", ")},
		{"bcc", strings.Join(plain(m.Bcc), ", ")},
		{"in reply to", m.ReplyToMessageID.Value},
	} {
		if line.value != "" {
			l := Line{Kind: Bullet, Marker: line.name, Runs: []Run{{Text: line.value}}}
			head = append(head, p.draw([]Line{l}, ink{role: faint}, p.inner)...)
		}
	}
	p.card("email", head, p.join(p.draw(literal(p.fields(m.Text.Value)), ink{}, p.inner), p.attachments(m.Attachments)))
}

// platformField is a variable that the platform fills in, as messages have it.
var platformField = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\{\s*\$[^{}\n]*\}\}`) })

// fields cuts a text at the variables of the platform.
func (p *picture) fields(text string) []Piece {
	var pieces []Piece
	done := 0
	for _, at := range platformField().FindAllStringIndex(text, -1) {
		pieces = append(pieces, Piece{Text: text[done:at[0]]}, p.marked(text[at[0]:at[1]], field, markSigns[field].sample))
		done = at[1]
	}
	return append(pieces, Piece{Text: text[done:]})
}
