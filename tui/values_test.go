package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/stretchr/testify/assert"

	"github.com/watemplate/watemplate/template"
)

// invoice has one name in three places, a limit, and a placeholder of which the file says nothing.
const invoice = `name: invoice
language: en
category: utility
params:
  first: {example: Maria}
  number: {value: A-1043, example: A-1, max_length: 8}
header: {format: text, text: Invoice <<number>>}
body: Hi <<first>>, your invoice <<number>> is due on <<due>>. Thank you, <<first>>!
footer: Acme Parcels
buttons:
  - {type: url, text: Pay now, url: "https://pay.example.com/<<number>>"}
`

const cards = `name: summer
language: ms
category: marketing
body: {text: "Hai <<1>>, jualan musim panas!", params: [{value: $contact.name, example: Aisyah}]}
carousel:
  cards:
    - header: {format: image, link: {example: "https://cdn.example.com/1.jpg"}}
      body: {text: "Kasut <<1>>", params: [{example: merah dan biru untuk seluruh keluarga di mana-mana sahaja anda pergi}]}
      buttons: [{type: quick_reply, text: Lihat, payload: SHOES}]
    - header: {format: image, link: {example: "https://cdn.example.com/2.jpg"}}
      body: {text: "Baju"}
      buttons: [{type: quick_reply, text: Lihat lagi sekarang juga di sini}]
`

var recipients = []Row{
	{Label: "+60121233112", Values: template.Values{"first": "Aïcha", "city": "Oran"}},
	{Label: "+60129876543", Values: template.Values{"first": "Ben", "body.2": "B-2"}},
	{Values: template.Values{"number": "C-3"}},
}

func withRows(s *screen) *screen {
	s.model.options.Recipients, s.model.options.RecipientsName = recipients, "list.csv"
	return s
}

func TestValues(t *testing.T) {
	for _, c := range []struct {
		name, text string
		rows       bool
		keys       string
	}{
		{"values", invoice, false, "1"},
		{"values_edit", invoice, false, "1<enter>9-and longer"},
		{"values_row", invoice, true, "1nnpn"},
		{"values_typed", invoice, true, "1n<down><enter><ctrl+u>Zoë<enter>"},
		{"values_none", chinese, false, "1"},
		{"values_message", hello, false, "1"},
		{"values_cards", cards, false, "1<end>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got strings.Builder
			for _, size := range [][2]int{{120, 40}, {80, 24}, {40, 12}} {
				s := newScreen(t, size[0], size[1], "a.yaml", c.text)
				if c.rows {
					withRows(s)
				}
				s.press(c.keys)
				fmt.Fprintf(&got, "-- %dx%d --\n%s\n", size[0], size[1], s.text())
			}
			golden(t, c.name, got.String())
		})
	}
}

// sent is what the payload carries for a parameter of the selected template.
func (s *screen) sent(name string) string {
	for _, v := range s.model.bound.Values {
		if v.Name() == name {
			return v.Sent
		}
	}
	return "no such parameter"
}

// TestTyping holds that a value is drawn and sent as it is typed, wherever its name stands.
func TestTyping(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", invoice)
	s.press("1<enter><ctrl+u>qn1?/")
	assert.Equal(t, "qn1?/", s.sent("number"), "while it is typed all keys are text")
	assert.Contains(t, s.text(), "Invoice qn1?/")
	assert.Contains(t, s.text(), "your invoice qn1?/ is")
	assert.False(t, s.quit)

	s.press("<esc>")
	assert.Equal(t, "A-1043", s.sent("number"), "as it was in the file")
	s.press("<enter>5<enter>k<enter>6<esc>")
	assert.Equal(t, "A-10435", s.sent("number"), "as it was typed before")
	s.press("x")
	assert.Equal(t, "A-1043", s.sent("number"))

	s.press("<enter><ctrl+u>B-1<tab><ctrl+u>Zoë<tab>8<shift+tab>!<enter>")
	assert.Equal(t, "B-18", s.sent("number"), "tab goes on to the same value's next place")
	assert.Equal(t, "Zoë!", s.sent("first"))
	s.press("k<enter><ctrl+r>")
	assert.Empty(t, s.sent("first"), "the example stands in for it again, and is not sent")
	assert.Contains(t, s.text(), "Hi Maria")
	s.press("<enter><ctrl+r>")
	assert.Empty(t, s.model.given[s.model.list.selected().id.named()])

	s.press("<enter><ctrl+c>")
	assert.True(t, s.quit)
}

