package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	html "html/template"
	"sync"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

var (
	//go:embed page.html
	markup string
	//go:embed page.css
	sheet string
	//go:embed page.js
	script string
)

// style is all that the page's style element has.
func style() string { return render.Stylesheet + sheet }

// pageTemplate is what a view is written with. It escapes whatever it is given; what commands a terminal, or hides what
// a reader sees, is written out by show.
var pageTemplate = sync.OnceValue(func() *html.Template {
	return html.Must(html.New("page").Funcs(html.FuncMap{
		"show":   template.Visible,
		"style":  func() html.CSS { return html.CSS(style()) },
		"script": func() html.JS { return html.JS(script) },
		"plural": plural,
	}).Parse(markup))
})

// hash names a text in a content security policy, which lets an element with just this text be.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
