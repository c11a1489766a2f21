package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// sendable is a template of which nothing lacks.
const sendable = `name: order_shipped
language: en_US
category: utility
body:
  text: Hi <<1>>, your order <<2>> has left our warehouse.
  params:
    - {value: $contact.name, example: Maria}
    - {name: order, value: A-1043}
`

// outbox is what a fake API received.
type outbox struct {
	answer   Answer
	notes    []string
	contacts []string
	bodies   []string
}

func (o *outbox) sender() *Sender {
	return &Sender{
		Where: "https://api.example.com/v1",
		Contact: func(typed string) (string, error) {
			if !strings.HasPrefix(typed, "id:") {
				return "", fmt.Errorf("identifier %q has no prefix id:", typed)
			}
			return strings.TrimSpace(typed), nil
		},
		Compile: func(out Outgoing, channel *int64) ([]byte, []template.Diagnostic, error) {
			if out.Message != nil {
				body, err := render.CompileMessage(out.Message, channel)
				return body, nil, err
			}
			if faults := out.Bound.Faults(render.Message); len(faults) > 0 {
				return nil, faults, nil
			}
			body, err := render.Compile(out.Bound, render.Message, render.Envelope{Channel: channel})
			return body, nil, err
		},
		Send: func(_ context.Context, contact string, body []byte, retrying func(string)) Answer {
			o.contacts, o.bodies = append(o.contacts, contact), append(o.bodies, string(body))
			for _, note := range o.notes {
				retrying(note)
			}
			return o.answer
		},
	}
}

func (s *screen) sending() *sendDialog {
	d, _ := s.model.dialog.(*sendDialog)
	require.NotNil(s.t, d, "the dialog is open")
	return d
}

const confirm = "sid:7<tab>135898<tab>yes<enter>"

func TestSendScreens(t *testing.T) {
	accepted := Answer{MessageID: 1262965213}
	for _, c := range []struct {
		name, file, keys string
		answer           Answer
		change           func(*Sender)
	}{
		{name: "list", file: sendable},
		{name: "asking", file: sendable, keys: "s"},
		{name: "wrong", file: sendable, keys: "s7<tab>x<tab><enter>"},
		{name: "ready", file: sendable, keys: "sid:7<tab>135898<tab>ye<enter>"},
		{name: "faults", file: shipped, keys: "sid:7<enter>"},
		{name: "message", file: hello, keys: "sid:7<tab><tab>"},
		{name: "sent", file: sendable, keys: confirm, answer: accepted},
		{name: "sent_before", file: sendable, keys: confirm + "<esc>s<enter>", answer: accepted},
		{name: "refused", file: sendable, keys: confirm, answer: Answer{Err: errors.New("401 Unauthorized: no \x1b[2Jentry\u202e; check the token in WATEMPLATE_TOKEN")}},
		{name: "unknown", file: sendable, keys: confirm, answer: Answer{Unknown: true, Err: errors.New(
			"sent, but no answer came: EOF; the message may have been accepted; look at the contact's messages before sending it again")}},
		{name: "unknown_before", file: sendable, keys: confirm + "<esc>s<enter>", answer: Answer{Unknown: true, Err: errors.New("EOF")}},
		{name: "sandbox", file: sendable, change: func(s *Sender) { s.Sandbox = true }},
		{name: "sandbox_asking", file: sendable, keys: "sid:7<tab><tab>", change: func(s *Sender) { s.Sandbox, s.Where = true, "http://127.0.0.1:45011/v1" }},
		{name: "off", file: sendable, keys: "s", change: func(s *Sender) { s.Off = "no token; set WATEMPLATE_TOKEN or --token-file, or start with --sandbox" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got strings.Builder
			for _, size := range [][2]int{{120, 40}, {80, 24}, {40, 12}} {
				sender := (&outbox{answer: c.answer}).sender()
				if c.change != nil {
					c.change(sender)
				}
				s := newSendingScreen(t, size[0], size[1], sender, "order.yaml", c.file)
				s.press(c.keys)
				fmt.Fprintf(&got, "-- %dx%d --\n%s\n", size[0], size[1], s.text())
			}
			golden(t, "send_"+c.name, got.String())
		})
	}
}

