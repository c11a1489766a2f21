package tui

import (
	"fmt"
	"image"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// method is a way to draw a picture in a terminal.
type method uint8

const (
	halfBlocks method = iota // cells of two colours, which every terminal has that has colours
	wordsAlone
	kittyCells  // cells that stand for a part of a picture
	sixelPixels // pixels over the cells
)

// graphics is what is known of the terminal's ways to draw a picture. All of it is said by the terminal or the
// environment while the screen is up already; a terminal that says nothing gets half blocks.
type graphics struct {
	profile colorprofile.Profile
	name    string // with its version
	inner   bool   // a terminal inside a terminal, such as tmux, which lets no picture through
	sixel   bool
	cell    image.Point // the pixels of a cell
}

// cellSize asks how many pixels a cell has.
var cellSize = ansi.WindowOp(16)

// learn takes what a message tells of the terminal, and returns what is to be asked next. The questions are those
// that terminals have known for long, or pass over in silence: nothing waits for an answer.
func (g *graphics) learn(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.EnvMsg:
		term := msg.Getenv("TERM")
		g.inner = msg.Getenv("TMUX") != "" || msg.Getenv("STY") != "" ||
			strings.HasPrefix(term, "tmux") || strings.HasPrefix(term, "screen")
		if !g.inner && term != "dumb" && term != "linux" {
			return tea.Batch(tea.RequestTerminalVersion, tea.Raw(ansi.RequestPrimaryDeviceAttributes+cellSize))
		}
	case tea.ColorProfileMsg:
		g.profile = msg.Profile
	case tea.TerminalVersionMsg:
		g.name = strings.ToLower(msg.Name)
	case uv.PrimaryDeviceAttributesEvent:
		g.sixel = slices.Contains(msg, 4)
	case uv.CellSizeEvent:
		g.cell = image.Pt(msg.Width, msg.Height)
	case tea.WindowSizeMsg:
		if g.method() == sixelPixels { // the letters may have another size too
			return tea.Raw(cellSize)
		}
	}
	return nil
}

// method is the best way that the terminal is known to have.
func (g *graphics) method() method {
	inner := g.inner || strings.HasPrefix(g.name, "tmux")
	switch {
	case g.profile != colorprofile.Unknown && g.profile < colorprofile.ANSI256:
		return wordsAlone
	case inner:
		return halfBlocks
	case g.placeholders() && g.profile == colorprofile.TrueColor:
		return kittyCells
	case g.sixel && g.cell.In(image.Rect(4, 8, 100, 200)):
		return sixelPixels
	}
	return halfBlocks
}

// placeholders reports whether the terminal draws pictures in the place of certain cells. Others that speak the same
// protocol do not, and would show the cells, so that its answer to a question about the protocol says nothing.
func (g *graphics) placeholders() bool {
	if strings.HasPrefix(g.name, "ghostty") {
		return true
	}
	var major, minor int
	n, _ := fmt.Sscanf(g.name, "kitty(%d.%d", &major, &minor)
	return n == 2 && (major > 0 || minor >= 28)
}
