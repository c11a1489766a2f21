package tui

import (
	"bytes"
	"encoding/json"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// payloadTab is what an API is sent of the selected document.
type payloadTab struct{ target int }

func (*payloadTab) title(*Model) string { return "Payload" }

func (t *payloadTab) draw(m *Model, width int) ([]string, int) {
	if m.bound == nil {
		return nil, -1
	}
	payload, err := render.Compile(m.bound, render.Targets()[t.target], render.Envelope{})
	if err != nil {
		return wrap(template.Visible(err.Error()), width, 0), -1
	}
	var text bytes.Buffer
	_ = json.Indent(&text, payload, "", "  ") // it is valid
	return strings.Split(template.Visible(text.String()), "\n"), -1
}

func (*payloadTab) update(*Model, tea.Msg) (tea.Cmd, bool) { return nil, false }

func (*payloadTab) click(*Model, int) {}

func (*payloadTab) keys() []key.Binding { return nil }
