package render

import (
	"cmp"
	"fmt"

	"github.com/watemplate/watemplate/template"
)

const (
	allButtons    = 3  // so many buttons are all shown
	foldedButtons = 2  // of more than that so many are, above a row that opens the others
	listedButtons = 10 // with the hidden ones; no template has more
	seeAll        = "See all options"
)

// buttonSymbols stand before the labels. ≡ and not ☰, on which terminals disagree: Unicode 16 made it wide.
var buttonSymbols = map[string]string{
	"quick_reply": "↩", "url": "↗", "phone_number": "☎", "otp": "❐", "catalog": "≡", "mpm": "≡",
}

// folded returns how many buttons the bubble shows.
func folded(buttons []*template.Button) int {
	if len(buttons) <= allButtons {
		return len(buttons)
	}
	return foldedButtons
}

// buttons draws the buttons of the bubble, each a group of rows.
func (p *picture) buttons(all []*template.Button) [][]cardRow {
	var groups [][]cardRow
	shown := folded(all)
	for i, b := range all[:shown] {
		rows := append(p.label(b, i, accent, p.inner), p.detail(b, i, faint, p.inner)...)
		groups = append(groups, centred(rows))
	}
	if shown < len(all) {
		groups = append(groups, centred(p.tap("≡", fixed(seeAll), accent, p.inner)))
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
		p.below(indented(p.label(all[i], i, outside, p.inner-2), 2))
		p.below(indented(p.detail(all[i], i, aside, p.inner-4), 4))
	}
	if hidden := len(all) - listedButtons; hidden > 0 {
		p.note(fmt.Sprintf("  … %d more", hidden))
	}
}

// label draws what stands on a button.
func (p *picture) label(b *template.Button, i int, as role, width int) []cardRow {
	text := p.pieces(b.Text, slot{"label", i, 0})
	if len(text) == 0 {
		text = fixed(cmp.Or(label(b), b.Type.Value))
	}
	return p.tap(cmp.Or(buttonSymbols[b.Type.Value], "•"), text, as, width)
}

func (p *picture) tap(symbol string, text []Piece, as role, width int) []cardRow {
	return p.draw([]Line{oneLine(append(fixed(symbol+" "), text...)...)}, ink{role: as}, width)
}

// detail draws what the label of a button does not say: the address, the number, the code.
func (p *picture) detail(b *template.Button, i int, as role, width int) []cardRow {
	at := slot{"button", i, 1}
	pieces := p.pieces(b.PhoneNumber, slot{"number", i, 0})
	switch {
	case b.Type.Value == "otp":
		pieces = []Piece{p.value(at, "<<1>>")}
	case b.URL.IsSet():
		pieces = p.pieces(b.URL, at)
	}
	if len(pieces) == 0 {
		return nil
	}
	return []cardRow{{text: p.short(oneLine(pieces...), ink{role: as}, width)}}
}
