package render

import (
	"fmt"
	"slices"

	"github.com/watemplate/watemplate/template"
)

// Drift returns where a template differs from the one that the account has: text, order, buttons, category, status.
// Status is what the account says of it, in lower case, and may be empty. What a registration does not keep, such as
// the values of parameters, is no difference, and neither is the button of a one-time code that reads back as a url.
func Drift(local, account *template.Template, status string) []template.Diagnostic {
	d := &drift{local: local, account: account}
	if status != "" && !slices.Contains([]string{"approved", "active"}, status) {
		d.report(local.Name.At(), "the account's template is %s", status)
	}
	d.word(local.Category, account.Category, "category")
	d.word(local.SubCategory, account.SubCategory, "sub_category")
	d.word(local.TTLSeconds, account.TTLSeconds, "ttl_seconds")
	d.format()
	d.offer()
	d.footer()
	here, there := local.Parts(), account.Parts()
	if n, m := len(here)-1, len(there)-1; n != m && len(pattern(here[1:])) != len(pattern(there[1:])) {
		d.report(local.Name.At(), "the carousel has %d cards; the account's has %d", n, m)
	}
	for i := range min(len(here), len(there)) {
		d.header(here[i], there[i])
		d.body(here[i], there[i])
		d.buttons(here[i], there[i])
	}
	d.present(local.CallPermissionRequest.True(), account.CallPermissionRequest.True(), local.Name.At(), "call_permission_request")
	return template.Sort(d.found)
}

// drift gathers differences.
type drift struct {
	local, account *template.Template
	found          []template.Diagnostic
}

func (d *drift) report(at template.Span, format string, args ...any) {
	d.found = append(d.found, template.Diagnostic{
		File: d.local.File, At: at, Severity: template.Error, Stage: template.Both, Rule: template.RuleDrift,
		Message: fmt.Sprintf(format, args...),
	})
}

// word compares a word that may be unsaid on either side: a message needs none of them.
func (d *drift) word(here, there template.Text, what string) {
	if here.IsSet() && there.IsSet() && here.Value != there.Value {
		d.report(here.At(), "%s is %s; the account has %s", what, here.Value, there.Value)
	}
}

func (d *drift) format() {
	placeholders := false
	for _, p := range d.local.Parameters() {
		placeholders = placeholders || p.Placeholder.Slot > 0
	}
	here, there := d.local.Named(), d.account.Named()
	if !placeholders || here == there {
		return
	}
	said := map[bool]string{true: "named", false: "positional"}
	d.report(d.local.Name.At(), "the placeholders are registered %s here and %s in the account; write parameter_format: %[2]s", said[here], said[there])
}

// present reports a thing that only one side has, and whether both have it.
func (d *drift) present(here, there bool, at template.Span, what string) bool {
	switch {
	case here && !there:
		d.report(at, "%s is not in the account's template", what)
	case there && !here:
		d.report(at, "the account's template has %s, which is not here", what)
	}
	return here && there
}

func (d *drift) offer() {
	here, there := d.local.Offer, d.account.Offer
	at := d.local.Name.At()
	if here != nil {
		at = here.At()
	}
	if !d.present(here != nil, there != nil, at, "limited_time_offer") {
		return
	}
	d.text(here.Text, there.Text, "the offer's text")
	d.present(here.HasExpiration.True(), there.HasExpiration.True(), here.At(), "has_expiration")
}

func (d *drift) footer() {
	here, there := d.local.Footer, d.account.Footer
	at := d.local.Name.At()
	if here != nil {
		at = here.Text.At()
	}
	if !d.present(here != nil, there != nil, at, "footer") {
		return
	}
	d.word(here.CodeExpirationMinutes, there.CodeExpirationMinutes, "code_expiration_minutes")
	if !here.Preset() && !there.Preset() {
		d.text(here.Text, there.Text, "footer")
	}
}

func (d *drift) header(here, there template.Part) {
	at := d.start(here)
	if here.Header != nil {
		at = here.Header.At()
	}
	what := "header" + ofCard(here)
	if !d.present(here.Header != nil, there.Header != nil, at, what) {
		return
	}
	if a, b := here.Header.Format, there.Header.Format; a.Value != b.Value {
		d.report(a.At(), "%s is of format %s; the account's is of format %s", what, a.Value, b.Value)
		return
	}
	d.text(here.Header.Text, there.Header.Text, what)
}

// start is where a part of the local template begins.
func (d *drift) start(part template.Part) template.Span {
	if part.Card > 0 {
		return d.local.Carousel.Cards[part.Card-1].At()
	}
	return d.local.Name.At()
}

func ofCard(part template.Part) string {
	if part.Card == 0 {
		return ""
	}
	return fmt.Sprintf(" of card %d", part.Card)
}

func (d *drift) body(here, there template.Part) {
	at := d.start(here)
	if here.Body != nil {
		at = here.Body.Text.At()
	}
	what := "body" + ofCard(here)
	if !d.present(here.Body != nil, there.Body != nil, at, what) {
		return
	}
	if a, b := here.Body.SecurityRecommendation, there.Body.SecurityRecommendation; a.IsSet() && b.IsSet() && a.True() != b.True() {
		d.report(a.At(), "add_security_recommendation is %t; the account has %t", a.True(), b.True())
	}
	if !here.Body.Preset() && !there.Body.Preset() {
		d.text(here.Body.Text, there.Body.Text, what)
	}
}

func (d *drift) buttons(here, there template.Part) {
	a, b := here.Buttons, there.Buttons
	for i := range max(len(a), len(b)) {
		what := fmt.Sprintf("button %d%s", i+1, ofCard(here))
		switch {
		case i >= len(a):
			d.report(d.start(here), "the account has %s, %s, which is not here", what, buttonName(b[i]))
		case i >= len(b):
			d.report(a[i].At(), "%s, %s, is not in the account's template", what, buttonName(a[i]))
		case a[i].Type.Value != b[i].Type.Value:
			d.report(a[i].Type.At(), "%s is of type %s; the account's is of type %s", what, a[i].Type.Value, b[i].Type.Value)
		default:
			d.button(a[i], b[i], what)
		}
	}
}

func buttonName(b *template.Button) string {
	return fmt.Sprintf("a %s button %s", b.Type.Value, excerpt(label(b)))
}

func (d *drift) button(here, there *template.Button, what string) {
	if here.Text.IsSet() && there.Text.IsSet() {
		d.text(here.Text, there.Text, "the text of "+what)
	}
	d.text(here.URL, there.URL, "the url of "+what)
	for _, f := range []struct {
		key         string
		here, there template.Text
	}{
		{"phone_number", here.PhoneNumber, there.PhoneNumber},
		{"otp_type", here.OTPType, there.OTPType},
		{"flow_id", here.FlowID, there.FlowID},
		{"flow_action", here.FlowAction, there.FlowAction},
		{"navigate_screen", here.NavigateScreen, there.NavigateScreen},
	} {
		d.word(f.here, f.there, "the "+f.key+" of "+what)
	}
}
