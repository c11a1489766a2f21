package render

import (
	"html"
	"slices"
)

// pictured are the kinds of things that the phone shows a picture of.
var pictured = []string{"image", "video", "gif", "location", "product"}

// box writes a thing that is no text. Where the phone has a picture stands it, or else what it is a picture of.
func (w *htmlWriter) box(b *box) {
	class, photo := "wa-box", b.embedded(w.image)
	switch {
	case photo != "":
		class = "wa-box wa-photo"
	case slices.Contains(pictured, b.kind):
		class = "wa-box wa-pictured wa-" + b.kind
	}
	w.open("div", class)
	if photo != "" {
		w.out.WriteString(`<img src="` + photo + `" alt="` + html.EscapeString(printable(b.words())) + `"/>`)
	}
	w.open("div", "wa-kind")
	w.symbol(b.kind, b.symbol)
	if b.label != "" {
		w.ours("span", "wa-word", b.label)
		w.out.WriteString(" ")
	}
	if len(b.name.Runs) > 0 {
		w.line("span", "wa-name", b.name)
	}
	w.close("div")
	w.texts(b.details)
	w.close("div")
}

func (w *htmlWriter) products(products []product) {
	if len(products) == 0 {
		return
	}
	w.open("ul", "wa-products")
	for _, p := range products {
		w.open("li", "")
		for _, part := range []struct{ class, text string }{
			{"wa-name", p.name}, {"wa-price", p.price}, {"wa-about", p.about},
		} {
			if part.text != "" {
				w.line("span", part.class, oneLine(fixed(part.text)...))
				w.out.WriteString(" ")
			}
		}
		w.close("li")
	}
	w.close("ul")
}
