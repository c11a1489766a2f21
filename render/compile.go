package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// Target is one of the shapes that a template is compiled to.
type Target string

const (
	// Message is the request of the message API that sends a template.
	Message Target = "message"
	// Cloud is the body that sends a template through Meta's Cloud API.
	Cloud Target = "cloud"
	// Definition is the body that registers a template with Meta.
	Definition Target = "definition"
)

// Targets returns every target.
func Targets() []Target { return []Target{Message, Cloud, Definition} }

// Envelope is what a payload carries besides its template.
type Envelope struct {
	// Channel is the message API's channel; nil, it is left out, and the API takes the contact's last one.
	Channel *int64
	// To is the recipient of a Cloud API payload, a phone number; empty, it is left out.
	To string
}

// Compile returns a bound template as one of the targets, as compact JSON. The error holds the errors among
// [Bound.Faults], for which there is no payload.
func Compile(b *Bound, target Target, e Envelope) ([]byte, error) {
	var faults []string
	for _, d := range b.Faults(target) {
		if d.Severity == template.Error {
			faults = append(faults, d.Message)
		}
	}
	if len(faults) > 0 {
		return nil, errors.New(strings.Join(faults, "; "))
	}
	t := b.Template
	switch target {
	case Cloud:
		return encode(cloudEnvelope{
			MessagingProduct: "whatsapp", RecipientType: "individual", To: e.To, Type: "template",
			Template: cloudTemplate{Namespace: t.Namespace.Value, Name: t.Name.Value, Language: cloudLanguage{t.Language.Value, t.LanguagePolicy.Value}, Components: b.cloud()},
		})
	case Definition:
		return encode(definition(t))
	}
	return encode(envelope{e.Channel, messageJSON{Type: "whatsapp_template", Template: &templateJSON{
		Name: t.Name.Value, LanguageCode: t.Language.Value, Components: b.message(),
	}}})
}

// encode writes JSON as the API's own examples have it, without escaping the & of an address. What could command a
// terminal is escaped, which means the same to the API: people print payloads.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	text := bytes.TrimRight(out.Bytes(), "\n")
	if bytes.IndexFunc(text, commands) < 0 {
		return text, nil
	}
	var safe bytes.Buffer
	for _, r := range string(text) {
		if _, must := template.VisibleRune(r); must {
			fmt.Fprintf(&safe, `\u%04x`, r)
			continue
		}
		safe.WriteRune(r)
	}
	return safe.Bytes(), nil
}

// commands reports whether a character could command a terminal. Most texts have none.
func commands(r rune) bool {
	_, must := template.VisibleRune(r)
	return must
}
