package render

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

var update = flag.Bool("update", false, "write the golden files")

// drawAll draws every document of a file.
func drawAll(src []byte, look Look) string { return drawFile(template.Parse("test.yaml", src), look) }

func drawFile(f *template.File, look Look) string {
	var all []string
	for _, tmpl := range f.Templates {
		b, _ := Bind(tmpl, nil)
		all = append(all, Show(b).Terminal(look))
	}
	for _, m := range f.Messages {
		all = append(all, ShowMessage(m).Terminal(look))
	}
	return strings.Join(all, "")
}

func TestPreview(t *testing.T) {
	files, err := filepath.Glob("testdata/preview/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		name := strings.TrimSuffix(file, ".yaml")
		t.Run(filepath.Base(name), func(t *testing.T) {
			src, err := os.ReadFile(file)
			require.NoError(t, err)
			golden(t, name+".txt", drawAll(src, Look{Width: 60, Time: "12:00"}))
			f := template.Parse(file, src)
			for width := minWidth; width <= 100; width += 1 + width/40 {
				look := Look{Width: width, Color: width%3 > 0, Theme: Theme(width % 3), Wcwidth: width%2 > 0, Time: "12:00"}
				requireFramed(t, drawFile(f, look), look)
				look.Device, look.Card, look.Fold, look.Image = Device(width/2%3), 1+width%4, true, checkered
				requireFramed(t, drawFile(f, look), look)
			}
		})
	}
}

func TestPreviewColors(t *testing.T) {
	for _, name := range []string{
		"buttons_folded", "call_permission", "carousel_media", "formatting", "limited_time_offer", "links", "message_email",
		"missing_values", "mpm", "rtl", "values",
	} {
		src, err := os.ReadFile("testdata/preview/" + name + ".yaml")
		require.NoError(t, err)
		for suffix, theme := range map[string]Theme{"neutral": Neutral, "light": Light, "dark": Dark} {
			look := Look{Width: 60, Color: true, Theme: theme, Time: "12:00"}
			golden(t, fmt.Sprintf("testdata/preview/%s.%s.ansi", name, suffix), drawAll(src, look))
		}
	}
}

// checkered stands for a picture of the given cells, as a caller makes it.
func checkered(_ string, width, height int) ([]string, string) {
	row := "\x1b[38;2;200;80;40;48;2;20;60;120m" + strings.Repeat("▀", min(width, 3*height)) + "\x1b[m"
	return slices.Repeat([]string{row}, min(height, 4)), ""
}

