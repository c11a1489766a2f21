package render

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// known is what a piece of JSON says of one parameter.
type known struct {
	value, example     string
	kind, code, amount string // of a currency or date_time
	parts              []byte // of a date_time
}

// samples are the examples of a component, in order or by name.
type samples struct {
	list   []string
	key    string // under which the list stood in an example
	other  bool   // whether there is a sample of another kind beside the text
	byName map[string]string
}

// nesting is how deep in lists Meta wants the samples of a text.
var nesting = map[string]int{"header": 1, "body": 2}

// samples takes the examples of a text, wherever they are nested: Meta wants the body's in a list of lists, and the
// header's in a list, and refuses anything else.
func (im *importer) samples(c *object, component string) samples {
	s := samples{byName: map[string]string{}}
	if c.has("examples") {
		s.list, _ = c.texts("examples")
	}
	example := c.child("example")
	if example == nil {
		if !c.has("example") {
			return s
		}
		c.note("example", "read as example.%s_text: Meta nests it there", component)
		s.list, _ = c.texts("example")
		return s
	}
	for _, name := range []string{"header", "body"} {
		key := name + "_text"
		if !example.has(key) {
			continue
		}
		list, nested := example.texts(key)
		if nested != nesting[name] || name != component {
			example.note(key, "read as %s_text: %s, which is Meta's shape", component, map[int]string{1: `["sample"]`, 2: `[["sample"]]`}[nesting[component]])
		}
		s.list, s.key = list, key
	}
	for _, p := range example.objects(component + "_text_named_params") {
		name := p.text("param_name")
		if _, twice := s.byName[name]; twice {
			p.note("param_name", "not carried: there is a sample of %q already", name)
			p.take("example")
			continue
		}
		s.byName[name] = p.text("example")
		if strings.TrimSpace(s.byName[name]) == "" {
			im.notes = append(im.notes, Note{p.path, fmt.Sprintf("the sample of %q is blank", name)})
		}
		p.rest()
	}
	example.rest()
	return s
}

func hasSlots(text string) bool { return len(template.NewText(text).Slots()) > 0 }

// value reads one parameter of a request.
func (im *importer) value(p *object) known {
	k := known{kind: p.peek("type")}
	p.take("type")
	inner := p.child(k.kind)
	switch {
	case inner != nil && (k.kind == "currency" || k.kind == "date_time"):
		k.value = inner.text("fallback_value")
		k.code, k.amount = inner.text("code"), inner.text("amount_1000", "amount1000")
		if k.kind == "currency" && (k.code == "" || k.amount == "") {
			p.note("currency", "read as an amount of %s %s: Meta wants code and amount_1000", firstOf(k.amount, "0"), firstOf(k.code, "XXX"))
		}
		if k.kind == "date_time" {
			k.parts = inner.others()
		}
		inner.rest()
	case p.has("text"):
		if _, nested := p.values["text"].(map[string]any); nested {
			p.note("text", "not carried: it is %s, not a text", describe(p.values["text"]))
		}
		k.value = p.text("text")
		if k.kind != "text" {
			p.note("type", "read as text: there is no parameter of type %q in a text", firstOf(k.kind, "(none)"))
		}
		k.kind = "text"
	default:
		p.note("type", "not carried: a parameter of type %q without a text", firstOf(k.kind, "(none)"))
		k.kind = "text"
	}
	return k
}