// TestSendOnce: whatever is pressed after the yes, a dialog sends once, and exactly the bytes that it showed.
func TestSendOnce(t *testing.T) {
	box := &outbox{answer: Answer{MessageID: 1}}
	s := newSendingScreen(t, 80, 24, box.sender(), "order.yaml", sendable)
	s.press("sid:7<tab>9<tab>yes")
	shown := string(s.sending().body)
	next, attempt := s.model.Update(keyPress("<enter>"))
	s.model = next.(Model)
	require.NotNil(t, attempt)
	s.press("<enter>yes<enter><tab><enter>")
	assert.Empty(t, box.bodies, "no other attempt began while the first is under way")
	s.run(attempt)
	s.press("<enter><tab>yes<enter>")
	assert.Equal(t, []string{shown}, box.bodies)
	assert.Contains(t, shown, `"channelId":9`)
	assert.Equal(t, []string{"id:7"}, box.contacts)

	s.press("<esc>s")
	assert.Equal(t, "id:7", s.sending().fields[onContact].text(), "the contact is remembered")
	assert.Empty(t, s.sending().fields[onYes].text(), "and the yes is not")
	s.press("<tab><tab>yes<enter>")
	assert.Len(t, box.bodies, 2, "opened anew, it sends anew")
}

// TestSendWants: nothing but the whole word in its place, with a contact and without a fault, sends.
func TestSendWants(t *testing.T) {
	box := &outbox{}
	for keys, wants := range map[string]string{
		"<enter>":                               "whom to?",
		"id:7<enter>":                           "type yes, the whole word",
		"id:7<enter>y<enter>":                   "type yes, the whole word",
		"id:7<enter>yes please<enter>":          "type yes, the whole word",
		"<tab><tab>yes<enter>":                  "whom to?",
		"id:7<tab>-1<tab>yes<enter>":            "on which channel?",
		"id:7<tab><tab>yes<tab><enter>":         "type yes, the whole word",
		"id:7<tab><tab>yes<tab>8<enter><enter>": "type yes, the whole word", // the yes was for id:7
	} {
		s := newSendingScreen(t, 80, 24, box.sender(), "order.yaml", sendable)
		s.press("s" + keys)
		assert.Contains(t, s.sending().said, wants, keys)
		assert.Contains(t, s.text(), wants, keys)
	}
	s := newSendingScreen(t, 80, 24, box.sender(), "order.yaml", shipped)
	s.press("sid:7<tab><tab>yes<enter><tab><tab><enter>")
	assert.Contains(t, s.text(), "it cannot be sent as it is")
	assert.Empty(t, box.bodies)
}

// TestSendAfterChange: what was shown is not sent once the file says something else.
func TestSendAfterChange(t *testing.T) {
	for name, files := range map[string][]string{
		"the text":   {"order.yaml", strings.Replace(sendable, "warehouse", "house", 1)},
		"the name":   {"order.yaml", strings.Replace(sendable, "order_shipped", "order_sent", 1)},
		"half of it": {"order.yaml", broken},
		"all of it":  nil,
	} {
		box := &outbox{}
		s := newSendingScreen(t, 40, 12, box.sender(), "order.yaml", sendable)
		s.press("sid:7<tab><tab>yes")
		s.files = files
		s.send(changedMsg{})
		assert.Contains(t, s.text(), "The file was changed", name)
		s.press("<enter>")
		assert.Empty(t, box.bodies, name)

		s.files = []string{"a.yaml", chinese, "order.yaml", sendable}
		s.send(changedMsg{})
		assert.NotContains(t, s.text(), "The file was changed", "it is again what was shown")
		s.press("<enter>")
		assert.Len(t, box.bodies, 1, name)
	}
	box := &outbox{}
	s := newSendingScreen(t, 80, 24, box.sender(), "order.yaml", sendable)
	s.files = []string{"order.yaml", broken}
	s.send(changedMsg{})
	s.press("s")
	assert.Contains(t, s.text(), "its file is broken; mend it before it is sent")
}

// TestSendUnderWay: the dialog stays until the answer is there, and says why that takes long.
func TestSendUnderWay(t *testing.T) {
	box := &outbox{}
	sender := box.sender()
	var given context.Context
	sender.Send = func(ctx context.Context, _ string, _ []byte, retrying func(string)) Answer {
		given = ctx
		retrying("429 Too Many Requests; trying again in 2s\x1b[2J")
		<-ctx.Done()
		return Answer{Err: ctx.Err()}
	}
	s := newSendingScreen(t, 80, 24, sender, "order.yaml", sendable)
	s.press("sid:7<tab><tab>yes")
	next, cmd := s.model.Update(keyPress("<enter>"))
	s.model = next.(Model)
	assert.Contains(t, s.text(), "sending to id:7...")
	attempts := cmd().(tea.BatchMsg)
	answers := make(chan tea.Msg, 1)
	go func() { answers <- attempts[0]() }()
	next, hearing := s.model.Update(attempts[1]())
	s.model = next.(Model)
	assert.Contains(t, s.text(), `trying again in 2s\x1b[2J`)
	s.press("<esc>q")
	assert.Contains(t, s.text(), "what has left cannot be called back")
	require.NoError(t, given.Err(), "it goes on")
	s.press("<ctrl+c>")
	assert.False(t, s.quit, "first it is said what became of it")
	s.send(<-answers)
	s.run(hearing)
	assert.Contains(t, s.text(), "✗ context canceled")
	s.press("<ctrl+c>")
	assert.True(t, s.quit)
}

