package tui

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

func (d *sendDialog) title(m *Model) string {
	if m.options.Sender.Sandbox {
		return "Send to the sandbox"
	}
	return "Send"
}

// sheet is the lines of the dialog as they are written.
type sheet struct {
	*Model
	width int
	lines []string
	at    int // the line that is to stay in sight
}

// fieldLabel is how many cells there are before what a label stands for.
const fieldLabel = 9

// say writes a text, broken to the width.
func (s *sheet) say(style ink, indent int, text string) {
	for _, line := range s.styles.wrap(text, s.width-indent, 0) {
		s.lines = append(s.lines, strings.Repeat(" ", indent)+style.Render(line))
	}
}

// label writes a text with a label before it.
func (s *sheet) label(label, text string) {
	from := len(s.lines)
	s.say(ink{}, fieldLabel, text)
	s.lines[from] = s.styles.faint.Render(s.styles.fit(label, fieldLabel)) + s.lines[from][fieldLabel:]
}

// field writes a field, below it what is wrong or helps, and what the last key wants of it.
func (s *sheet) field(d *sendDialog, field int, label, help string) {
	style, cursor := s.styles.faint, ink{}
	if field == d.at {
		style, s.at = s.styles.focused, len(s.lines)
		if d.stage == asking {
			cursor = s.styles.selected
		}
	}
	text := d.fields[field].draw(s.styles.cells, s.width-fieldLabel+1, cursor)
	s.lines = append(s.lines, style.Render(s.styles.fit(label, fieldLabel-1))+text)
	if help != "" {
		s.say(s.styles.faint, fieldLabel, help)
	}
	if field == d.at && d.stage == asking && d.said != "" {
		s.say(s.styles.warning, fieldLabel, d.said)
	}
}

func (d *sendDialog) draw(m *Model, width int) ([]string, int) {
	s := &sheet{Model: m, width: width}
	contact := d.wrong[onContact]
	if d.fields[onContact].text() == "" {
		contact = "id:123, email:ann@example.com or phone:+60121233112"
	}
	s.field(d, onContact, "contact", contact)
	channel := d.wrong[onChannel]
	if d.fields[onChannel].text() == "" {
		channel = "the contact's last"
	}
	s.field(d, onChannel, "channel", channel)
	s.label("through", d.where(m))
	s.label(d.kind(), d.entry.heading())
	s.faults(d)
	s.values(d)
	s.request(d.body)
	s.end(d)
	return s.lines, s.at
}

func (d *sendDialog) where(m *Model) string {
	where := template.Visible(m.options.Sender.Where)
	if m.options.Sender.Sandbox {
		where += ", the sandbox: nothing leaves this machine"
	}
	return where
}

func (d *sendDialog) kind() string {
	if d.entry.message != nil {
		return "message"
	}
	return "template"
}

// faults writes what is wrong with the document, first of all what stops it.
func (s *sheet) faults(d *sendDialog) {
	if d.body == nil {
		s.lines = append(s.lines, "")
		s.say(s.styles.fault, 0, "✗ It cannot be sent as it is:")
	}
	for i := range d.faults {
		f := d.faults[i]
		f.Fix = nil // there is no key for it here
		s.lines = append(s.lines, faultLines(s.styles, &f, " ", place(&f), s.width)...)
		s.lines = append(s.lines, adviceLines(s.styles, &f, s.width)...)
	}
	if d.failure != "" {
		s.say(s.styles.fault, 2, "✗ "+d.failure)
	}
}

// values writes every value of a template, and where it comes from.
func (s *sheet) values(d *sendDialog) {
	if d.bound == nil || len(d.bound.Values) == 0 {
		return
	}
	s.lines = append(s.lines, "", s.styles.strong.Render("values"))
	for i, v := range d.bound.Values {
		name := v.Name()
		if address := v.Address(); address != name {
			name += " (" + address + ")"
		}
		value, from, style := v.Sent, d.sources[i], ink{}
		switch {
		case v.Source != render.File && v.Source != render.Supplied:
			value, from, style = "—", "missing", s.styles.fault
		case template.Dynamic(value):
			from += "; the platform fills it in"
		}
		s.say(style, 2, template.Visible(fmt.Sprintf("%s: %s  · %s", name, value, from)))
	}
}

// request writes the body, which has no line breaks of its own, on lines that can be read.
func (s *sheet) request(body []byte) {
	if body == nil {
		return
	}
	s.lines = append(s.lines, "")
	s.say(s.styles.strong, 0, fmt.Sprintf("request, %d bytes; only line breaks and indents are added here", len(body)))
	var text bytes.Buffer
	_ = json.Indent(&text, body, "", "  ") // what was compiled is valid
	s.lines = append(s.lines, payloadLines(s.styles, text.String(), s.width)...)
}

// end writes the question, then how it goes, then the answer.
func (s *sheet) end(d *sendDialog) {
	switch {
	case d.stage == answered:
		s.lines = append(s.lines, "")
		s.answer(d)
	case d.stage == underWay:
		s.lines = append(s.lines, "")
		s.say(s.styles.strong, 0, "sending to "+d.contact+"...")
		for _, note := range []string{d.note, d.said} {
			if note != "" {
				s.say(s.styles.warning, 0, template.Visible(note))
			}
		}
	case d.changed(s.Model):
		s.lines = append(s.lines, "")
		s.say(s.styles.warning, 0, "⚠ The file was changed. This is how it was before, and is not sent: close this, and open it anew.")
	case d.body == nil:
		return // the faults say why, beside the fields
	default:
		s.lines = append(s.lines, "")
		s.question(d)
		if d.at != onYes {
			return
		}
	}
	s.at = len(s.lines) - 1
}

func (s *sheet) question(d *sendDialog) {
	to, on := d.contact, "the contact's last channel"
	if to == "" {
		to = "nobody yet"
	}
	if d.channel != nil {
		on = fmt.Sprintf("channel %d", *d.channel)
	}
	if before, ok := s.sent[d.letter()]; ok {
		said := fmt.Sprintf("⚠ The same was sent to %s before: message %d.", d.contact, before.MessageID)
		if before.Unknown {
			said = fmt.Sprintf("⚠ The same may have been sent to %s before: nobody knows.", d.contact)
		}
		if before.Err == nil || before.Unknown {
			s.say(s.styles.warning, 0, said)
		}
	}
	s.say(s.styles.strong, 0, template.Visible(fmt.Sprintf("Send %s to %s on %s, through %s?", d.document(), to, on, s.options.Sender.Where)))
	s.field(d, onYes, "type yes", "")
}

func (d *sendDialog) document() string {
	return template.Document{Template: d.entry.template, Message: d.entry.message}.String()
}

func (s *sheet) answer(d *sendDialog) {
	a := d.answer
	switch {
	case a.Err == nil:
		s.say(s.styles.good, 0, fmt.Sprintf("✓ accepted: message %d to %s", a.MessageID, d.contact))
	case a.Unknown:
		s.say(s.styles.warning, 0, "⚠ unknown: "+visibleError(a.Err))
	default:
		s.say(s.styles.fault, 0, "✗ "+visibleError(a.Err))
	}
}