// TestTypingCharacters holds that the cursor goes by what a reader takes for a character, and that nothing that is
// typed or pasted breaks a line or commands the terminal: screen.send looks at every screen.
func TestTypingCharacters(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {80, 24}, {40, 12}, {21, 8}} {
		s := newScreen(t, size[0], size[1], "a.yaml", invoice)
		s.press("1j<enter><ctrl+u>")
		for _, c := range []struct{ paste, keys, want string }{
			{"👩‍👩‍👧‍👦🇲🇾é", "<left><left><backspace>", "🇲🇾é"},
			{"نص عربي", "<backspace><left><left>x", "نص عxرب"},
			{"नमस्ते สวัสดี", "<home>a<right><backspace>", "aमस्ते สวัสดี"},
			{"one\r\ntwo\nthree\n", "", "one two three"},
			{"a\x1b[2J\u202eb\tc", "<left><left><backspace>", "a\x1b[2J\u202e\tc"},
			{"\xff\u200d\ufe0f", "<left><left><right>", "\u200d\ufe0f"},
			{strings.Repeat("長い文👩‍🚀", 200), "<home><end><left>", strings.Repeat("長い文👩‍🚀", 200)},
		} {
			s.send(tea.PasteMsg{Content: c.paste})
			s.press(c.keys)
			assert.Equal(t, c.want, s.sent("first"))
			s.press("<end><ctrl+u>")
		}
	}
}

func TestLongValueEnds(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", invoice)
	s.press("1j<enter><ctrl+u>")
	s.send(tea.PasteMsg{Content: "x" + strings.Repeat("é", maxLine)})
	assert.Equal(t, "x"+strings.Repeat("é", maxLine/2-1), s.sent("first"), "no half of a character")
}

// TestTypedValuesStay holds that what was typed outlives the file's readings, and comes into no other document.
func TestTypedValuesStay(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", invoice, "b.yaml", strings.Replace(invoice, "language: en", "language: ms", 1))
	s.press("1<enter><ctrl+u>Z-9")
	reload := func(text string) {
		s.files[1] = text
		s.send(changedMsg{})
	}
	reload(strings.Replace(invoice, "Thank you", "Thanks", 1))
	s.press("9")
	assert.Equal(t, "Z-99", s.sent("number"), "the field is still typed in")
	reload(strings.Replace(invoice, "body:", "body: {{1}} hi: ", 1))
	assert.Equal(t, "Z-99", s.sent("number"), "half written")
	reload(strings.ReplaceAll(invoice, "number", "reference"))
	assert.Equal(t, "A-1043", s.sent("reference"), "it has another name")
	assert.NotContains(t, s.text(), "Z-99")
	s.press("2")
	assert.Contains(t, s.text(), "[Problems", "its field is gone, and keys are keys")
	reload(invoice)
	assert.Equal(t, "Z-99", s.sent("number"))

	s.press("<esc>j")
	assert.Equal(t, "invoice ms", s.selected())
	assert.Equal(t, "A-1043", s.sent("number"))
	s.press("k1<ctrl+r>")
	assert.Equal(t, "A-1043", s.sent("number"))
}

