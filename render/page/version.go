package page

import (
	html "html/template"
	"slices"

	"github.com/watemplate/watemplate/render"
)

// versionView is a version as the page's template reads it.
type versionView struct {
	*Version
	Label    string    // before or after, where both are there
	Lang     string    // of its texts, as HTML names languages; empty if nobody knows it
	Alone    bool      // in its group, so that there is room beside it
	Bubble   html.HTML // render's, which escapes what it writes
	Values   []valueView
	Payloads []payloadView
}

// valueView is a row of the table of values.
type valueView struct {
	render.Value
	Source   string // a word, and what the style sheet knows it by
	Variable string // of the platform, for which the example stands
}

// version shows a version, its message as the look wants it.
func (p Page) version(v *Version, look render.HTMLLook) versionView {
	look.Time = p.Time
	if p.Image != nil {
		look.Image = func(link string) string { return p.Image(v.File, link) }
	}
	one := versionView{
		Version: v, Lang: render.HTMLLanguage(v.language()), Bubble: html.HTML(v.scene().HTML(look)), Payloads: p.payloads(v),
	}
	if v.Bound != nil {
		for _, value := range v.Bound.Values {
			one.Values = append(one.Values, row(value))
		}
	}
	return one
}

// scene is what the phone shows of a version.
func (v *Version) scene() *render.Scene {
	if v.Bound == nil {
		return render.ShowMessage(v.Message)
	}
	return render.Show(v.Bound)
}

var sources = map[render.Source]string{
	render.Missing: "missing", render.Example: "example", render.File: "file", render.Supplied: "given",
}

func row(v render.Value) valueView {
	one := valueView{Value: v, Source: sources[v.Source]}
	if v.Shown != v.Sent && v.Source != render.Example {
		one.Variable = v.Sent
	}
	return one
}

// Alike reports whether a reader of the page would see no difference between two versions, but for their faults and
// where they stand.
func Alike(a, b *Version) bool {
	x, y := Page{}.version(a, render.HTMLLook{}), Page{}.version(b, render.HTMLLook{})
	return x.category() == y.category() && x.Bubble == y.Bubble &&
		slices.EqualFunc(x.Values, y.Values, func(v, w valueView) bool {
			return v.Address() == w.Address() && v.Name() == w.Name() && v.Shown == w.Shown && v.Sent == w.Sent && v.Source == w.Source
		}) &&
		slices.EqualFunc(x.Payloads, y.Payloads, payloadView.alike)
}
