package tui

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ready has a value for everything.
const ready = `name: order_sent
language: en
category: utility
body:
  text: Your order <<1>> has been sent and should be with you within the next three days.
  params: [{value: A-1043, example: A-1043}]
buttons:
  - {type: url, text: Follow it, url: "https://parcels.example.com/a/rather/long/address/of/a/page/that/follows/parcels"}
`

func TestPayloadScreens(t *testing.T) {
	sizes(t, "payload", "3", "a.yaml", ready)
	sizes(t, "payload_definition", "3tt", "a.yaml", ready)
	sizes(t, "payload_faults", "3", "a.yaml", shipped)
	sizes(t, "payload_message", "3t", "a.yaml", hello)
}

func TestPayloadFaults(t *testing.T) {
	s := newScreen(t, 120, 40, "a.yaml", shipped, "b.yaml", "type: custom_payload\npayload: {a: 1}\n", "c.yaml", "name: [\n")
	s.press("3")
	assert.Contains(t, s.text(), "✗ 11:8:")
	s.press("y")
	assert.Contains(t, s.text(), "there is no payload to copy")
	s.press("<esc>j3")
	assert.Contains(t, s.text(), "custom_payload message needs")
	s.press("<esc>j3tty")
	assert.Contains(t, s.text(), "there is no payload to copy")
}

// TestCopy holds that what is copied is the payload itself, whole.
func TestCopy(t *testing.T) {
	s := newScreen(t, 40, 12, "a.yaml", strings.Replace(ready, "Your", "\u202eYour", 1))
	s.press("3t")
	next, cmd := s.model.Update(keyPress("y"))
	s.model = next.(Model)
	require.NotNil(t, cmd)
	copied := reflect.ValueOf(cmd()).String() // Bubble Tea keeps its message to itself
	assert.Contains(t, s.text(), fmt.Sprintf("gave the terminal %d bytes", len(copied)))
	var payload struct {
		Product  string `json:"messaging_product"`
		Template struct{ Name string }
	}
	require.NoError(t, json.Unmarshal([]byte(copied), &payload))
	assert.Equal(t, "whatsapp", payload.Product)
	assert.Equal(t, "order_sent", payload.Template.Name)
}

func TestTargets(t *testing.T) {
	s := newScreen(t, 120, 40, "a.yaml", ready, "b.yaml", hello)
	s.press("3")
	for _, c := range []struct{ keys, want string }{
		{"", "[message] cloud definition"},
		{"<right>", "message [cloud] definition"},
		{"t", "message cloud [definition]"},
		{"t", "[message] cloud definition"},
		{"h", "message cloud [definition]"},
		{"l", "[message] cloud definition"},
		{"<left>", "message cloud [definition]"},
		{"<esc>j3t<esc>k3", "message cloud [definition]"},
	} {
		s.press(c.keys)
		assert.Contains(t, s.text(), c.want, c.keys)
	}
	at := s.model.layout().panel
	for i, want := range []string{"[message] cloud definition", "message [cloud] definition", "message cloud [definition]"} {
		s.send(tea.MouseClickMsg{X: at.x + 9*i + 1, Y: at.y, Button: tea.MouseLeft})
		assert.Contains(t, s.text(), want)
	}
	s.send(tea.MouseClickMsg{X: at.x, Y: at.y + 1, Button: tea.MouseLeft})
	assert.Contains(t, s.text(), "message cloud [definition]", "no target stands there")
}

func TestColourJSON(t *testing.T) {
	s := newStyles()
	s.name, s.text, s.number = ink{before: "N "}, ink{before: "T "}, ink{before: "V "}
	for in, want := range map[string]string{
		`"a": "b",`:               `N "a": T "b",`,
		`"a\"": "\\",`:            `N "a\"": T "\\",`,
		`"a": -1.5e3`:             `N "a": V -1.5e3`,
		`"a": [`:                  `N "a": [`,
		`true`:                    `V true`,
		`"{1}: \u202e, \"x\": 3"`: `T "{1}: \u202e, \"x\": 3"`,
		`{}`:                      `{}`,
		`"torn`:                   `T "torn`,
	} {
		assert.Equal(t, want, ansi.Strip(colourJSON(s, in)))
	}
}

// TestJSONLines holds that broken lines fit, lose nothing but blanks, and hang below the text of their first.
func TestJSONLines(t *testing.T) {
	const line = `      "text": "Olá 👩‍🚀, o pedido saiu 🚚 e chega em https://parcels.example.com/a/rather/long/address/here",`
	for _, width := range []int{12, 20, 38, 80, 200} {
		got := jsonLines(newStyles(), line, width)
		all := ""
		for i, l := range got {
			assert.LessOrEqual(t, ansi.StringWidth(l), width)
			plain := ansi.Strip(l)
			if i > 0 {
				assert.Equal(t, "  ", plain[min(6, width/2):][:2], "%d %q", width, plain)
			}
			all += strings.TrimLeft(plain, " ")
		}
		assert.Equal(t, strings.ReplaceAll(line, " ", ""), strings.ReplaceAll(all, " ", ""))
	}
}
