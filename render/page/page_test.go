package page

import (
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

var update = flag.Bool("update", false, "write the golden files")

// versions are the documents of a file, their faults being those of its shape.
func versions(name, src string) []*Version {
	f := template.Parse(name, []byte(src))
	var all []*Version
	for _, d := range f.Documents() {
		v := &Version{Document: d, File: name}
		if d.Template != nil {
			v.Bound, _ = render.Bind(d.Template, nil)
		}
		for _, p := range f.Problems {
			before, covered, after, _ := f.Cut(p.At)
			v.Faults = append(v.Faults, Fault{p, string(before), string(covered), string(after)})
		}
		all = append(all, v)
	}
	return all
}

const parcel = `name: parcel
language: en_US
category: utility
header: {format: image, link: https://cdn.acme.example/parcel.jpg}
body: {text: "Hi <<1>>, *<<2>>* is on its way.", params: [{value: $contact.name, example: Ana}, {name: order}]}
buttons: [{type: copy_code, params: [SAVE25]}]
---
name: parcel
language: pt_BR
category: utility
body: Olá, o seu pedido está a caminho.
---
type: text
text: Hello
`

func TestPage(t *testing.T) {
	p := Page{Title: "templates", Time: "12:00"}
	for _, v := range append(versions("parcel.yaml", parcel), versions("oops.yaml", "name: oops\nlanguage: he\nbody: שלום\nfoter: תודה\n")...) {
		p.Entries = append(p.Entries, Entry{New: v})
	}
	stray := template.Diagnostic{File: "broken.yaml", Severity: template.Error, Rule: "syntax", Message: "no YAML", Hint: "mend it"}
	p.Strays = []Fault{{Diagnostic: stray, Before: "a: ", Covered: "b:"}}
	golden(t, "gallery", p)
}

func TestPageCompares(t *testing.T) {
	old := versions("parcel.yaml", parcel)
	now := versions("parcel.yaml", strings.Replace(parcel, "on its way", "at your door", 1))
	assert.False(t, Alike(old[0], now[0]))
	assert.True(t, Alike(old[1], now[1]))
	golden(t, "compared", Page{
		Title: "templates", Since: "main", Unchanged: 1,
		Entries: []Entry{{Old: old[0], New: now[0]}, {New: now[1]}, {Old: old[2]}},
	})
	html, err := Page{Title: "templates", Since: "main"}.Bytes()
	require.NoError(t, err)
	assert.Contains(t, string(html), "No template has changed since <code>main</code>.")
}

func TestPageImages(t *testing.T) {
	asked := 0
	uri := "data:image/jpeg;base64," + strings.Repeat("A", 1<<20)
	p := Page{Image: func(file, link string) string {
		assert.Equal(t, "parcel.yaml https://cdn.acme.example/parcel.jpg", file+" "+link)
		asked++
		return uri
	}}
	for range 12 {
		p.Entries = append(p.Entries, Entry{New: versions("parcel.yaml", parcel)[0]})
	}
	html, err := p.Bytes()
	require.NoError(t, err)
	assert.Equal(t, 7, strings.Count(string(html), `<img src="data:image/jpeg;base64,A`))
	assert.Equal(t, 5, strings.Count(string(html), "wa-pictured wa-image"), "the others are labels")
	assert.Equal(t, 8, asked, "and not looked for")
	again, err := p.Bytes()
	require.NoError(t, err)
	assert.Equal(t, html, again)
}

// golden compares a page, but for the style and the script that every page has.
func golden(t *testing.T, name string, p Page) {
	t.Helper()
	html, err := p.Bytes()
	require.NoError(t, err)
	got := string(html)
	for _, common := range []string{render.Stylesheet + sheet, script} {
		require.Contains(t, got, common)
		got = strings.Replace(got, common, "...", 1)
	}
	got = regexp.MustCompile(`'sha256-[^']*'|&#39;sha256-.*?&#39;`).ReplaceAllString(got, "...")
	file := "testdata/" + name + ".html"
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

// The policy lets the page's own style and script be, and nothing else.
func TestPolicy(t *testing.T) {
	html, err := Page{Title: "templates"}.Bytes()
	require.NoError(t, err)
	policy := Page{}.Policy()
	for _, element := range []string{"style", "script"} {
		m := regexp.MustCompile(`(?s)<`+element+`>(.*?)</`+element+`>`).FindAllSubmatch(html, -1)
		require.Len(t, m, 1, element)
		sum := sha256.Sum256(m[0][1])
		assert.Contains(t, policy, element+"-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	assert.NotContains(t, policy, "unsafe")
	assert.NotContains(t, policy, "connect-src")
	assert.Contains(t, Page{Live: "1"}.Policy(), "; connect-src 'self'")
	assert.NotRegexp(t, ` style="| on[a-z]+="|javascript:`, string(html), "which the policy would refuse")
}

// hostile breaks out of texts and attributes of every kind, where it can.
const (
	breakout = "--></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`>"
	hostile  = breakout + "\u202e{{.}}\x1b[2J\u2028"
)

func TestHostileTemplate(t *testing.T) {
	quoted := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\u202e", `\u202E`, "\x1b", `\e`, "\u2028", `\L`).Replace(hostile) + `"`
	src := strings.ReplaceAll(`name: X
language: X
category: X
header: {format: X, text: X, params: [X], link: X, caption: X, filename: {name: X, example: X}}
body: {text: X, params: [{name: X, value: X, example: X}]}
footer: X
buttons: [{type: url, text: X, url: X, params: [{name: X}]}, {type: X, text: X}]
limited_time_offer: {text: X}
carousel: {cards: [{header: {format: image, link: X}, body: X, buttons: [{type: quick_reply, text: X, payload: X}]}]}
X: X
`, "X", quoted)
	old, now := versions(hostile, src), versions(hostile, src)
	require.Equal(t, hostile, now[0].Template.Name.Value)
	now[0].Faults = nil // excerpts come ready to be shown
	old[0].Faults = []Fault{{
		Diagnostic: template.Diagnostic{File: hostile, Rule: hostile, Message: hostile, Hint: hostile, Severity: template.Warning},
		Before:     breakout, Covered: breakout, After: breakout,
	}}
	message := versions("m.yaml", "type: text\ntext: "+quoted)
	html, err := Page{
		Title: hostile, Since: hostile, Time: hostile, Live: hostile, Strays: old[0].Faults,
		Entries: []Entry{{Old: old[0], New: now[0]}, {New: message[0]}},
	}.Bytes()
	require.NoError(t, err)
	page := strings.ToLower(string(html))
	assert.Equal(t, 1, strings.Count(page, "<script"))
	assert.Equal(t, 1, strings.Count(page, "</style"))
	assert.Equal(t, 0, strings.Count(page, "<img"))
	if i := strings.IndexAny(page, "\x1b\u202e\u2028"); i >= 0 {
		assert.Fail(t, "raw", "%q", page[i-80:i+20])
	}
	for _, tag := range regexp.MustCompile(`<[a-z][^>]*>`).FindAllString(page, -1) {
		assert.NotRegexp(t, `\son[a-z]+=|\sstyle=|javascript:|\ssrc=`, regexp.MustCompile(`"[^"]*"`).ReplaceAllString(tag, `""`))
	}
}

func BenchmarkPage(b *testing.B) {
	p := Page{Title: "templates", Time: "12:00"}
	for i := range 500 {
		for _, v := range versions("parcel.yaml", strings.ReplaceAll(parcel, "parcel", fmt.Sprint("parcel_", i)))[:2] {
			p.Entries = append(p.Entries, Entry{New: v})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		html, err := p.Bytes()
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(html)))
	}
}
