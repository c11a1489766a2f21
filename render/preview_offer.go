package render

import (
	"slices"
	"strconv"
	"time"

	"github.com/watemplate/watemplate/template"
)

// offer is the badge of a limited-time offer: its text, when it ends, and the coupon that one of the buttons copies.
func (p *picture) offer(t *template.Template) []cardRow {
	if t.Offer == nil {
		return nil
	}
	return p.box(func(width int) []cardRow {
		rows := p.tap(mediaSymbols["offer"], p.pieces(t.Offer.Text, slot{}), accent, width)
		ends := p.entry(slot{component: "limited_time_offer", key: "expiration_time_ms"})
		for i, piece := range ends {
			ends[i].Text = moment(piece.Text)
		}
		for _, line := range [][]Piece{after("ends", ends), after("code", p.coupon(t.Buttons))} {
			if len(line) > 0 {
				rows = append(rows, p.draw([]Line{oneLine(line...)}, ink{}, width)...)
			}
		}
		return rows
	})
}

func (p *picture) coupon(buttons []*template.Button) []Piece {
	i := slices.IndexFunc(buttons, func(b *template.Button) bool { return b.Type.Value == "copy_code" })
	if i < 0 {
		return nil
	}
	return p.entry(slot{component: "button", button: i, number: 1})
}

// moment writes milliseconds since 1970 as a date, and anything else as it is. The phone counts down to it in its own
// time zone; a picture is the same everywhere.
func moment(ms string) string {
	n, err := strconv.ParseInt(ms, 10, 64)
	if err != nil {
		return ms
	}
	return time.UnixMilli(n).UTC().Format("2 Jan 2006, 15:04 UTC")
}
