package verbs

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// region is the part of a terminal, below what was printed, in which a progress is drawn again and again. It leaves the
// terminal's modes and cursor as they are, so that nothing has to be put right whatever kills the program.
type region struct {
	out   io.Writer
	size  func() (width, height int)
	shown []string
	// width and height are those of the terminal when it was drawn.
	width, height int
}

// draw shows lines in the place of those that were shown before. Lines that are too long are cut, and so are lines that
// the terminal is not high enough for.
func (r *region) draw(lines []string) {
	width, height := r.size()
	lines = lines[:min(len(lines), max(height-1, 1))]
	cut := make([]string, len(lines))
	for i, line := range lines {
		cut[i] = ansi.Truncate(line, width-1, "…")
	}
	if width == r.width && height == r.height && strings.Join(cut, "\n") == strings.Join(r.shown, "\n") {
		return
	}
	text := r.erasing(width) + strings.Join(cut, "\n") + "\n"
	r.shown, r.width, r.height = cut, width, height
	fmt.Fprint(r.out, text)
}

// erasing is what takes away what is shown, on a terminal that is now so wide: lines that became longer than it were
// folded by it.
func (r *region) erasing(width int) string {
	rows := 0
	for _, line := range r.shown {
		rows += max(1, (ansi.StringWidth(line)+width-1)/width)
	}
	if rows == 0 {
		return ""
	}
	return fmt.Sprintf("\x1b[%dF\x1b[J", rows)
}

// interrupt prints text, which ends a line, above the region.
func (r *region) interrupt(text string) {
	width, _ := r.size()
	shown := ""
	if len(r.shown) > 0 {
		shown = strings.Join(r.shown, "\n") + "\n"
	}
	fmt.Fprint(r.out, r.erasing(width)+text+shown)
}

// clear takes the region away.
func (r *region) clear() {
	width, _ := r.size()
	fmt.Fprint(r.out, r.erasing(width))
	r.shown = nil
}
