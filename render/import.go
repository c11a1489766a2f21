package render

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// Imported is a document that Import made of a piece of JSON.
type Imported struct {
	// File is the YAML, parsed: Source is what to write.
	File *template.File
	// Status is what the account says of the template, in lower case: approved, rejected; empty if nothing.
	Status string
	// Notes say what was guessed, read in another way than it was written, or not carried.
	Notes []Note
}

// Note is a remark on a piece of the JSON.
type Note struct {
	// Path is where it stands: components[1].example.
	Path string
	// Text says what became of it, in lower case and without a closing stop.
	Text string
}

// MorePages is the text of the note on a list that goes on.
const MorePages = "the list goes on there: this is one page of it"

// asError is the note as the reason why nothing was carried.
func (n Note) asError() error {
	return errors.New(strings.TrimPrefix(n.Path+": "+strings.TrimPrefix(n.Text, "not carried: "), ": "))
}

// Defaults name what a piece of JSON may lack: a components array has neither a name nor a language.
type Defaults struct{ Name, Language string }

// Import reads templates and messages from JSON: what registers a template with Meta, the list of an account's
// templates, a components array, what sends a template through the Cloud API or the message API, the platform's own
// list, and Twilio's Content resources. The error says why nothing of it is any of these; what is carried only in part
// comes with notes.
func Import(src []byte, d Defaults) ([]Imported, error) {
	value, err := decodeJSON(src)
	if err != nil {
		return nil, err
	}
	var all []Imported
	var refused []Note
	for _, p := range pieces(value, "") {
		one, err := d.one(p)
		if err != nil {
			refused = append(refused, Note{p.path, "not carried: " + err.Error()})
			continue
		}
		all = append(all, one)
	}
	switch {
	case len(all) == 0 && len(refused) == 0:
		return nil, errors.New("the list is empty: there is no template in it")
	case len(all) == 0:
		return nil, refused[0].asError()
	}
	if next := nextPage(value); next != "" {
		refused = append(refused, Note{next, MorePages})
	}
	all[0].Notes = append(all[0].Notes, refused...)
	return all, nil
}

// one turns one piece into a document.
func (d Defaults) one(p piece) (Imported, error) {
	m, ok := p.value.(map[string]any)
	if !ok {
		return Imported{}, fmt.Errorf("%s is no template: a template is a JSON object", describe(p.value))
	}
	im := &importer{draft: template.NewDraft(), defaults: d}
	o := im.object(m, p.path)
	if err := im.read(o); err != nil {
		return Imported{}, err
	}
	o.rest()
	im.finish()
	if im.camel != nil {
		im.notes = append(im.notes, *im.camel)
	}
	yaml := im.draft.Bytes()
	if len(yaml) > template.MaxSize {
		return Imported{}, fmt.Errorf("its YAML has %d bytes; a file has at most %d", len(yaml), template.MaxSize)
	}
	return Imported{File: template.Parse("imported.yaml", yaml), Status: im.status, Notes: im.notes}, nil
}

// read tells the shape of an object by its keys, and reads it.
func (im *importer) read(o *object) error {
	switch {
	case o.has("types"):
		return im.twilio(o)
	case o.has("message") && o.child("message") != nil:
		o.drop("channel_id", "the channel is not part of a document; give it with --channel")
		return im.read(o.child("message"))
	case o.has("template") && o.child("template") != nil:
		return im.envelope(o)
	case o.has("components") || o.has("name"):
		return im.template(o)
	case slices.Contains(messageTypes, o.peek("type")):
		im.message(o)
		return nil
	}
	return errors.New("no template: it has neither components nor a name, a template, a message or types")
}

// envelope reads what sends a template: the Cloud API's body, or the message API's message.
func (im *importer) envelope(o *object) error {
	for _, key := range slices.Sorted(maps.Keys(envelopeWords)) { // which say the same in every payload, and are written again
		words := envelopeWords[key]
		if o.has(key) && !slices.Contains(words, o.peek(key)) {
			o.note(key, "not carried: %s; a payload that sends a template has %q there", describe(o.values[key]), words[0])
		}
		o.take(key)
	}
	if _, given := o.values["to"]; given {
		if !o.has("messaging_product") {
			o.im.notes = append(o.im.notes, Note{o.path, "a payload that sends a template has a messaging_product, \"whatsapp\""})
		}
		o.recipient()
	}
	inner := o.child("template")
	defer inner.rest()
	return im.template(inner)
}

