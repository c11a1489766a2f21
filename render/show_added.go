package render

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

// callPermission is the question that WhatsApp adds below the body, with the answers it offers; its words are about
// these.
func callPermission(t *template.Template) []text {
	if !t.CallPermissionRequest.True() {
		return nil
	}
	line := func(words string, as role) text { return text{role: as, lines: []Line{oneLine(fixed(words)...)}} }
	return []text{
		line("added by WhatsApp", faint),
		line(buttonSymbols["voice_call"]+" May the business call you?", strong),
		line("Allow calls · Allow for 7 days · Not now", accent),
	}
}

// presets notes that a text of Meta's is shown in English where the reader gets another language.
func (s *stage) presets(t *template.Template) {
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
	s.note("Meta writes the " + strings.Join(texts, " and the ") + " in " + language + "; the English words stand in")
}
