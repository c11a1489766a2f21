package campaign

import (
	"encoding/json"
	"strings"
)

// content is what a message says, as far as the API gives it back.
type content struct {
	kind           string
	name, language string // of a template
	// values are what a template's parameters say, by the type of their component; of another message, the message.
	values map[string][]any
}

// readBody reads the message out of a request's body.
func readBody(body []byte) (content, error) {
	var request struct {
		Message json.RawMessage `json:"message"`
	}
	if err := json.Unmarshal(body, &request); err != nil {
		return content{}, err
	}
	return readMessage(request.Message)
}

func readMessage(data []byte) (content, error) {
	var message struct {
		Type     string `json:"type"`
		Template struct {
			Name         string           `json:"name"`
			LanguageCode string           `json:"languageCode"`
			Components   []map[string]any `json:"components"`
		} `json:"template"`
	}
	if err := json.Unmarshal(data, &message); err != nil {
		return content{}, err
	}
	c := content{
		kind: message.Type, name: message.Template.Name, language: message.Template.LanguageCode,
		values: map[string][]any{},
	}
	if c.kind != "whatsapp_template" {
		var whole any
		err := json.Unmarshal(data, &whole)
		c.values[""] = []any{whole}
		return c, err
	}
	for _, component := range message.Template.Components {
		if values := parameters(component); values != nil {
			kind, _ := component["type"].(string)
			c.values[kind] = append(c.values[kind], values...)
		}
	}
	return c, nil
}

// parameters are those of a component and of its buttons, nil if it is the same for everybody.
func parameters(component map[string]any) []any {
	values, _ := component["parameters"].([]any)
	buttons, _ := component["buttons"].([]any)
	for _, button := range buttons {
		if b, ok := button.(map[string]any); ok {
			values = append(values, parameters(b)...)
		}
	}
	return values
}

// like reports whether two messages are of one template, or of one type.
func (c content) like(other content) bool { return c.kind == other.kind && c.name == other.name }

// equals reports whether what was sent may have become what is there.
func (c content) equals(there content) bool {
	if !c.like(there) || c.language != there.language {
		return false
	}
	for kind := range there.values {
		if len(there.values[kind]) != len(c.values[kind]) {
			return false
		}
	}
	for kind, values := range c.values {
		if !becomes(values, there.values[kind]) {
			return false
		}
	}
	return true
}

// becomes reports whether the platform makes the second value of the first: the same, but for variables, in whose place
// it may put anything. Both are values of JSON.
func becomes(sent, there any) bool {
	switch sent := sent.(type) {
	case []any:
		other, ok := there.([]any)
		if !ok || len(other) != len(sent) {
			return false
		}
		for i := range sent {
			if !becomes(sent[i], other[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		other, ok := there.(map[string]any)
		if !ok || len(other) != len(sent) {
			return false
		}
		for key := range sent {
			value, found := other[key]
			if !found || !becomes(sent[key], value) {
				return false
			}
		}
		return true
	case string:
		if hasVariable(sent) {
			_, ok := there.(string)
			return ok
		}
	}
	return sent == there
}

// hasVariable reports whether the platform fills in something by itself.
func hasVariable(s string) bool {
	return strings.Contains(s, "$contact.") || strings.Contains(s, "$assignee.") || strings.Contains(s, "$system.")
}