// envelopeWords are what stands around the template of a payload.
var envelopeWords = map[string][]string{
	"messaging_product": {"whatsapp"},
	"recipient_type":    {"individual", "group"},
	"type":              {"template", "whatsapp_template"},
}

// recipient leaves the recipient of a payload out, and says so if it is none: Meta wants the number with its country
// code.
func (o *object) recipient() {
	to := scalar(o.values["to"])
	number := strings.NewReplacer(" ", "", "-", "", "(", "", ")", "", ".", "").Replace(strings.TrimPrefix(to, "+"))
	odd := strings.Trim(number, "0123456789") == "" && (len(number) < 8 || len(number) > 15 || number[0] == '0')
	if odd {
		o.note("to", "not carried: %q is no number with a country code; give it with --to", to)
	} else {
		o.drop("to", "the recipient is not part of a template; give it with --to")
	}
	o.taken["to"] = true
}

// template reads a template in whichever shape its components have.
func (im *importer) template(o *object) error {
	components := o.components("components")
	language := o.child("language")
	switch {
	case language != nil:
		im.language = language.text("code")
		defer language.rest()
	default:
		im.language = o.text("language", "language_code")
	}
	if len(components) == 0 && language == nil && o.text("name") == "" {
		return errors.New("no template: its components are empty, and it has no name")
	}
	im.head(o)
	empty := len(components) == 0 && !o.has("category")
	if !haveTexts(components) && (haveValues(components) || language != nil || empty) {
		if language == nil && im.language != "" {
			o.note("language", "read as language.code, which is Meta's shape in a payload")
		}
		im.provided(o, language)
		im.cloud(components)
		return nil
	}
	o.account()
	im.hints(o)
	if o.has("name") && o.has("language") && language == nil && o.peek("category") == "" && !haveValues(components) {
		o.take("category")
		im.notes = append(im.notes, Note{strings.TrimPrefix(o.path+".category", "."), "missing: Meta registers no template without one"})
	}
	im.approved(components)
	return nil
}

// provided writes what some providers want in a payload beside Meta's own: the policy of the language, and the account's
// namespace.
func (im *importer) provided(o, language *object) {
	if language != nil {
		if policy := language.peek("policy"); policy == "deterministic" {
			im.draft.Set("language_policy", policy)
			language.take("policy")
		}
	}
	if s := o.text("namespace"); s != "" {
		im.draft.Set("namespace", s)
	}
	o.account()
}

// hints takes what some tools save beside a template: samples or names for its variables.
func (im *importer) hints(o *object) {
	if v := o.child("variables"); v != nil {
		im.hinted = map[string]string{}
		for key := range v.values {
			if one := v.child(key); one != nil {
				im.hinted[v.own[key]] = one.text("example")
				continue
			}
			im.hinted[v.own[key]] = v.text(key)
		}
		o.note("variables", "read as the samples of the placeholders that have none of their own")
		return
	}
	if names, _ := o.texts("variables"); len(names) > 0 {
		im.variableNames = names
		o.note("variables", "read as the names of the body's parameters")
	}
}

// haveTexts reports whether components come with their texts, as in a registration. A payload of the Cloud API has none.
func haveTexts(components []*object) bool {
	return anyComponent(components, func(c *object) bool {
		return c.has("text") || c.has("format") || c.has("buttons") || c.has("example") || c.has("examples")
	})
}

// haveValues reports whether components carry values in the way of the Cloud API.
func haveValues(components []*object) bool {
	return anyComponent(components, func(c *object) bool {
		return c.has("parameters") || c.has("sub_type") || c.peek("type") == "button"
	})
}

// anyComponent reports whether something holds for one of the components, or for one of a card's.
func anyComponent(components []*object, holds func(*object) bool) bool {
	return slices.ContainsFunc(components, func(c *object) bool {
		return holds(c) || slices.ContainsFunc(c.peekObjects("cards"), func(card *object) bool {
			return anyComponent(card.peekObjects("components"), holds)
		})
	})
}
