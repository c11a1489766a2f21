package render

import (
	_ "embed"
	"fmt"
	"html"
	"strings"

	"golang.org/x/text/language"
)

// Stylesheet is the CSS of what [Scene.HTML] writes. Its colours follow the color-scheme of the element around it.
//
//go:embed html.css
var Stylesheet string

// HTMLLook says how a scene is written as HTML.
type HTMLLook struct {
	// Time stands in the bubble's corner, such as 12:00, unless it is empty.
	Time string
	// Before is what the scene was before a change: lines that it lacks are marked as inserted. After is what becomes of
	// it: lines that it lacks are marked as deleted. Both may be nil; at most one of them is given.
	Before, After *Scene
	// Image returns the picture at an address as a data URI of a JPEG or PNG in base64, or nothing if there is none; any
	// other answer is taken for nothing. It may be nil.
	Image func(link string) string
}

// HTML writes the scene as a fragment of HTML, to be styled by [Stylesheet]: the bubble, the lists that its buttons
// open, the cards of a carousel in a row that scrolls, and a legend. Every text is escaped; the fragment has no script,
// no style, no link that leads anywhere and asks for nothing. It is well-formed XML.
func (s *Scene) HTML(look HTMLLook) string {
	w := newHTMLWriter(s, look.Time)
	w.image = look.Image
	switch {
	case look.Before != nil:
		w.known, w.change = look.Before.htmlLines(), "ins"
	case look.After != nil:
		w.known, w.change = look.After.htmlLines(), "del"
	}
	w.all()
	return w.out.String()
}

// htmlLines are the lines of a scene, each as it is written.
func (s *Scene) htmlLines() map[string]bool {
	w := newHTMLWriter(s, "")
	w.all()
	return w.lines
}

// all writes all that there is.
func (w *htmlWriter) all() {
	s := w.scene
	w.open("div", "wa", "lang", HTMLLanguage(s.language), "dir", "ltr")
	w.sheet("wa-bubble", s.bubble)
	for _, list := range s.lists {
		w.sheet("wa-list", list)
	}
	w.carousel()
	for _, note := range s.notes {
		w.ours("p", "wa-note", note)
	}
	w.legend()
	w.close("div")
}

// HTMLLanguage is a language's code, such as pt_BR, as HTML has it: pt-BR. What names no language is empty, so that a
// screen reader does not choose a voice by it.
func HTMLLanguage(code string) string {
	tag, err := language.Parse(strings.ReplaceAll(code, "_", "-"))
	if err != nil {
		return ""
	}
	return tag.String()
}

// htmlWriter is a fragment in the making.
type htmlWriter struct {
	scene *Scene
	time  string
	image func(link string) string // may be nil
	out   *strings.Builder
	lines map[string]bool // those written
	// known are the lines of another state of the scene; nil where nothing is compared. The others are in elements of
	// the name of change.
	known  map[string]bool
	change string
}

func newHTMLWriter(s *Scene, time string) *htmlWriter {
	return &htmlWriter{scene: s, time: time, out: &strings.Builder{}, lines: map[string]bool{}}
}

// open starts an element with a class, or with none, and attributes, a name before each value.
func (w *htmlWriter) open(tag, class string, attributes ...string) {
	w.out.WriteString("<" + tag)
	if class != "" {
		attributes = append([]string{"class", class}, attributes...)
	}
	for i := 0; i < len(attributes); i += 2 {
		w.out.WriteString(" " + attributes[i] + `="` + html.EscapeString(printable(attributes[i+1])) + `"`)
	}
	w.out.WriteString(">")
}

func (w *htmlWriter) close(tag string) { w.out.WriteString("</" + tag + ">") }

func (w *htmlWriter) write(text string) { w.out.WriteString(html.EscapeString(printable(text))) }

// ours is an element with words of our own, which are English.
func (w *htmlWriter) ours(tag, class, words string) {
	w.open(tag, class, "lang", "en")
	w.write(words)
	w.close(tag)
}

// symbol is the icon of a kind, or the sign of one that has none. It says nothing beside the words it stands with.
func (w *htmlWriter) symbol(kind, sign string) {
	if icon, ok := icons[kind]; ok {
		w.open("svg", "wa-symbol", "viewBox", "0 0 24 24", "aria-hidden", "true")
		w.out.WriteString(`<path d="` + icon + `"/></svg> `)
		return
	}
	w.open("span", "wa-symbol", "aria-hidden", "true")
	w.write(sign)
	w.close("span")
	w.out.WriteString(" ")
}

func (w *htmlWriter) sheet(class string, s sheet) {
	w.open("div", class)
	if s.title != "" {
		w.open("p", "wa-title")
		w.write(s.title)
		w.close("p")
	}
	if len(s.head) > 0 {
		w.open("div", "wa-head")
		w.blocks(s.head)
		w.close("div")
	}
	w.open("div", "wa-body")
	w.blocks(s.body)
	if s.timed && w.time != "" {
		w.ours("span", "wa-time", w.time)
	}
	w.close("div")
	w.taps(s)
	if len(s.question) > 0 {
		w.open("div", "wa-question")
		w.texts(s.question)
		w.close("div")
	}
	w.options(s)
	w.close("div")
}

// taps are the buttons that the sheet shows.
func (w *htmlWriter) taps(s sheet) {
	if len(s.taps) == 0 {
		return
	}
	w.open("ul", "wa-taps")
	for _, t := range s.taps {
		w.tap(t)
	}
	w.close("ul")
	if s.more > 0 && len(s.options) == 0 {
		w.ours("p", "wa-tap", fmt.Sprintf("… %d more", s.more))
	}
}

// options are the buttons behind the last one.
func (w *htmlWriter) options(s sheet) {
	if len(s.options) == 0 {
		return
	}
	w.open("details", "wa-options")
	w.open("summary", "wa-tap")
	w.label(seeAll)
	w.close("summary")
	w.ours("p", "wa-title", seeAll.label.Runs[0].Text)
	w.open("ul", "wa-taps")
	for _, t := range s.options {
		w.tap(t)
	}
	w.close("ul")
	if s.more > 0 {
		w.ours("p", "wa-tap", fmt.Sprintf("… %d more", s.more))
	}
	w.close("details")
}

func (w *htmlWriter) tap(t tap) {
	w.open("li", "wa-tap")
	w.label(t)
	for _, detail := range t.details {
		w.line("span", "wa-detail", detail)
	}
	w.close("li")
}

func (w *htmlWriter) label(t tap) {
	if t.symbol == "" {
		w.line("span", "wa-detail", t.label)
		return
	}
	w.open("span", "wa-label")
	w.symbol(t.kind, t.symbol)
	w.line("span", "", t.label)
	w.close("span")
}

// carousel puts the cards side by side, as the phone does. The row scrolls, also with the keys.
func (w *htmlWriter) carousel() {
	if len(w.scene.cards) == 0 {
		return
	}
	w.open("div", "wa-carousel", "role", "group", "aria-label", "Carousel", "tabindex", "0")
	for _, card := range w.scene.cards {
		w.sheet("wa-card", card)
	}
	w.close("div")
	if w.scene.more > 0 {
		w.ours("p", "wa-note", fmt.Sprintf("… %d more", w.scene.more))
	}
}

// legend explains the marks.
func (w *htmlWriter) legend() {
	entries := w.scene.explained()
	if len(entries) == 0 {
		return
	}
	w.open("p", "wa-legend", "lang", "en")
	for i, entry := range entries {
		if i > 0 {
			w.out.WriteString(" · ")
		}
		w.runs([]Run{entry.words}, formats)
	}
	w.close("p")
}