// writeParams writes the entries of a text's placeholders: the numbered ones beside it, those with names into the
// template's own map.
func (im *importer) writeParams(c *object, to *template.Draft, text, component string, s samples, values []*object) {
	numbered := 0
	slots := template.NewText(text).Slots()
	if s.key != "" && slices.ContainsFunc(slots, template.Placeholder.Named) {
		c.note("example", "%s is read as the samples of the names in their order: Meta's are in %s_text_named_params", s.key, component)
	}
	for i, slot := range slots {
		k := known{example: im.hinted[slot.Name]}
		if i < len(s.list) {
			k.example = s.list[i]
			if strings.TrimSpace(k.example) == "" {
				c.note("example", "not carried: sample %d is blank", i+1)
			}
		}
		if i < len(values) {
			v := im.value(values[i])
			v.example = k.example
			k = v
			values[i].take("parameter_name")
			values[i].rest()
		}
		if slot.Named() {
			if e, ok := s.byName[slot.Name]; ok {
				k.example = e
				delete(s.byName, slot.Name)
			}
			im.name(c, slot.Name, k, s.other)
			continue
		}
		for numbered++; numbered < slot.Number; numbered++ { // a gap in the numbers, which lint has a word for
			im.writeParam(to, known{}, fmt.Sprintf("%s_%d", component, numbered))
		}
		im.writeParam(to, k, im.paramName(component, slot.Number))
	}
	if extra := len(s.list) - len(slots); extra > 0 {
		c.note("example", "not carried: %d more samples than the text has placeholders", extra)
	}
	if extra := len(values) - len(slots); extra > 0 {
		c.note("parameters", "not carried: %d more values than the text has placeholders", extra)
	}
	for _, name := range slices.Sorted(maps.Keys(s.byName)) {
		c.note("example", "not carried: the sample of %q, for which the text has no placeholder in lower-case letters, digits and underscores", name)
	}
}

// paramName is a name for a parameter of which nothing is known.
func (im *importer) paramName(component string, n int) string {
	if component == "body" && n <= len(im.variableNames) && (template.Placeholder{Name: im.variableNames[n-1]}).Named() {
		return im.variableNames[n-1]
	}
	if strings.HasPrefix(component, "url_") { // which has one
		return component
	}
	return fmt.Sprintf("%s_%d", component, n)
}

// writeParam writes an entry beside its text. One of which nothing is known is given a name, so that a value can be
// given to it.
func (im *importer) writeParam(to *template.Draft, k known, name string) {
	switch {
	case k.kind == "currency" || k.kind == "date_time":
		im.writeTyped(to.AddMap("params").Flow(), k)
	case strings.TrimSpace(k.example) == "" && k.value != "":
		to.AddText("params", k.value)
	case strings.TrimSpace(k.example) == "":
		p := to.AddMap("params").Flow()
		p.Set("name", name)
	default:
		im.writeKnown(to.AddMap("params").Flow(), k)
	}
}

func (im *importer) writeKnown(p *template.Draft, k known) {
	if k.value != "" {
		p.Set("value", k.value)
	}
	if strings.TrimSpace(k.example) != "" {
		p.Set("example", k.example)
	}
}

func (im *importer) writeTyped(p *template.Draft, k known) {
	im.writeKnown(p, k)
	p.Set("type", k.kind)
	if k.kind == "currency" {
		p.Set("code", firstOf(k.code, "XXX"))
		p.Set("amount_1000", firstOf(k.amount, "0"))
	}
	if k.parts != nil {
		p.SetJSON("parts", k.parts)
	}
}

// name notes what is known of a named parameter; what is said first counts.
func (im *importer) name(c *object, name string, k known, other bool) {
	for i := range im.params {
		if im.params[i].name == name {
			if before := im.params[i].known; before.value == "" && k.value == "" && (before.example == "") != (k.example == "") && !other {
				im.notes = append(im.notes, Note{c.path, fmt.Sprintf("%s has a sample in one text and none in another: Meta wants one in both", name)})
			}
			if before := im.params[i].known.example; before != "" && k.example != "" && before != k.example {
				c.note("example", "not carried: a second sample of %s, %q; a name means the same everywhere", name, k.example)
			}
			if im.params[i].known.example == "" {
				im.params[i].known.example = k.example
			}
			if im.params[i].known.value == "" {
				im.params[i].known.value = k.value
			}
			return
		}
	}
	im.params = append(im.params, namedParam{name, k})
}

// finish writes the template's own map of parameters.
func (im *importer) finish() {
	if len(im.params) == 0 {
		return
	}
	params := im.draft.Map("params")
	for _, p := range im.params {
		switch {
		case p.known.kind == "currency" || p.known.kind == "date_time":
			im.writeTyped(params.Map(p.name).Flow(), p.known)
		case strings.TrimSpace(p.known.example) == "" && p.known.value != "":
			params.Set(p.name, p.known.value)
		default:
			im.writeKnown(params.Map(p.name).Flow(), p.known)
		}
	}
}
