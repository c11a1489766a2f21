package page

import (
	"bytes"
	"encoding/json"
	html "html/template"
	"slices"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
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
	Source   string // a word, and what a style sheet may know it by
	Variable string // of the platform, for which the example stands
}

// payloadView is what a target is sent, or why there is nothing to send.
type payloadView struct {
	Target   string
	JSON     string
	Examples bool // stand in it for values
	Lacks    []template.Diagnostic
}

func (p Page) version(v *Version, label string) versionView {
	one := versionView{Version: v, Label: label, Lang: render.HTMLLanguage(v.language())}
	if v.Bound == nil {
		one.Bubble = html.HTML(render.ShowMessage(v.Message).HTML(p.Time))
		body, err := render.CompileMessage(v.Message, p.Envelope.Channel)
		one.Payloads = []payloadView{payload(render.Message, body, err, nil)}
		return one
	}
	one.Bubble = html.HTML(render.Show(v.Bound).HTML(p.Time))
	for _, value := range v.Bound.Values {
		one.Values = append(one.Values, row(value))
	}
	for _, target := range render.Targets() {
		bound, examples := v.Bound, false
		if target != render.Definition { // which has its examples where Meta wants them
			bound, examples = withExamples(v.Bound)
		}
		body, err := render.Compile(bound, target, p.Envelope)
		one.Payloads = append(one.Payloads, payload(target, body, err, bound.Faults(target)))
		one.Payloads[len(one.Payloads)-1].Examples = examples && err == nil
	}
	return one
}

// withExamples sends the examples of the values that are still to come, so that there is a payload to look at. The
// second result is whether there are any.
func withExamples(b *render.Bound) (*render.Bound, bool) {
	examples := template.Values{}
	for _, v := range b.Values {
		if v.Source == render.Example {
			examples[v.Address()] = v.Shown
		}
	}
	if len(examples) == 0 {
		return b, false
	}
	filled, _ := render.Bind(b.Template, examples)
	return filled, true
}

func row(v render.Value) valueView {
	one := valueView{Value: v}
	switch v.Source {
	case render.Missing:
		one.Source = "missing"
	case render.Example:
		one.Source = "example"
	case render.File:
		one.Source = "file"
	case render.Supplied:
		one.Source = "given"
	}
	if v.Shown != v.Sent && v.Source != render.Example {
		one.Variable = v.Sent
	}
	return one
}

// payload shows a body, or what stands against it: the faults that are errors, else the error's own words.
func payload(target render.Target, body []byte, err error, faults []template.Diagnostic) payloadView {
	one := payloadView{Target: string(target)}
	if err == nil {
		var indented bytes.Buffer
		if json.Indent(&indented, body, "", "  ") == nil {
			one.JSON = indented.String()
		}
		return one
	}
	for _, d := range faults {
		if d.Severity == template.Error {
			one.Lacks = append(one.Lacks, d)
		}
	}
	if len(one.Lacks) == 0 {
		one.Lacks = []template.Diagnostic{{Message: err.Error()}}
	}
	return one
}

// Alike reports whether a reader of the page would see no difference between two versions, but for their faults and
// where they stand.
func Alike(a, b *Version) bool {
	x, y := Page{}.version(a, ""), Page{}.version(b, "")
	return x.category() == y.category() && x.Bubble == y.Bubble &&
		slices.EqualFunc(x.Values, y.Values, func(v, w valueView) bool {
			return v.Address() == w.Address() && v.Name() == w.Name() && v.Shown == w.Shown && v.Sent == w.Sent && v.Source == w.Source
		}) &&
		slices.EqualFunc(x.Payloads, y.Payloads, func(p, q payloadView) bool {
			return p.JSON == q.JSON && slices.EqualFunc(p.Lacks, q.Lacks, func(d, e template.Diagnostic) bool { return d.Message == e.Message })
		})
}
