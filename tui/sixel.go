package tui

import (
	"fmt"
	"image"
	"image/draw"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/sixel"

	"github.com/watemplate/watemplate/render"
)

// Pixels lie over the cells, and whoever draws the cells knows nothing of them. So the cells below are the picture in
// half blocks, which no other cell is like: where the picture goes, they are drawn over and the pixels with them. The
// pixels come when a picture has been in one spot for a moment. When it moves, all that is on the screen is drawn
// anew at once, so that none are left behind.

// sixels draws the pixels of the pictures on the screen.
type sixels struct {
	places []spot // of the pictures on the screen
	turn   int    // counts how often they changed
	drawn  bool   // there are pixels on the screen
}

// spot is where a part of a picture stands on the screen, in cells.
type spot struct {
	id        int
	x, y      int
	top, rows int // the rows of the picture that are in sight
}

type (
	// stillMsg says that it is time to draw the pixels, unless something changed since that turn.
	stillMsg struct{ turn int }
	// pixels are what the terminal is told to draw in a turn.
	pixels struct {
		turn     int
		sequence string
	}
)

func (p pixels) String() string { return p.sequence }

// still is how long a picture must be in one spot: some frames, so that the cells below are drawn before.
const still = 60 * time.Millisecond

// follow takes where the pictures stand now.
func (s *sixels) follow(places []spot) tea.Cmd {
	if slices.Equal(s.places, places) {
		return nil
	}
	s.places = places
	return s.again()
}

// again clears the pixels away, if there are any, and draws them after a moment.
func (s *sixels) again() tea.Cmd {
	var cmds []tea.Cmd
	if s.drawn {
		cmds = append(cmds, tea.ClearScreen)
	}
	s.drawn = false
	s.turn++
	if len(s.places) > 0 {
		turn := s.turn
		cmds = append(cmds, tea.Tick(still, func(time.Time) tea.Msg { return stillMsg{turn} }))
	}
	return tea.Batch(cmds...)
}

// update takes word of the moment that has passed, and of pixels that were drawn or are gone. The pictures are by
// their numbers.
func (s *sixels) update(msg tea.Msg, pictures map[int]*picture, cell image.Point) tea.Cmd {
	switch msg := msg.(type) {
	case stillMsg:
		if msg.turn == s.turn {
			return s.draw(pictures, cell)
		}
	case tea.RawMsg: // the terminal has got it
		if drawn, ours := msg.Msg.(pixels); ours {
			s.drawn = true
			if drawn.turn != s.turn { // they are somewhere else by now
				return s.again()
			}
		}
	case tea.WindowSizeMsg: // which clears the screen
		s.places = nil
	}
	return nil
}

// draw makes the pixels of what is in sight, and then has them drawn.
func (s *sixels) draw(pictures map[int]*picture, cell image.Point) tea.Cmd {
	type part struct {
		spot
		image   image.Image
		columns int
		of      int // rows
	}
	var parts []part
	for _, at := range s.places {
		if p := pictures[at.id]; p != nil {
			parts = append(parts, part{at, p.image, p.box.X, p.box.Y})
		}
	}
	turn := s.turn
	return func() tea.Msg {
		var sequence strings.Builder
		for _, p := range parts {
			whole := render.Scale(p.image, p.columns*cell.X, p.of*cell.Y)
			seen := image.NewRGBA(image.Rect(0, 0, p.columns*cell.X, p.rows*cell.Y))
			draw.Draw(seen, seen.Rect, whole, image.Pt(0, p.top*cell.Y), draw.Src)
			var data strings.Builder
			_ = (&sixel.Encoder{}).Encode(&data, seen) // a builder never fails
			sequence.WriteString(ansi.SaveCursor + ansi.CursorPosition(p.x+1, p.y+1) +
				ansi.SixelGraphics(0, 1, 0, []byte(data.String())) + ansi.RestoreCursor)
		}
		return tea.Raw(pixels{turn, sequence.String()})()
	}
}

// sixelMark stands before a row of a picture, to be found on the screen by [sixelPlaces]. It is a sequence for
// applications alone: it takes no cell, and is not sent to the terminal.
func sixelMark(id, row int) string { return fmt.Sprintf("\x1b_%d;%d\x1b\\", id, row) }

// sixelPlaces finds the pictures on a screen by their marks. A row of which something is cut off does not count, nor
// does the last line: pixels in it would scroll the screen.
func sixelPlaces(screen string, pictures map[int]*picture) []spot {
	var places []spot
	lines := strings.Split(screen, "\n")
	for y, line := range lines[:len(lines)-1] {
		for from := 0; ; {
			i := strings.Index(line[from:], "\x1b_")
			if i < 0 {
				break
			}
			from += i
			at := spot{x: ansi.StringWidth(line[:from]), y: y, rows: 1}
			n, _ := fmt.Sscanf(line[from:], "\x1b_%d;%d", &at.id, &at.top)
			p := pictures[at.id]
			if n == 2 && p != nil && at.top >= 0 && at.top < len(p.rows) && strings.HasPrefix(line[from:], p.rows[at.top]) {
				places = grow(places, at)
			}
			from += len("\x1b_")
		}
	}
	return places
}

// grow adds a row of a picture to the part above it.
func grow(places []spot, row spot) []spot {
	for i, p := range places {
		if p.id == row.id && p.x == row.x && p.y+p.rows == row.y && p.top+p.rows == row.top {
			places[i].rows++
			return places
		}
	}
	return append(places, row)
}