// TestNamedLater: what was typed for a place counts for the name that it gets, until that is typed.
func TestNamedLater(t *testing.T) {
	const unnamed = "name: a\nlanguage: en\nbody: {text: Hi <<1>>!, params: [{example: Maria}]}\n"
	s := newScreen(t, 80, 24, "a.yaml", unnamed)
	s.press("1<enter><ctrl+u>Ben<enter>")
	assert.Equal(t, "Ben", s.sent("body.1"))
	s.files[1] = strings.Replace(unnamed, "{example", "{name: first, example", 1)
	s.press("r<enter><ctrl+u>Zoë")
	assert.Equal(t, "Zoë", s.sent("first"))
	s.press("<esc>")
	assert.Equal(t, "Ben", s.sent("first"))
	s.press("x")
	assert.Empty(t, s.sent("first"))
}

// TestWholeFormIsSeen: the keys go through the fields, and on to what stands beyond them.
func TestWholeFormIsSeen(t *testing.T) {
	s := withRows(newScreen(t, 40, 12, "a.yaml", cards))
	s.press("1<end>")
	assert.NotContains(t, s.text(), "⚠ 32/25")
	s.press("jj")
	assert.Contains(t, s.text(), "card 2: button 1                ⚠ 32/25")
	s.press("kkkkkk")
	assert.Contains(t, s.text(), "no row of 3", "the first lines too")
}

func TestRecipients(t *testing.T) {
	s := withRows(newScreen(t, 80, 24, "a.yaml", invoice, "b.yaml", hello))
	s.model.options.Values = template.Values{"number": "G-7"}
	s.press("1n")
	assert.Equal(t, "Aïcha", s.sent("first"))
	assert.Contains(t, s.text(), "row 1 of 3 · +60121233112 · list.csv")
	s.press("n")
	assert.Equal(t, "Ben", s.sent("first"))
	assert.Equal(t, "B-2", s.sent("number"), "a row wins over what the command line gives, as it does in a campaign")
	s.press("<enter><ctrl+u>T-1<enter>nn")
	assert.Equal(t, "T-1", s.sent("number"), "and what is typed over both")
	assert.Contains(t, s.text(), "no row of 3 · list.csv")
	assert.Contains(t, s.text(), "Maria")
	s.press("p")
	assert.Contains(t, s.text(), "row 3 of 3 · list.csv")
	s.press("<esc>j1")
	assert.Contains(t, s.text(), "a message has no parameters")
}

// TestPhoneShowsWhatIsTyped: where a value is folded away, the phone opens.
func TestPhoneShowsWhatIsTyped(t *testing.T) {
	long := "name: a\nlanguage: en\ncategory: marketing\nbody:\n  text: |\n" + strings.Repeat("    one line\n", 9) +
		"    <<1>> ends it.\n  params: [{example: Maria}]\n"
	s := newScreen(t, 120, 40, "a.yaml", long)
	s.press("1")
	assert.NotContains(t, s.text(), "ends it")
	s.press("<enter>!")
	assert.Contains(t, s.text(), "! ends it")
	s = newScreen(t, 120, 40, "a.yaml", cards)
	assert.Contains(t, s.text(), "● ○")
	s.press("1<end>")
	assert.Contains(t, s.text(), "○ ●", "the second card is in front")
}

// TestValuesMouse: a click selects a field, another begins to type; a click elsewhere ends it.
func TestValuesMouse(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", invoice)
	s.press("1")
	click := func(text string) {
		t.Helper()
		for y, line := range strings.Split(s.text(), "\n") {
			if strings.Contains(line, text) {
				s.send(tea.MouseClickMsg{X: 6, Y: y, Button: tea.MouseLeft})
				return
			}
		}
		t.Fatalf("the screen does not show %q", text)
	}
	click("first body.1")
	s.press("n")
	assert.Empty(t, s.sent("first"))
	click("first body.1")
	s.press("n")
	assert.Equal(t, "n", s.sent("first"))
	click("▸ invoice") // the list
	s.press("j1x")
	assert.Empty(t, s.sent("first"), "x is a key again")
	click("due body.3")
	click("due body.3")
	assert.Contains(t, s.text(), "the file says nothing of due: write it under params first")
}
