package tui

import (
	"context"
	"errors"
	"image"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/stretchr/testify/assert"
)

func TestPictureOnScreen(t *testing.T) {
	const pictured = "name: sale\nlanguage: en\nheader: {format: image, link: 'https://example.com/x/b.png'}\nbody: Hi\n"
	s := &screen{t: t, files: []string{"shop/sale.yaml", pictured}}
	var found image.Image
	s.model = New(Options{Load: s.load, Media: func(_ context.Context, file, link string) (image.Image, error) {
		assert.Equal(t, "shop/sale.yaml", file)
		assert.Equal(t, "https://example.com/x/b.png", link)
		if found == nil {
			return nil, errors.New("no local file")
		}
		return found, nil
	}})
	s.send(tea.WindowSizeMsg{Width: 120, Height: 40})
	s.run(s.model.Init())
	assert.Contains(t, s.model.View().Content, "no local file")
	assert.Zero(t, strings.Count(s.model.View().Content, "▀"))

	found = photo
	s.press("r")
	assert.Equal(t, 12*24, strings.Count(s.model.View().Content, "▀"))
	assert.NotContains(t, s.model.View().Content, "no local file")
}
