package lint

import "unicode"

// script is a way of writing.
type script uint8

const (
	latin script = iota
	cyrillic
	arabic
	devanagari
	chinese
	kana
	hangul
	hebrew
	greek
	thai
	bengali
	gujarati
	gurmukhi
	tamil
	telugu
	kannada
	malayalam
	lao
	georgian
	sinhala
	scripts
)

var scriptTables = [scripts]*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Devanagari, unicode.Han, unicode.Hiragana, unicode.Hangul,
	unicode.Hebrew, unicode.Greek, unicode.Thai, unicode.Bengali, unicode.Gujarati, unicode.Gurmukhi, unicode.Tamil,
	unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Lao, unicode.Georgian, unicode.Sinhala,
}

var scriptNames = [scripts]string{
	"Latin letters", "Cyrillic letters", "Arabic letters", "Devanagari", "Chinese characters", "Japanese characters",
	"Korean letters", "Hebrew letters", "Greek letters", "Thai letters", "Bengali letters", "Gujarati letters", "Gurmukhi",
	"Tamil letters", "Telugu letters", "Kannada letters", "Malayalam letters", "Lao letters", "Georgian letters",
	"Sinhala letters",
}

// scriptsOf are the scripts of the languages that are not written in Latin letters alone, without their countries.
var scriptsOf = map[string][]script{
	"ar": {arabic}, "fa": {arabic}, "prs": {arabic}, "ps": {arabic}, "ur": {arabic},
	"be": {cyrillic}, "bg": {cyrillic}, "kk": {cyrillic, latin}, "ky": {cyrillic}, "mk": {cyrillic}, "ru": {cyrillic},
	"uk": {cyrillic}, "sr": {cyrillic, latin}, "uz": {latin, cyrillic}, "az": {latin, cyrillic},
	"hi": {devanagari}, "mr": {devanagari},
	"zh": {chinese}, "ja": {kana, chinese}, "ko": {hangul, chinese},
	"he": {hebrew}, "el": {greek}, "th": {thai}, "bn": {bengali}, "gu": {gujarati}, "pa": {gurmukhi, arabic},
	"ta": {tamil}, "te": {telugu}, "kn": {kannada}, "ml": {malayalam}, "lo": {lao}, "ka": {georgian}, "si": {sinhala},
}

// scriptOf returns the script of a letter.
func scriptOf(r rune) (script, bool) {
	if r < 0x0250 {
		return latin, true
	}
	if unicode.Is(unicode.Katakana, r) {
		return kana, true
	}
	for s, table := range scriptTables {
		if unicode.Is(table, r) {
			return script(s), true
		}
	}
	return 0, false
}
