package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// head writes what stands above the components.
func (im *importer) head(o *object) {
	name := o.text("name")
	im.draft.Set("name", firstOf(name, im.defaults.Name, "imported"))
	im.codeName = slices.ContainsFunc(codeWords, func(w string) bool { return strings.Contains(strings.ToLower(name), w) })
	if strings.TrimSpace(name) == "" {
		im.guessed(o, "name")
	}
	im.draft.Set("language", firstOf(im.language, im.defaults.Language, "en_US"))
	if strings.TrimSpace(im.language) == "" {
		im.guessed(o, "language")
	}
	im.writeCategory(o)
	im.choice(o, "sub_category", "custom", "order_details", "order_status")
	if format := im.choice(o, "parameter_format", "named", "positional"); format != "" {
		im.named = format == "named"
	}
	im.plain(o, "message_send_ttl_seconds", im.draft, "ttl_seconds")
	im.plain(o, "allow_category_change", im.draft, "allow_category_change")
	im.plain(o, "cta_url_link_tracking_opted_out", im.draft, "cta_url_link_tracking_opted_out")
}

// guessed says of a key that stands in the document and nowhere in the JSON where that came from. Of what has other keys
// of a template than its components it is a fault.
func (im *importer) guessed(o *object, key string) {
	im.draft.Comment(key, "guessed: the JSON has no "+key)
	if !o.has("name") && !o.has("language") && !o.has("category") {
		return
	}
	im.notes = append(im.notes, Note{strings.TrimPrefix(o.path+"."+key, "."), "guessed: the JSON has none"})
}

func firstOf(all ...string) string {
	for _, s := range all {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

// retired are categories that Meta knew once, and what they are called now.
var retired = map[string]string{
	"transactional": "utility", "account_update": "utility", "alert_update": "utility", "appointment_update": "utility",
	"issue_resolution": "utility", "payment_update": "utility", "personal_finance_update": "utility",
	"reservation_update": "utility", "shipping_update": "utility", "ticket_update": "utility",
	"transportation_update": "utility", "auto_reply": "utility", "otp": "authentication",
}

func (im *importer) writeCategory(o *object) {
	category := o.peek("category")
	now, old := retired[category]
	switch {
	case category == "":
		return
	case slices.Contains([]string{"marketing", "utility", "authentication"}, category):
		now = category
	case !old:
		o.drop("category", fmt.Sprintf("not carried: %q is no category; Meta has marketing, utility and authentication", category))
		return
	}
	o.take("category")
	im.category = now
	im.draft.Set("category", now)
	if old {
		im.draft.Comment("category", fmt.Sprintf("%s is Meta's name for it no more", strings.ToUpper(category)))
		o.note("category", "read as %s: %s is Meta's name for it no more", now, strings.ToUpper(category))
	}
}

// choice writes a word of a list in lower case, and returns it; empty for another word, of which it says what there is.
func (im *importer) choice(o *object, key string, words ...string) string {
	word := o.peek(key)
	switch {
	case slices.Contains(words, word):
		o.take(key)
		im.draft.SetPlain(key, word)
		return word
	case word != "":
		o.take(key)
		o.note(key, "not carried: Meta takes %s", strings.Join(words, ", "))
	}
	return ""
}

// plain writes a number or a truth value.
func (im *importer) plain(o *object, key string, to *template.Draft, as string) {
	if s := o.bare(key); s != "" {
		to.SetPlain(as, s)
	}
}

// bare takes a number or a truth value. Whoever has it in quotes is told: Meta's has none.
func (o *object) bare(key string) string {
	s := scalar(o.values[key])
	if s == "" {
		return ""
	}
	if _, quoted := o.take(key).(string); quoted {
		o.note(key, "read as %s: Meta's has no quotes", s)
	}
	return s
}
