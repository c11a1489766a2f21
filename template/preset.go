package template

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

// Preset reports whether the text is Meta's, and not in the file.
func (b *Body) Preset() bool { return b.SecurityRecommendation.IsSet() && b.Text.read == nil }

// Preset reports whether the text is Meta's, and not in the file.
func (f *Footer) Preset() bool { return f.CodeExpirationMinutes.IsSet() && f.Text.read == nil }
