package render

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

const withPictures = `name: a
language: en
header: {format: image, link: https://acme.example/x/head.jpg}
body: Hi
buttons: [{type: catalog, text: View, thumbnail: {product_retailer_id: mug, image_url: https://acme.example/mug.png}}]
carousel:
  cards:
    - {header: {format: image, link: https://acme.example/card.jpg}, body: One}
    - {header: {format: video, link: https://acme.example/film.mp4}, body: Two}
`

// A picture stands where the phone has one, and what it is of beside it.
func TestPictures(t *testing.T) {
	b, _ := Bind(parseOne(t, withPictures), nil)
	var asked []string
	image := func(link string) string {
		asked = append(asked, link)
		return "data:image/jpeg;base64,AA+/"
	}
	html := Show(b).HTML(HTMLLook{Image: image})
	want := []string{"https://acme.example/x/head.jpg", "https://acme.example/mug.png", "https://acme.example/card.jpg"}
	assert.Equal(t, want, asked, "and not for the film")
	assert.Contains(t, html, `<img src="data:image/jpeg;base64,AA+/" alt="image head.jpg"/>`)
	assert.Contains(t, html, `alt="product mug"/>`)
	assert.Equal(t, 3, strings.Count(html, "<img "))
	assert.Contains(t, html, `<span class="wa-name">head.jpg</span>`)
	assert.Contains(t, html, "wa-pictured wa-video")
	readXML(t, html)

	asked = nil
	svg := Show(b).SVG(SVGLook{Image: image})
	assert.Equal(t, want, asked)
	assert.Equal(t, 3, strings.Count(svg, ` href="data:image/jpeg;base64,AA+/"/>`))
	readXML(t, svg)
}

// Whatever else comes instead of a picture does not get into the page, which then looks as if there were none.
func TestNoPictures(t *testing.T) {
	b, _ := Bind(parseOne(t, withPictures), nil)
	html, svg := Show(b).HTML(HTMLLook{}), Show(b).SVG(SVGLook{})
	for _, uri := range []string{
		"", "https://acme.example/x.jpg", "x.jpg", "//acme.example", "javascript:alert(1)", "data:text/html;base64,AAAA",
		"data:image/svg+xml;base64,AAAA", "data:image/png,AAAA", "data:image/png;base64,", "data:image/png;charset=x;base64,AAAA",
		"DATA:image/png;base64,AAAA", " data:image/png;base64,AAAA", "data:image/gif;base64,AAAA",
		`data:image/png;base64,AAAA" onerror="alert(1)`, "data:image/png;base64,AA AA", "data:image/png;base64,AA\nAA",
		"data:image/png;base64,AA<AA", "data:image/png;base64,AA%22", "data:image/png;base64,AA\u202eAA", "data:image/png;base64,AA\x00",
		"data:image/jpeg;base64,AA'/><script>", "data:image/png;base64,AA-_",
	} {
		hook := func(string) string { return uri }
		assert.Equal(t, html, Show(b).HTML(HTMLLook{Image: hook}), "%q", uri)
		assert.Equal(t, svg, Show(b).SVG(SVGLook{Image: hook}), "%q", uri)
	}
}

// The name of a picture is a stranger's, and its words stay words.
func TestPictureName(t *testing.T) {
	b, _ := Bind(parseOne(t, "name: a\nlanguage: en\nheader: {format: image, link: 'https://acme.example/\"><script>\u202e'}\nbody: Hi\n"), nil)
	html := Show(b).HTML(HTMLLook{Image: func(string) string { return "data:image/png;base64,AAAA" }})
	assert.Contains(t, html, ` alt="image &#34;&gt;&lt;script&gt;`)
	assert.NotContains(t, html, "\u202e")
}
