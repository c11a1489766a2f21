package page

import (
	"bytes"
	"encoding/json"
	html "html/template"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// payloadView is what a target is sent, or why there is nothing to send.
type payloadView struct {
	Target   render.Target
	JSON     html.HTML
	Examples bool // stand in it for values
	Lacks    []template.Diagnostic
}

func (p payloadView) alike(q payloadView) bool {
	return p.JSON == q.JSON && slices.EqualFunc(p.Lacks, q.Lacks, func(d, e template.Diagnostic) bool { return d.Message == e.Message })
}

// payloads are what each target is sent. Examples stand in for values that are still to come, so that there is
// something to look at, except where a template is registered: there Meta has a place for examples.
func (p Page) payloads(v *Version) []payloadView {
	if v.Bound == nil {
		body, err := render.CompileMessage(v.Message, p.Envelope.Channel)
		return []payloadView{payload(render.Message, body, err, nil)}
	}
	filled, examples := withExamples(v.Bound)
	var all []payloadView
	for _, target := range render.Targets() {
		bound := filled
		if target == render.Definition {
			bound = v.Bound
		}
		body, err := render.Compile(bound, target, p.Envelope)
		one := payload(target, body, err, bound.Faults(target))
		one.Examples = examples && err == nil && target != render.Definition
		all = append(all, one)
	}
	return all
}

// withExamples sends the examples of the values that are still to come, if there are any.
func withExamples(b *render.Bound) (filled *render.Bound, any bool) {
	examples := template.Values{}
	for _, v := range b.Values {
		if v.Source == render.Example {
			examples[v.Address()] = v.Shown
		}
	}
	if len(examples) == 0 {
		return b, false
	}
	filled, _ = render.Bind(b.Template, examples)
	return filled, true
}

// payload shows a body, or what stands against it: the faults that are errors, else the error's own words.
func payload(target render.Target, body []byte, err error, faults []template.Diagnostic) payloadView {
	one := payloadView{Target: target}
	if err == nil {
		var indented bytes.Buffer
		if err = json.Indent(&indented, body, "", "  "); err == nil {
			one.JSON = html.HTML(jsonEscapes.Replace(indented.String()))
			return one
		}
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

// jsonEscapes are all that a text between tags needs. JSON is mostly quotes, and those would take five times the room.
var jsonEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
