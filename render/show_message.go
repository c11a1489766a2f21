package render

import (
	"regexp"
	"strings"
	"sync"

	"github.com/watemplate/watemplate/template"
)

// ShowMessage sets the scene of one of the API's other messages.
func ShowMessage(m *template.Message) *Scene {
	s := newStage()
	bubble := &s.scene.bubble
	switch m.Type.Value {
	case "email":
		s.email(m)
	case "custom_payload":
		*bubble = sheet{title: "custom payload", body: payload(m.Payload)}
	case "attachment":
		*bubble = sheet{body: attached([]*template.Attachment{m.Attachment}), timed: true}
	case "quick_reply":
		*bubble = sheet{body: words(normal, Markup(s.fields(m.Title.Value))), timed: true, more: max(len(m.Replies)-listed, 0)}
		for _, r := range m.Replies[:min(len(m.Replies), listed)] {
			reply := tap{kind: "quick_reply", symbol: buttonSymbols["quick_reply"], label: oneLine(fixed(r.Value)...)}
			bubble.taps = append(bubble.taps, reply)
		}
	default:
		*bubble = sheet{body: words(normal, Markup(s.fields(m.Text.Value))), timed: true}
	}
	if tag := m.MessageTag.Value; tag != "" {
		s.note("tag " + tag)
	}
	return s.done()
}

// listed is how many replies and attachments of a message are shown; the API takes ten replies.
const listed = 10

func attached(all []*template.Attachment) []block {
	var blocks []block
	for _, a := range all[:min(len(all), listed)] {
		if a != nil {
			blocks = append(blocks, file(a.Type.Value, fixed(a.FileName.Value), fixed(a.URL.Value), a.URL.Value)...)
		}
	}
	if hidden := len(all) - listed; hidden > 0 {
		blocks = append(blocks, block{texts: []text{more(hidden, " more")}})
	}
	return blocks
}

// email has the subject, who gets it besides the contact, the text and the files. No markers format an email.
func (s *stage) email(m *template.Message) {
	head := block{texts: []text{{role: strong, lines: literal(s.fields(m.Subject.Value))}}}
	for _, line := range []struct{ name, value string }{
		{"cc", strings.Join(plain(m.Cc), ", ")},
		{"bcc", strings.Join(plain(m.Bcc), ", ")},
		{"in reply to", m.ReplyToMessageID.Value},
	} {
		if line.value != "" {
			l := Line{Kind: Bullet, Marker: line.name, Runs: []Run{{Text: line.value}}}
			head.texts = append(head.texts, text{role: faint, lines: []Line{l}})
		}
	}
	body := words(normal, literal(s.fields(m.Text.Value)))
	s.scene.bubble = sheet{title: "email", head: []block{head}, body: append(body, attached(m.Attachments)...)}
}

// platformField is a variable that the platform fills in, as messages have it.
var platformField = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\{\s*\$[^{}\n]*\}\}`) })

// fields cuts a text at the variables of the platform.
func (s *stage) fields(text string) []Piece {
	var pieces []Piece
	done := 0
	for _, at := range platformField().FindAllStringIndex(text, -1) {
		pieces = append(pieces, Piece{Text: text[done:at[0]]}, s.marked(text[at[0]:at[1]], field, markMeanings[field].sample))
		done = at[1]
	}
	return append(pieces, Piece{Text: text[done:]})
}