// The looks that a screen has and a print has not.
func TestPreviewLooks(t *testing.T) {
	for name, look := range map[string]Look{
		"buttons_folded.closed":      {HideOptions: true},
		"buttons_folded.desktop":     {Device: Desktop},
		"carousel_media.first_card":  {Card: 1},
		"carousel_media.last_card":   {Card: 9, Device: NarrowPhone},
		"carousel_media.wide_row":    {Card: 1, Width: 100, Image: checkered},
		"formatting.narrow":          {Device: NarrowPhone, Fold: true}, // it is no marketing
		"limited_time_offer.picture": {Image: checkered},
		"long_marketing.folded":      {Fold: true},
	} {
		t.Run(name, func(t *testing.T) {
			base, _, _ := strings.Cut(name, ".")
			src, err := os.ReadFile("testdata/preview/" + base + ".yaml")
			require.NoError(t, err)
			look.Width, look.Time = cmp.Or(look.Width, 72), "12:00"
			golden(t, "testdata/preview/"+name+".txt", drawAll(src, look))
			look.Color, look.Theme = true, Light
			golden(t, "testdata/preview/"+name+".ansi", drawAll(src, look))
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

// requireFramed checks what every picture keeps: the width, borders that stand in one column, and no character that
// a terminal would obey.
func requireFramed(t *testing.T, picture string, look Look) {
	t.Helper()
	wide := newMeasure(look).StringWidth
	lines := strings.Split(picture, "\n")
	require.Empty(t, lines[len(lines)-1], "the last line ends")
	card := min(look.Width, look.Device.Width())
	for _, line := range lines[:len(lines)-1] {
		bare := line
		if look.Color {
			bare = sgr.ReplaceAllString(line, "")
		} else {
			require.Equal(t, strings.TrimRight(line, " "), line)
		}
		require.Equal(t, -1, strings.IndexFunc(bare, unicode.IsControl), "%q", bare)
		require.NotContains(t, bare, "\u202e")
		require.LessOrEqual(t, wide(line), look.Width, "%q", line)
		width := card
		if rest, ok := strings.CutPrefix(bare, "  "); ok {
			if first, _ := utf8.DecodeRuneInString(rest); !strings.ContainsRune("╭│├╰", first) {
				continue // below a card
			}
			bare, width = rest, card-cardMargin // in a carousel
		}
		if look.Card > 0 && !bordered(bare) || wide(line) != width {
			requireRow(t, line, look)
			continue
		}
		require.Equal(t, width, wide(line), "%q", line)
		require.True(t, bordered(bare), "%q", bare)
	}
}

func bordered(line string) bool {
	runes := []rune(line)
	return slices.Contains([]string{"╭╮", "││", "├┤", "╰╯"}, string([]rune{runes[0], runes[len(runes)-1]}))
}

// requireRow checks a line of cards side by side: each has its borders, the last as far as the edge lets it.
func requireRow(t *testing.T, line string, look Look) {
	t.Helper()
	require.Positive(t, look.Card, "%q", line)
	wide := newMeasure(look).StringWidth
	p := picture{look: look, inner: min(look.Width, look.Device.Width()) - margins}
	card := p.besideWidth() + margins
	for wide(line) > card {
		end := 0
		for i, r := range line {
			if strings.ContainsRune("╮│┤╯", r) && wide(line[:i+len("│")]) == card {
				end = i + len("│")
			}
		}
		require.Positive(t, end, "%q", line)
		require.True(t, bordered(sgr.ReplaceAllString(line[:end], "")), "%q", line)
		line = strings.TrimPrefix(strings.TrimPrefix(line[end:], "\x1b[m"), " ")
	}
	if rest := []rune(sgr.ReplaceAllString(line, "")); len(rest) > 0 {
		require.Contains(t, "╭│├╰", string(rest[0]), "%q", line)
	}
}

func TestPreviewDefaultWidth(t *testing.T) {
	src := []byte("name: a\nlanguage: en\nbody: Hi\n")
	assert.Equal(t, drawAll(src, Look{Width: 80}), drawAll(src, Look{}))
	assert.Equal(t, drawAll(src, Look{Width: 80}), drawAll(src, Look{Width: -5}))
	assert.Equal(t, drawAll(src, Look{Width: 8}), drawAll(src, Look{Width: 1}))
}

func TestPreviewSupplied(t *testing.T) {
	f := template.Parse("test.yaml", []byte("name: a\nlanguage: en\nbody: {text: 'Hi <<1>>', params: [{name: who, example: Ana}]}\n"))
	b, _ := Bind(f.Templates[0], nil)
	assert.Contains(t, Show(b).Terminal(Look{}), "Hi [Ana?] ")
	b, _ = Bind(f.Templates[0], template.Values{"who": "John\x1b[2J"})
	assert.Contains(t, Show(b).Terminal(Look{}), `Hi [John\x1b[2J] `)
	assert.NotContains(t, Show(b).Terminal(Look{Color: true}), "\x1b[2J")
	assert.Contains(t, Show(b).Terminal(Look{Time: "9\x1b[2J"}), `9\x1b[2J `)
}

// A legend tells what colours do not.
func TestPreviewLegend(t *testing.T) {
	for _, c := range []struct{ params, plain, color string }{
		{"[John]", "  [..] value\n", ""},
		{"[{example: Ana}]", "  [..?] example, no value yet\n", "  example, no value yet\n"},
		{"[{value: $contact.name, example: Ana}]", "  [..$] example, filled in when sent\n", "  example, filled in when sent\n"},
		{"[]", "  <<..>> no value\n", "  no value\n"},
	} {
		src := []byte("name: a\nlanguage: en\nbody: {text: 'Hi <<1>>', params: " + c.params + "}\n")
		_, below, _ := strings.Cut(drawAll(src, Look{}), "╯\n")
		assert.Equal(t, c.plain, below)
		_, below, _ = strings.Cut(ansi.Strip(drawAll(src, Look{Color: true})), "╯\n")
		assert.Equal(t, c.color, below)
	}
	assert.Contains(t, drawAll([]byte("name: a\nlanguage: en\nbody: 'Hi {{1}}'\n"), Look{}), "{{..}} no value")
}

func TestPreviewNothing(t *testing.T) {
	for _, b := range []*Bound{
		{Template: &template.Template{}},
		{Template: &template.Template{Header: &template.Header{}, Body: &template.Body{}, Footer: &template.Footer{}}},
		{Template: &template.Template{
			Offer: &template.Offer{}, OrderStatus: &template.OrderStatus{}, CallPermissionRequest: template.Text{Value: "true"},
		}},
		{Template: &template.Template{Carousel: &template.Carousel{}}},
		{Template: &template.Template{Carousel: &template.Carousel{Cards: []*template.Card{
			{}, {Header: &template.Header{}, Body: &template.Body{}, Buttons: []*template.Button{{}}},
		}}}},
		{Template: &template.Template{Buttons: []*template.Button{{}, {Sections: []*template.Section{{}}}, {Thumbnail: &template.Thumbnail{}}}}},
	} {
		for _, look := range []Look{{Width: 40}, {Width: 40, Card: 2, Fold: true, HideOptions: true, Device: Desktop}} {
			requireFramed(t, Show(b).Terminal(look), look)
		}
	}
	for kind := range buttonSymbols {
		b := &Bound{Template: &template.Template{Buttons: []*template.Button{{Type: template.Text{Value: kind}}}}}
		requireFramed(t, Show(b).Terminal(Look{Width: 40}), Look{Width: 40})
	}
	for _, kind := range []string{"", "text", "attachment", "custom_payload", "quick_reply", "email"} {
		m := &template.Message{Type: template.Text{Value: kind}}
		requireFramed(t, ShowMessage(m).Terminal(Look{Width: 40}), Look{Width: 40})
	}
}

func TestSymbols(t *testing.T) {
	for _, symbols := range []map[string]string{buttonSymbols, boxSymbols} {
		for kind, symbol := range symbols {
			assert.Equal(t, 1, ansi.StringWidth(symbol), kind)
			assert.Equal(t, 1, ansi.StringWidthWc(symbol), kind)
			assert.Len(t, []rune(symbol), 1, kind)
		}
	}
}

func TestFileName(t *testing.T) {
	for link, want := range map[string]string{
		"":                                 "",
		"https://example.com":              "example.com",
		"https://example.com/":             "",
		"https://example.com/a/b.jpg":      "b.jpg",
		"https://example.com/a/b.jpg?c=d/": "b.jpg",
		"https://example.com/a/b.jpg#c/d":  "b.jpg",
		"b.jpg":                            "b.jpg",
	} {
		assert.Equal(t, want, fileName(link), link)
	}
}
