package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

const (
	allButtons    = 3  // so many buttons are all shown
	foldedButtons = 2  // of more than that so many are, above a row that opens the others
	listedButtons = 10 // with the hidden ones; no template has more
	seeAll        = "See all options"
)

// buttonSymbols stand before the labels. ≡ and not ☰, on which terminals disagree: Unicode 16 made it wide. ✎ and not
// ✏, which is an emoji to many.
var buttonSymbols = map[string]string{
	"quick_reply": "↩", "url": "↗", "phone_number": "☎", "copy_code": "❐", "otp": "❐", "catalog": "≡", "mpm": "≡",
	"spm": "▦", "flow": "✎", "voice_call": "✆", "request_contact_info": "@", "order_details": "¤", "payment_request": "¤",
}

// buttonInk is how buttons are drawn: in a card, or listed below it.
type buttonInk struct{ label, detail role }

var (
	inBubble    = buttonInk{accent, faint}
	belowBubble = buttonInk{outside, aside}
)

// folded returns how many buttons the bubble shows.
func folded(buttons []*template.Button) int {
	if len(buttons) <= allButtons {
		return len(buttons)
	}
	return foldedButtons
}

// buttons draws the buttons of the bubble, each a group of rows.
func (p *picture) buttons(all []*template.Button) [][]cardRow {
	shown := folded(all)
	groups := p.taps(0, all[:shown])
	if shown < len(all) {
		groups = append(groups, centred(p.tap("≡", fixed(seeAll), accent, p.inner)))
	}
	return groups
}

// taps draws buttons of the bubble, or of a card of the carousel.
func (p *picture) taps(card int, shown []*template.Button) [][]cardRow {
	var groups [][]cardRow
	for i, b := range shown {
		rows := p.label(b, inBubble, p.inner)
		groups = append(groups, centred(append(rows, p.detail(b, buttonAt(card, i), inBubble, p.inner)...)))
	}
	return groups
}

// options lists below the bubble the buttons that it hides.
func (p *picture) options(all []*template.Button) {
	shown := folded(all)
	if shown == len(all) {
		return
	}
	p.note("≡ " + seeAll)
	for i := shown; i < min(len(all), listedButtons); i++ {
		p.below(indented(p.label(all[i], belowBubble, p.inner-2), 2))
		p.below(indented(p.detail(all[i], buttonAt(0, i), belowBubble, p.inner-4), 4))
	}
	if hidden := len(all) - listedButtons; hidden > 0 {
		p.note(fmt.Sprintf("  … %d more", hidden))
	}
}

func buttonAt(card, i int) slot { return slot{component: "button", card: card, button: i, number: 1} }

// label draws what stands on a button. No placeholder in it has a value.
func (p *picture) label(b *template.Button, as buttonInk, width int) []cardRow {
	text := p.pieces(b.Text, slot{component: "label"})
	switch {
	case b.Type.Value == "otp" && b.OTPType.Value == "zero_tap":
		return p.draw([]Line{oneLine(fixed(zeroTap)...)}, ink{role: as.detail}, width)
	case b.Type.Value == "otp" && b.OTPType.Value == "one_tap":
		text = fixed(autofill(b))
	case len(text) == 0:
		text = fixed(cmp.Or(label(b), b.Type.Value))
	}
	return p.tap(cmp.Or(buttonSymbols[b.Type.Value], "•"), text, as.label, width)
}

func (p *picture) tap(symbol string, text []Piece, as role, width int) []cardRow {
	return p.draw([]Line{oneLine(append(fixed(symbol+" "), text...)...)}, ink{role: as}, width)
}

// detail draws what the label of a button does not say, each thing in a row: the address, the number, the code.
func (p *picture) detail(b *template.Button, at slot, as buttonInk, width int) []cardRow {
	details := [][]Piece{p.pieces(b.PhoneNumber, slot{component: "number"}), p.pieces(b.URL, at)}
	switch b.Type.Value {
	case "copy_code":
		details = append(details, p.entry(at))
	case "otp":
		details = append(details, p.entry(at), receivers(b), elsewhere(b))
	case "flow":
		details = append(details, flow(b))
	case "voice_call":
		details = append(details, after("works", fixed(period(b.TTLMinutes.Value))))
	case "order_details", "payment_request":
		details = append(details, bill(b))
	}
	for _, told := range []struct{ word, key string }{{"payload", "payload"}, {"token", "flow_token"}} {
		details = append(details, after(told.word, p.entry(at.keyed(told.key))))
	}
	var rows []cardRow
	for _, d := range details {
		if slices.ContainsFunc(d, func(piece Piece) bool { return strings.TrimSpace(piece.Text) != "" }) {
			rows = append(rows, cardRow{text: p.short(oneLine(d...), ink{role: as.detail}, width)})
		}
	}
	return rows
}
