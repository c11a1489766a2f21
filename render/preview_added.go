package render

import (
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// callPermission is the question that WhatsApp adds below the body, with the answers it offers; its words are about
// these.
func (p *picture) callPermission(t *template.Template) []cardRow {
	if !t.CallPermissionRequest.True() {
		return nil
	}
	row := func(text string, as role) []cardRow {
		return p.draw([]Line{oneLine(fixed(text)...)}, ink{role: as}, p.inner)
	}
	return centred(slices.Concat(
		row("added by WhatsApp", faint),
		row(buttonSymbols["voice_call"]+" May the business call you?", strong),
		row("Allow calls · Allow for 7 days · Not now", accent),
	))
}

// presets says below the cards that a text of Meta's is shown in English where the reader gets another language.
func (p *picture) presets(t *template.Template) {
	var texts []string
	if t.Body != nil && t.Body.Preset() {
		texts = append(texts, "body")
	}
	if t.Footer != nil && t.Footer.Preset() {
		texts = append(texts, "footer")
	}
	language := t.Language.Value
	if len(texts) == 0 || language == "" || strings.HasPrefix(language, "en") {
		return
	}
	p.note("Meta writes the " + strings.Join(texts, " and the ") + " in " + language + "; the English words stand in")
}
