package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const german = `name: order_shipped
language: de
category: marketing
body: Ihre Bestellung ist unterwegs.
buttons:
  - {type: quick_reply, text: Keine Nachrichten}
`

// campaign is a template in three languages, of which two are in one file, among others.
func campaign() []string {
	return []string{"a.yaml", chinese, "b.yaml", german, "c.yaml", shipped + "---\n" + portuguese, "d.yaml", hello}
}

func TestLanguageScreens(t *testing.T) {
	sizes(t, "languages", "j4", campaign()...)
	sizes(t, "languages_moved", "j4<right><right>", campaign()...)
	sizes(t, "languages_one", "4", campaign()...)
	sizes(t, "languages_message", "<end>4", campaign()...)
}

func TestChooseLanguage(t *testing.T) {
	s := newScreen(t, 120, 40, campaign()...)
	s.press("j4<right>l<right><enter>")
	assert.Equal(t, "order_shipped pt_BR", s.selected())
	assert.Equal(t, onPanel, s.model.focus)
	s.press("<left><enter>")
	assert.Equal(t, "order_shipped en_US", s.selected(), "the cursor is where the selection is")
	s.press("<left>h<left><enter>")
	assert.Equal(t, "order_shipped de", s.selected())

	s.press("/pt_BR<enter>4<left><left><enter>")
	assert.Equal(t, "order_shipped de", s.selected())
	assert.Empty(t, s.model.list.filter, "a filter that hides it would hide the selection")
	s.press("<esc>gj<down>/order<enter>4<left><enter>")
	assert.Equal(t, "order_shipped de", s.selected())
	assert.Equal(t, "order", s.model.list.filter, "this one does not")

	s = newScreen(t, 120, 40, "a.yaml", chinese, "b.yaml", strings.Replace(chinese, "zh_CN", "en", 1))
	s.press("!")
	require.Equal(t, "welcome en", s.selected(), "the other has no fault")
	s.press("4<left><enter>")
	assert.Equal(t, "welcome zh_CN", s.selected(), "it is shown again")
}

func TestClickLanguage(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {80, 24}, {200, 40}} {
		s := newScreen(t, size[0], size[1], campaign()...)
		s.press("j4")
		tab := s.model.panel.tabs[onLanguages].(*languagesTab)
		for _, want := range []string{"order_shipped en_US", "order_shipped de", "order_shipped pt_BR"} {
			for i, v := range s.model.variants() {
				if v.label+" "+v.language == want {
					at, drawn := s.model.layout().panel, tab.drawn[i]
					s.model.panel.top = min(drawn.top, max(0, len(s.model.panel.lines)-at.height))
					s.send(tea.MouseClickMsg{X: at.x + drawn.x + 2, Y: at.y + drawn.top + 1 - s.model.panel.top, Button: tea.MouseLeft})
					break
				}
			}
			assert.Equal(t, want, s.selected(), size)
		}
	}
}

// TestLanguagesChange follows the variants while files change.
func TestLanguagesChange(t *testing.T) {
	s := newScreen(t, 200, 40, campaign()...)
	s.press("j4<right><right>")
	assert.Equal(t, "order_shipped de", s.selected())
	assert.Contains(t, s.text(), "other templates have zh_CN, this one has not")
	s.files = append(s.files, "e.yaml", strings.Replace(german, "language: de", "language: zh_CN", 1))
	s.send(changedMsg{})
	assert.NotContains(t, s.text(), "this one has not")
	s.files = s.files[:4]
	s.send(changedMsg{})
	assert.Contains(t, s.text(), "other templates have zh_CN")
	s.press("<right><enter>")
	assert.Equal(t, "order_shipped de", s.selected(), "it is alone by now")
	s.files = []string{"a.yaml", "language: de\nbody: Hallo\n---\nlanguage: en\nbody: Hello\n"}
	s.send(changedMsg{})
	assert.Len(t, s.model.variants(), 1, "nobody knows what they are variants of")
}
