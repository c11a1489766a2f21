package tui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shop is a folder whose variants stand in files side by side, with a fault between two of them.
func shop() []string {
	in := func(text, language string) string { return strings.Replace(text, "pt_BR", language, 1) }
	return []string{
		"order.es.yaml", in(portuguese, "es"),
		"order.id.yaml", in(portuguese, "id"),
		"sale.yaml", arabic,
		"shipped.yaml", shipped,
		"welcome.yaml", chinese,
		"welcome.en.yaml", strings.Replace(chinese, "zh_CN", "en", 1),
	}
}

func TestGroups(t *testing.T) {
	for _, c := range []struct{ name, keys string }{
		{"groups", "j"},
		{"groups_filtered", "/order lang:i"},
		{"groups_faulty", "!G"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got strings.Builder
			for _, size := range [][2]int{{120, 40}, {80, 24}, {40, 12}} {
				s := newScreen(t, size[0], size[1], shop()...)
				s.press(c.keys)
				fmt.Fprintf(&got, "-- %dx%d --\n%s\n", size[0], size[1], s.text())
			}
			golden(t, c.name, got.String())
		})
	}
}

// TestTopRowHasName: whatever is scrolled out of sight, the first row of the window names its template.
func TestTopRowHasName(t *testing.T) {
	var files []string
	for i := range 30 {
		files = append(files, fmt.Sprintf("%02d.yaml", i), strings.Replace(portuguese, "pt_BR", fmt.Sprintf("l%02d", i), 1))
	}
	s := newScreen(t, 40, 12, files...)
	s.press("G")
	lines := strings.Split(s.text(), "\n")
	assert.Contains(t, lines[1], "order_shipped")
	assert.Contains(t, lines[2], "├ ")
	assert.Contains(t, lines[10], "▸ └ ")
}

func TestVariants(t *testing.T) {
	s := newScreen(t, 80, 24, shop()...)
	s.press("/lang:id<enter>")
	require.Equal(t, "order_shipped id", s.selected())
	var languages []string
	for _, e := range s.model.list.variants() {
		require.NotNil(t, e.template)
		languages = append(languages, e.template.Language.Value)
	}
	assert.Equal(t, []string{"es", "id", "en_US"}, languages)
	s = newScreen(t, 80, 24, "a.yaml", hello+"---\n"+hello)
	assert.Len(t, s.model.list.variants(), 1, "messages have no name to share")
	assert.Empty(t, newScreen(t, 80, 24).model.list.variants())
}

func TestFilterTerms(t *testing.T) {
	s := newScreen(t, 120, 40, append(shop(), "half.yaml", broken, "lang:fr.yaml", hello)...)
	for filter, want := range map[string][]string{
		"lang:pt":             nil,
		"lang:ZH":             {"welcome zh_CN"},
		"lang:zh_cn":          {"welcome zh_CN"},
		"cat:m order":         nil,
		"category:util order": {"order_shipped es", "order_shipped id", "order_shipped en_US"},
		"is:error":            {"sale_ar ar", "half.yaml"},
		"is:e wel":            nil,
		"is:stale":            nil,
		"is: lang: sale":      {"sale_ar ar"},
		"is:nothing":          nil,
		"lang:fr.yaml":        nil,
		"g:fr":                {"lang:fr.yaml text"},
		"half.yaml":           {"half.yaml"},
	} {
		s.press("/")
		s.press(filter)
		assert.Equal(t, want, s.labels(), filter)
		s.press("<esc>")
	}
	s.press("/is:faulty")
	assert.NotContains(t, s.labels(), "lang:fr.yaml text")
	assert.Contains(t, s.labels(), "order_shipped en_US")
}

func TestFaultyOnly(t *testing.T) {
	s := newScreen(t, 80, 24, "a.yaml", hello, "b.yaml", shipped, "c.yaml", arabic)
	s.press("!")
	assert.Equal(t, []string{"order_shipped en_US", "sale_ar ar"}, s.labels())
	assert.Contains(t, s.text(), "! · 2 of 3")
	s.press("/ar")
	assert.Contains(t, s.text(), "! /ar · 1 of 3")
	s.press("<esc>")
	assert.Len(t, s.labels(), 2, "esc ends the filter")
	s.press("<esc>")
	assert.Len(t, s.labels(), 3)

	s = newScreen(t, 80, 24, "a.yaml", hello)
	s.press("!")
	assert.Contains(t, s.text(), "nothing has a fault; esc shows")
	s.press("!")
	assert.Len(t, s.labels(), 1)
}
