package template

import "strings"

// The words of an authentication template are Meta's, in every language. These are the English ones, as Meta's page on
// authentication templates has them.
const (
	presetBody           = "*<<1>>* is your verification code."
	presetRecommendation = " For your security, do not share this code."
)

// PresetBody is the English body that Meta writes for a one-time code, with its placeholder.
func PresetBody(recommendation bool) string {
	if recommendation {
		return presetBody + presetRecommendation
	}
	return presetBody
}

// PresetFooter is the English footer that Meta writes for a one-time code.
func PresetFooter(minutes string) string {
	unit := " minutes."
	if minutes == "1" {
		unit = " minute."
	}
	return "This code expires in " + minutes + unit
}

// Named reports whether the template is registered with names for its placeholders: it says so, or a placeholder has
// a name.
func (t *Template) Named() bool {
	if t.ParameterFormat.IsSet() {
		return t.ParameterFormat.Value == "named"
	}
	for _, p := range t.Parameters() {
		if p.Placeholder.Named() {
			return true
		}
	}
	return false
}

// True reports whether the text is YAML's true.
func (t Text) True() bool { return strings.EqualFold(t.Value, "true") }

// Dynamic reports whether a value is a variable that the platform fills in: $contact.name. A price, $5, is none.
func Dynamic(s string) bool {
	return len(s) > 1 && s[0] == '$' && (s[1] >= 'a' && s[1] <= 'z' || s[1] >= 'A' && s[1] <= 'Z' || s[1] == '{')
}

// Sent is the parameter's value as the file has it or as it was supplied, empty if there is none. A nil Param is one of
// which the file says nothing.
func (p *Param) Sent() string {
	if p == nil {
		return ""
	}
	return p.Value.Value
}

// Preset reports whether the text is Meta's, and not in the file.
func (b *Body) Preset() bool { return b.SecurityRecommendation.IsSet() && b.Text.read == nil }

// Preset reports whether the text is Meta's, and not in the file.
func (f *Footer) Preset() bool { return f.CodeExpirationMinutes.IsSet() && f.Text.read == nil }

// Kind is the type of a parameter's value: text, currency or date_time.
func (p *Param) Kind() string {
	if p == nil || p.Type.Value == "" {
		return "text"
	}
	return p.Type.Value
}