// TestSendFields: what is typed or pasted commands no terminal, and letters are no keys.
func TestSendFields(t *testing.T) {
	s := newSendingScreen(t, 80, 24, (&outbox{}).sender(), "order.yaml", sendable)
	s.press("sid:q?")
	s.send(tea.PasteMsg{Content: "\u202e\x1b[2J\r\n"})
	assert.Contains(t, s.text(), `id:q?\u202e\x1b[2J`)
	s.press("<ctrl+u>id:7<pgdown>")
	assert.Equal(t, "id:7", s.sending().contact)
	s.press("<esc>")
	assert.Nil(t, s.model.dialog)
	s.press("s")
	assert.Equal(t, "id:7", s.sending().contact)
}

// TestSendLongContact: the cursor stays in sight, and the field in its line.
func TestSendLongContact(t *testing.T) {
	s := newSendingScreen(t, 40, 12, (&outbox{}).sender(), "order.yaml", sendable)
	s.press("sid:" + strings.Repeat("7", 40) + "89")
	assert.Contains(t, s.text(), "contact …"+strings.Repeat("7", 25)+"89\n")
	s.press("<home>")
	assert.Contains(t, s.text(), "contact  id:"+strings.Repeat("7", 25)+"…\n")
	s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	assert.Contains(t, s.text(), "contact  id:"+strings.Repeat("7", 40)+"89")
}

// TestSendNameless: a document without a name is told from what is left of it when it cannot be read any more.
func TestSendNameless(t *testing.T) {
	box := &outbox{}
	s := newSendingScreen(t, 80, 24, box.sender(), "a.yaml", "body: Hello there\n")
	s.press("sid:7<tab><tab>yes")
	s.files = []string{"a.yaml", "{{"}
	s.send(changedMsg{})
	s.press("<enter>")
	assert.Empty(t, box.bodies)
}

// TestSendSources: each value says where it comes from, in the words of the form.
func TestSendSources(t *testing.T) {
	s := newSendingScreen(t, 80, 24, (&outbox{}).sender(), "order.yaml", shipped)
	s.model.options.Values = template.Values{"eta": "today"}
	s.model.options.Recipients, s.model.row = []Row{{"", template.Values{"order": "A-7"}}}, 1
	s.press("rs")
	for _, says := range []string{"body.1: $contact.name  · file; the platform fills it in", "order (body.2): A-7  · row 1", "eta (body.3): today  · given"} {
		assert.Contains(t, s.text(), says)
	}
}

// TestSendPrefilled: what the command line gives stands in the fields.
func TestSendPrefilled(t *testing.T) {
	box := &outbox{answer: Answer{MessageID: 1}}
	sender, channel := box.sender(), int64(0)
	sender.To, sender.Channel = "id:8", &channel
	s := newSendingScreen(t, 80, 24, sender, "hello.yaml", hello)
	s.press("s<tab><tab>YES<enter>")
	assert.Equal(t, []string{"id:8"}, box.contacts)
	assert.Contains(t, box.bodies[0], `"channelId":0`)
}

// TestSendOff: the help says so beside the key too.
func TestSendOff(t *testing.T) {
	s := newSendingScreen(t, 120, 40, &Sender{Off: "no token"}, "order.yaml", sendable)
	s.press("?")
	assert.Contains(t, s.text(), "send (off)")
	s.press("<esc>s")
	assert.Contains(t, s.text(), "no token.")
	s.press("<esc>")
	assert.Nil(t, s.model.dialog)
}

func TestNoSender(t *testing.T) {
	s := newScreen(t, 80, 24, "order.yaml", sendable, "broken.yaml", broken)
	s.press("s?")
	assert.NotContains(t, s.text(), "send")
	s = newSendingScreen(t, 80, 24, (&outbox{}).sender(), "broken.yaml", broken)
	s.press("s")
	assert.Contains(t, s.text(), "nothing to send")
}
