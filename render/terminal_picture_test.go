package render

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

func TestTerminalPicture(t *testing.T) {
	src := "name: a\nlanguage: en\nheader: {format: image, link: 'https://example.com/x/b.png'}\nbody: Hi\n"
	f := template.Parse("test.yaml", []byte(src))
	require.Len(t, f.Templates, 1)
	b, _ := Bind(f.Templates[0], nil)
	note := ""
	look := Look{Width: 40, Color: true}
	look.Image = func(link string, width, _ int) ([]string, string) {
		assert.Equal(t, "https://example.com/x/b.png", link)
		if note != "" {
			return nil, note
		}
		return []string{"\x1b[31m" + strings.Repeat("▀", width-4) + "\x1b[m", strings.Repeat("▄", width-4)}, ""
	}
	drawn := Show(b).Terminal(look)
	requireFramed(t, drawn, look)
	assert.Contains(t, drawn, "\x1b[31m▀▀▀", "as it is")
	assert.Less(t, strings.Index(drawn, "▄"), strings.Index(drawn, "b.png"), "above its name")

	note = "404"
	drawn = Show(b).Terminal(look)
	requireFramed(t, drawn, look)
	assert.NotContains(t, drawn, "▀")
	assert.Greater(t, strings.Index(drawn, "404"), strings.Index(drawn, "b.png"))
}
