package render

import (
	"slices"
	"strings"
)

// layer is what plain text writes around runs: one of WhatsApp's markers, or the signs of a value.
type layer struct {
	style  Style // 0: a value
	marker string
}

var layers = [...]layer{{Bold, "*"}, {Italic, "_"}, {Strike, "~"}, {Code, "`"}, {Mono, fence}, {}}

// markSigns are what plain text has around a marked stretch; the others show what they are by themselves.
var markSigns = [markCount]struct{ before, after string }{
	sent: {"[", "]"}, dynamic: {"[", "$]"}, example: {"[", "?]"},
}

// opened is a layer that has been written before a run.
type opened struct {
	style Style
	after string
	end   int // the run that it ends before
}

// spelled is a line with what colours would show written out: WhatsApp's own markers around what they format, signs
// around values.
func (p *picture) spelled(l Line) Line {
	var text strings.Builder
	var open []opened
	closeTo := func(n int) {
		for len(open) > n {
			text.WriteString(open[len(open)-1].after)
			open = open[:len(open)-1]
		}
	}
	ends := layerEnds(l)
	for i, r := range l.Runs {
		if n := slices.IndexFunc(open, func(o opened) bool { return o.end <= i }); n >= 0 {
			closeTo(n)
		}
		for _, k := range outermostFirst(ends[i]) {
			style := layers[k].style
			if slices.ContainsFunc(open, func(o opened) bool { return o.style == style }) {
				continue
			}
			before, after := p.signs(layers[k], r)
			text.WriteString(before)
			open = append(open, opened{style, after, ends[i][k]})
		}
		text.WriteString(r.Text)
	}
	closeTo(0)
	l.Runs = []Run{{Text: text.String()}}
	return l
}

func (p *picture) signs(l layer, r Run) (before, after string) {
	if l.style != 0 {
		return l.marker, l.marker
	}
	signs := markSigns[p.scene.markOf(r)]
	return signs.before, signs.after
}

// layerEnds tells for each run and layer before which run the layer ends, 0 where the run is not in it.
func layerEnds(l Line) [][len(layers)]int {
	ends := make([][len(layers)]int, len(l.Runs))
	for i := len(l.Runs) - 1; i >= 0; i-- {
		for k, layer := range layers {
			if !inLayer(l, i, layer.style) {
				continue
			}
			ends[i][k] = i + 1
			goesOn := i+1 < len(l.Runs) && ends[i+1][k] > 0
			if goesOn && (layer.style != 0 || l.Runs[i].Param == l.Runs[i+1].Param) {
				ends[i][k] = ends[i+1][k]
			}
		}
	}
	return ends
}

func inLayer(l Line, i int, style Style) bool {
	switch {
	case style == 0:
		return l.Runs[i].Param > 0
	case style == Mono && l.Kind == Block: // the fences have lines of their own
		return false
	}
	return l.Runs[i].Style&style != 0
}

// outermostFirst returns the layers of a run, those first that end last, so that they nest.
func outermostFirst(ends [len(layers)]int) []int {
	var ks []int
	for k, end := range ends {
		if end > 0 {
			ks = append(ks, k)
		}
	}
	slices.SortStableFunc(ks, func(a, b int) int { return ends[b] - ends[a] })
	return ks
}

// fenced puts the fences back around monospace blocks, each on a line of its own.
func fenced(lines []Line) []Line {
	var all []Line
	inside := false
	for _, l := range lines {
		if (l.Kind == Block) != inside {
			all = append(all, Line{Kind: Block, Runs: []Run{{Text: fence}}})
			inside = !inside
		}
		all = append(all, l)
	}
	if inside {
		all = append(all, Line{Kind: Block, Runs: []Run{{Text: fence}}})
	}
	return all
}
