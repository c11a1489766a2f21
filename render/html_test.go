package render

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

// scenes are those of every template and message in the examples and the fixtures, by their files.
func scenes(t *testing.T) map[string]*Scene {
	t.Helper()
	all := map[string]*Scene{}
	for _, pattern := range []string{"../examples/*.yaml", "../examples/*/*.yaml", "testdata/preview/*.yaml"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, files, pattern)
		for _, file := range files {
			src, err := os.ReadFile(file)
			require.NoError(t, err)
			for i, d := range template.Parse(file, src).Documents() {
				name := fmt.Sprintf("%s#%d", file, i+1)
				if d.Message != nil {
					all[name] = ShowMessage(d.Message)
					continue
				}
				b, _ := Bind(d.Template, nil)
				all[name] = Show(b)
			}
		}
	}
	return all
}

// readXML reads well-formed XML: its elements with their attributes, and its text with a line break at each tag.
func readXML(t *testing.T, src string) (elements []xml.StartElement, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(src))
	var out strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return elements, out.String()
		}
		require.NoError(t, err, "%s", src)
		switch token := token.(type) {
		case xml.StartElement:
			elements = append(elements, token.Copy())
			for _, a := range token.Attr {
				if a.Name.Local == "value" { // the number of an item
					out.WriteString(a.Value + ".")
				}
			}
		case xml.CharData:
			out.Write(token)
		case xml.EndElement:
			out.WriteString("\n")
		}
	}
}

// frame is what a terminal draws around texts, and the marks of items and quotes, which a page draws by itself.
const frame = "╭╮╰╯│─├┤•▌"

// letters are those of a text without what a terminal draws around it, and without symbols, for which a page has icons.
func letters(text string) string {
	drop := frame
	for _, symbols := range []map[string]string{buttonSymbols, boxSymbols} {
		for _, symbol := range symbols {
			drop += symbol
		}
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune(drop, r) {
			return -1
		}
		return r
	}, text)
}

// What a page says in the bubble is what the terminal says, but for what the terminal has no room for.
func TestHTMLSaysWhatTheTerminalSays(t *testing.T) {
	for name, scene := range scenes(t) {
		terminal := letters(ansi.Strip(scene.Terminal(Look{Color: true, Time: "12:00"})))
		// A price stands on the right of a name, in a terminal even if the name goes on below.
		terminal = strings.Replace(terminal, "that1250.50MYRgoesonandonuntilitneedsasecondline", "thatgoesonandonuntilitneedsasecondline1250.50MYR", 1)
		_, text := readXML(t, scene.HTML(HTMLLook{Time: "12:00"}))
		want := strings.ReplaceAll(regexp.QuoteMeta(terminal), "…", ".*")
		assert.Regexp(t, "^"+want+"$", letters(text), name)
	}
}

// A stranger's text is text: no element, no attribute and no address comes from it.
func TestHTMLIsWellFormed(t *testing.T) {
	tags := map[string]bool{}
	for seed := range uint64(60) {
		b, _ := Bind(nastyTemplate(rand.New(rand.NewPCG(seed, 2))), nil)
		elements, text := readXML(t, Show(b).HTML(HTMLLook{Time: "12:00"}))
		for _, e := range elements {
			tags[e.Name.Local] = true
			for _, a := range e.Attr {
				assert.Contains(t, []string{"class", "lang", "dir", "title", "value", "role", "aria-label", "aria-hidden", "tabindex", "open", "viewBox", "d"}, a.Name.Local)
			}
		}
		assert.NotContains(t, text, "\x1b")
		assert.NotContains(t, text, "\u202e")
	}
	for tag := range tags {
		assert.Contains(t, []string{
			"div", "p", "ul", "ol", "li", "span", "details", "summary", "blockquote", "strong", "em", "s", "code", "mark", "br", "svg", "path",
		}, tag)
	}
	assert.Greater(t, len(tags), 10, "the generator reaches them")
}

func TestHTMLLanguage(t *testing.T) {
	for code, want := range map[string]string{
		"en": "en", "pt_BR": "pt-BR", "zh_CN": "zh-CN", "fil": "fil", "": "", "klingon": "", "en\" onload": "", "<b>": "",
	} {
		assert.Equal(t, want, HTMLLanguage(code), code)
	}
}

// The direction is each paragraph's own.
func TestHTMLDirection(t *testing.T) {
	b, _ := Bind(parseOne(t, "name: a\nlanguage: he\nbody: |\n  שלום\n  Hello\n  * אחת\n  * שתיים\n"), nil)
	got := Show(b).HTML(HTMLLook{})
	assert.Contains(t, got, `lang="he"`)
	assert.Contains(t, got, `<p dir="rtl">שלום</p><p>Hello</p><ul class="wa-items" dir="rtl"><li>אחת</li><li>שתיים</li></ul>`)
}

// What another state of the message lacks is marked, line by line.
func TestHTMLCompares(t *testing.T) {
	scene := func(body string) *Scene {
		b, _ := Bind(parseOne(t, "name: a\nlanguage: en\nbody: |\n  Hello\n  "+body+"\nfooter: Acme\n"), nil)
		return Show(b)
	}
	old, now := scene("old *words*"), scene("new words")
	assert.Contains(t, now.HTML(HTMLLook{Before: old}), "<p>Hello</p><p><ins>new words</ins></p>")
	assert.Contains(t, old.HTML(HTMLLook{After: now}), "<p>Hello</p><p><del>old <strong>words</strong></del></p>")
	assert.Equal(t, now.HTML(HTMLLook{}), now.HTML(HTMLLook{Before: now}))
	assert.NotContains(t, now.HTML(HTMLLook{}), "<ins>")
}
