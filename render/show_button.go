package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

const (
	allButtons    = 3  // so many buttons are all shown
	foldedButtons = 2  // of more than that so many are, above a row that opens the others
	listedButtons = 10 // with the hidden ones; no template has more
)

// buttonSymbols stand before the labels. ≡ and not ☰, on which terminals disagree: Unicode 16 made it wide. ✎ and not
// ✏, which is an emoji to many.
var buttonSymbols = map[string]string{
	"quick_reply": "↩", "url": "↗", "phone_number": "☎", "copy_code": "❐", "otp": "❐", "catalog": "≡", "mpm": "≡",
	"spm": "▦", "flow": "✎", "voice_call": "✆", "request_contact_info": "@", "order_details": "¤", "payment_request": "¤",
}

// seeAll is the tap that opens the options of a bubble.
var seeAll = tap{kind: "options", symbol: "≡", label: oneLine(fixed("See all options")...)}

// buttons puts the first buttons under the bubble, and the others behind "See all options" where they are many.
func (s *stage) buttons(all []*template.Button) {
	shown := len(all)
	if shown > allButtons {
		shown = foldedButtons
	}
	taps := s.taps(0, all[:min(len(all), listedButtons)])
	bubble := &s.scene.bubble
	bubble.taps, bubble.options, bubble.more = taps[:shown], taps[shown:], len(all)-len(taps)
	s.scene.phoneOnly = len(all) > allButtons || mixed(all)
}

// mixed reports whether there are quick replies among others.
func mixed(buttons []*template.Button) bool {
	replies := 0
	for _, b := range buttons {
		if b.Type.Value == "quick_reply" {
			replies++
		}
	}
	return replies > 0 && replies < len(buttons)
}

// taps are buttons of the bubble, or of a card of the carousel.
func (s *stage) taps(card int, buttons []*template.Button) []tap {
	var taps []tap
	for i, b := range buttons {
		t := s.label(b)
		t.details = s.details(b, slot{component: "button", card: card, button: i, number: 1})
		taps = append(taps, t)
	}
	return taps
}

// label is a tap with what stands on it. No placeholder in it has a value.
func (s *stage) label(b *template.Button) tap {
	text := s.pieces(b.Text, slot{component: "label"})
	switch {
	case b.Type.Value == "otp" && b.OTPType.Value == "zero_tap":
		return tap{label: oneLine(fixed(zeroTap)...)}
	case b.Type.Value == "otp" && b.OTPType.Value == "one_tap":
		text = fixed(autofill(b))
	case len(text) == 0:
		text = fixed(cmp.Or(label(b), b.Type.Value))
	}
	return tap{kind: b.Type.Value, symbol: cmp.Or(buttonSymbols[b.Type.Value], "•"), label: oneLine(text...)}
}

// details are what the label of a button does not say, each thing on a line: the address, the number, the code.
func (s *stage) details(b *template.Button, at slot) []Line {
	details := [][]Piece{s.pieces(b.PhoneNumber, slot{component: "number"}), s.pieces(b.URL, at)}
	switch b.Type.Value {
	case "copy_code":
		details = append(details, s.entry(at))
	case "otp":
		details = append(details, s.entry(at), receivers(b), elsewhere(b))
	case "flow":
		details = append(details, flow(b))
	case "voice_call":
		details = append(details, after("works", fixed(period(b.TTLMinutes.Value))))
	case "order_details", "payment_request":
		details = append(details, bill(b))
	}
	for _, told := range []struct{ word, key string }{{"payload", "payload"}, {"token", "flow_token"}} {
		details = append(details, after(told.word, s.entry(at.keyed(told.key))))
	}
	var lines []Line
	for _, d := range details {
		if slices.ContainsFunc(d, func(piece Piece) bool { return strings.TrimSpace(piece.Text) != "" }) {
			lines = append(lines, oneLine(d...))
		}
	}
	return lines
}
