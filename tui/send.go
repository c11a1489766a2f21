package tui

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// sendDialog sends one document once. What it shows is what it sends: the document is kept as it was when the dialog
// opened, and the bytes are those that were shown.
type sendDialog struct {
	entry   entry
	bound   *render.Bound
	sources []string // of its values
	fields  [fieldCount]line
	at      int // the field that has the keys

	contact string // in its one spelling; empty while it is none
	channel *int64
	wrong   [onYes]string // with the contact and the channel
	body    []byte
	faults  []template.Diagnostic
	failure string // why there is no body, beside the faults
	said    string // what became of the last key

	stage  sendStage
	stop   context.CancelFunc
	notes  chan string
	note   string // why it takes so long
	answer Answer
}

// The fields of the dialog, in their order.
const (
	onContact = iota
	onChannel
	onYes
	fieldCount
)

// openSend opens the dialog for the selected document, or says why there is nothing to send.
func (m *Model) openSend() {
	s, e := m.options.Sender, m.list.selected()
	switch {
	case s.Off != "":
		m.open(offDialog{})
	case e == nil || !e.readable():
		m.said = "nothing to send"
	case e.stale:
		m.said = "its file is broken; mend it before it is sent"
	default:
		d := &sendDialog{entry: *e, bound: m.bound}
		if m.bound != nil {
			d.sources = m.sources(e)
		}
		d.fields = [...]line{newLine(m.sendTo), newLine(m.sendOn), {}}
		d.read(m)
		m.open(d)
	}
}

// read takes in what the fields say, and makes the body for it.
func (d *sendDialog) read(m *Model) {
	s := m.options.Sender
	m.sendTo, m.sendOn = d.fields[onContact].text(), d.fields[onChannel].text()
	var errs [onYes]error
	d.contact, errs[onContact] = s.Contact(m.sendTo)
	d.channel, errs[onChannel] = readChannel(m.sendOn)
	for i, err := range errs {
		d.wrong[i] = visibleError(err)
	}
	var err error
	d.body, d.faults, err = s.Compile(Outgoing{d.entry.file, d.bound, d.entry.message}, d.channel)
	d.failure = visibleError(err)
}

// readChannel reads a channel's number; empty, it is the contact's last.
func readChannel(typed string) (*int64, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil, nil
	}
	n, err := strconv.ParseUint(typed, 10, 63)
	if err != nil {
		return nil, errors.New("a channel is a number, as in 135898")
	}
	channel := int64(n)
	return &channel, nil
}

func visibleError(err error) string {
	if err == nil {
		return ""
	}
	return template.Visible(err.Error())
}

func (d *sendDialog) update(m *Model, msg tea.Msg) (cmd tea.Cmd, taken bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch d.stage {
		case asking:
			cmd, taken = d.press(m, msg)
		case underWay:
			taken = d.pressUnderWay(m, msg)
		}
	case tea.PasteMsg:
		taken = d.stage == asking
		if taken {
			d.edit(m, msg)
		}
	case retryMsg:
		if taken = msg.from == d.notes; taken {
			d.note = msg.note
			cmd = hear(d.notes)
		}
	case answerMsg:
		d.stage, d.answer, taken = answered, Answer(msg), true
		m.sent[d.letter()] = d.answer
	}
	if taken {
		m.touch()
	}
	return cmd, taken
}

// press is a key while the fields have them. Those that close the dialog, quit or scroll are not taken.
func (d *sendDialog) press(m *Model, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	k := m.keys
	fields := fieldCount
	if d.body == nil {
		fields = onYes
	}
	switch {
	case key.Matches(msg, k.cancel, k.abort, k.scroll):
		return nil, false
	case key.Matches(msg, k.nextField):
		d.at = (d.at + 1) % fields
	case key.Matches(msg, k.previousField):
		d.at = (d.at + fields - 1) % fields
	case key.Matches(msg, k.confirm):
		want, field := d.wants(m)
		if want == "" {
			return d.send(m), true
		}
		d.said, d.at = want, field
		return nil, true
	default:
		d.edit(m, msg)
	}
	d.said = ""
	return nil, true
}

// edit changes a field. A yes was meant for what the others said.
func (d *sendDialog) edit(m *Model, msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		d.fields[d.at].press(m.keys.line, msg)
	case tea.PasteMsg:
		d.fields[d.at].insert(msg.Content)
	}
	if d.at != onYes {
		d.fields[onYes] = line{}
		d.read(m)
	}
}

// wants is what is wanted before it is sent, and in which field; empty if nothing is.
func (d *sendDialog) wants(m *Model) (want string, field int) {
	yes := strings.EqualFold(strings.TrimSpace(d.fields[onYes].text()), "yes")
	switch {
	case strings.TrimSpace(d.fields[onContact].text()) == "":
		return "whom to?", onContact
	case d.contact == "":
		return "mend the contact first", onContact
	case d.wrong[onChannel] != "":
		return "on which channel?", onChannel
	case d.body == nil:
		return "it cannot be sent as it is", d.at
	case d.changed(m):
		return "it was changed; open this anew", d.at
	case d.at != onYes || !yes:
		return "type yes, the whole word, and press enter here", onYes
	}
	return "", d.at
}

// changed reports whether the document's file is no more what it was when the dialog opened.
func (d *sendDialog) changed(m *Model) bool {
	e := m.list.selected()
	return e == nil || e.stale || !e.id.same(d.entry.id) || !bytes.Equal(e.current, d.entry.current)
}

func (d *sendDialog) keys(m *Model) []key.Binding {
	switch d.stage {
	case asking:
		return []key.Binding{m.keys.nextField, m.keys.confirm, m.keys.close}
	case underWay:
		return []key.Binding{m.keys.stop}
	}
	return []key.Binding{m.keys.close}
}
