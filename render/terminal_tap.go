package render

// tapInk is how taps are drawn: in a card, or listed below it.
type tapInk struct{ label, detail role }

var (
	inBubble    = tapInk{accent, faint}
	belowBubble = tapInk{outside, aside}
)

// tap draws a tap of a card, a group of rows.
func (p *picture) tap(t tap, width int) []cardRow {
	return centred(append(p.label(t, inBubble, width), p.details(t, inBubble, width)...))
}

func (p *picture) label(t tap, as tapInk, width int) []cardRow {
	if t.symbol == "" {
		return p.draw([]Line{t.label}, ink{role: as.detail}, width)
	}
	return p.draw([]Line{labelled(t.symbol, t.label)}, ink{role: as.label}, width)
}

func (p *picture) details(t tap, as tapInk, width int) []cardRow {
	return p.text(text{role: as.detail, lines: t.details, short: true}, width)
}

// labelled puts a symbol before a label.
func labelled(symbol string, label Line) Line {
	return Line{Runs: append([]Run{{Text: symbol + " "}}, label.Runs...)}
}
