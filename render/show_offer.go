package render

import (
	"slices"
	"strconv"
	"time"

	"github.com/watemplate/watemplate/template"
)

// offer is the badge of a limited-time offer: its text, when it ends, and the coupon that one of the buttons copies.
func (s *stage) offer(t *template.Template) []block {
	if t.Offer == nil {
		return nil
	}
	ends := s.entry(slot{component: "limited_time_offer", key: "expiration_time_ms"})
	for i, piece := range ends {
		ends[i].Text = moment(piece.Text)
	}
	badge := newBox("offer", s.pieces(t.Offer.Text, slot{}))
	badge.label = ""
	badge.add(normal, after("ends", ends))
	badge.add(normal, after("code", s.coupon(t.Buttons)))
	return []block{{box: badge}}
}

func (s *stage) coupon(buttons []*template.Button) []Piece {
	i := slices.IndexFunc(buttons, func(b *template.Button) bool { return b.Type.Value == "copy_code" })
	if i < 0 {
		return nil
	}
	return s.entry(slot{component: "button", button: i, number: 1})
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
