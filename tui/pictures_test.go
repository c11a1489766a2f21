package tui

import (
	"context"
	"errors"
	"image"
	"image/color"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/render"
)

// album drives pictures as the screen does: it draws one, hands every message over, and runs the commands.
type album struct {
	t        *testing.T
	pictures *pictures
	screen   func(rows []string) string
	raw      []string // what the terminal got
	cleared  int      // how often the screen was cleared
	lookups  int
	rows     []string
	note     string
}

var photo = func() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 40, 40))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * 7)
	}
	for y := range 40 {
		img.SetRGBA(y, y, color.RGBA{R: 255, A: 255})
	}
	return img
}()

func newAlbum(t *testing.T, found map[string]image.Image) *album {
	a := &album{t: t, screen: func(rows []string) string { return strings.Join(rows, "\n") + "\n" }}
	a.pictures = newPictures(func(_ context.Context, file, link string) (image.Image, error) {
		require.Equal(t, "shop.yaml", file)
		a.lookups++
		if img := found[link]; img != nil {
			return img, nil
		}
		return nil, errors.New("404\x1b[2J")
	})
	return a
}

func (a *album) draw(link string) {
	a.rows, a.note = a.pictures.draw("shop.yaml", link, 10, 20)
	a.run(a.pictures.commands(func() string { return a.screen(a.rows) }))
}

// send hands a message over and draws again, as the screen does after each.
func (a *album) send(link string, msg tea.Msg) {
	a.pictures.update(msg)
	a.draw(link)
}

// run runs a command, all that it leads to, and draws after each message.
func (a *album) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.RawMsg:
		a.raw = append(a.raw, ansiText(msg))
		a.again(msg)
	default:
		if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range v.Len() {
				a.run(v.Index(i).Interface().(tea.Cmd))
			}
			return
		}
		if reflect.TypeOf(msg) == reflect.TypeOf(tea.ClearScreen()) {
			a.cleared++
		}
		a.again(msg)
	}
}

func (a *album) again(msg tea.Msg) {
	a.pictures.update(msg)
	a.run(a.pictures.commands(func() string { return a.screen(a.rows) }))
}

func ansiText(msg tea.RawMsg) string {
	if p, ok := msg.Msg.(pixels); ok {
		return p.String()
	}
	return msg.Msg.(string)
}

func TestPicturesHalfBlocks(t *testing.T) {
	a := newAlbum(t, map[string]image.Image{"a.png": photo})
	a.draw("a.png")
	assert.Empty(t, a.rows, "drawing does not wait")
	assert.Equal(t, "loading...", a.note)
	a.draw("a.png")
	assert.Equal(t, render.HalfBlocks(photo, 10, 20), a.rows)
	assert.Empty(t, a.note)
	assert.Equal(t, 1, a.lookups)

	a.draw("b.png")
	a.draw("b.png")
	assert.Empty(t, a.rows)
	assert.Equal(t, `404\x1b[2J`, a.note)
	assert.Equal(t, 2, a.lookups, "what is not there is not asked for again")

	a.pictures.renew()
	a.draw("a.png")
	assert.NotEmpty(t, a.rows, "the old one is seen until there is a new one")
	assert.Equal(t, 3, a.lookups)
	assert.Empty(t, a.raw)

	a.draw("")
	assert.Empty(t, a.rows)
	for i := range 3 * maxPictures {
		a.draw(strings.Repeat("x", i+1))
		require.LessOrEqual(t, len(a.pictures.known), maxPictures)
		require.LessOrEqual(t, len(a.pictures.numbered), maxPictures)
	}
}

func TestPicturesOff(t *testing.T) {
	p := newPictures(nil)
	p.update(tea.EnvMsg{"TERM=xterm-kitty"})
	rows, note := p.draw("shop.yaml", "a.png", 10, 20)
	assert.Empty(t, rows)
	assert.Empty(t, note)
	assert.Nil(t, p.commands(nil), "a terminal is asked nothing for no picture")
}

func TestPicturesWithoutColours(t *testing.T) {
	a := newAlbum(t, map[string]image.Image{"a.png": photo})
	a.send("a.png", tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	a.draw("a.png")
	assert.Empty(t, a.rows)
	assert.Zero(t, a.lookups)
}

func TestPicturesKitty(t *testing.T) {
	a := newAlbum(t, map[string]image.Image{"a.png": photo})
	a.pictures.update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	a.pictures.update(tea.TerminalVersionMsg{Name: "kitty(0.35.2)"})
	a.draw("a.png")
	rows, _ := a.pictures.draw("shop.yaml", "a.png", 10, 20)
	assert.Equal(t, render.HalfBlocks(photo, 10, 20), rows, "until the terminal has it")
	a.draw("a.png")
	a.draw("a.png")
	require.Len(t, a.raw, 1)
	head, payload, _ := strings.Cut(a.raw[0], ";")
	assert.Equal(t, "\x1b_Gf=100,q=2,i=5718273,U=1,c=10,r=5,a=T", head)
	assert.True(t, strings.HasSuffix(payload, "\x1b\\"))
	require.Len(t, a.rows, 5)
	for _, row := range a.rows {
		assert.Equal(t, 10, ansi.StringWidth(row))
		assert.Equal(t, 10, ansi.StringWidthWc(row))
		assert.Equal(t, 10, strings.Count(row, string(kitty.Placeholder)))
		assert.True(t, strings.HasPrefix(row, "\x1b[38;2;87;65;1m"), "the colour is the number")
	}
	assert.Contains(t, a.rows[1], string([]rune{kitty.Placeholder, kitty.Diacritic(1), kitty.Diacritic(0)}))

	a.pictures.lost()
	a.draw("a.png")
	require.Len(t, a.raw, 3)
	assert.Equal(t, "\x1b_Gq=2,i=5718273,d=I,a=d\x1b\\", a.raw[1])
	assert.Contains(t, a.raw[2], "i=5718274")
}

func TestPicturesSixel(t *testing.T) {
	a := newAlbum(t, map[string]image.Image{"a.png": photo})
	a.pictures.update(uv.PrimaryDeviceAttributesEvent{62, 4, 22})
	a.pictures.update(uv.CellSizeEvent{Width: 8, Height: 16})
	a.screen = func(rows []string) string { return "title\n  │ " + strings.Join(rows, "\n  │ ") + "\nlast" }
	a.draw("a.png")
	a.draw("a.png")
	require.Len(t, a.raw, 1, "the pixels come once the picture is in its place")
	assert.True(t, strings.HasPrefix(a.raw[0], "\x1b7\x1b[2;5H\x1bP0;1q\"1;1;80;80"), "%.60q", a.raw[0])
	assert.True(t, strings.HasSuffix(a.raw[0], "\x1b\\\x1b8"))
	assert.Equal(t, render.HalfBlocks(photo, 10, 20)[0], strings.TrimPrefix(a.rows[0], sixelMark(firstKittyID+1, 0)))
	assert.Equal(t, 10, ansi.StringWidth(a.rows[0]))
	a.draw("a.png")
	assert.Len(t, a.raw, 1, "nothing moved")
	assert.Zero(t, a.cleared)

	// It scrolls two rows out of sight.
	a.screen = func(rows []string) string { return "title\n  │ " + strings.Join(rows[2:], "\n  │ ") + "\nlast" }
	a.draw("a.png")
	assert.Equal(t, 1, a.cleared, "no pixel is left where it was")
	require.Len(t, a.raw, 2)
	assert.True(t, strings.HasPrefix(a.raw[1], "\x1b7\x1b[2;5H\x1bP0;1q\"1;1;80;48"), "%.60q", a.raw[1])

	// The window changes, which clears the screen, and the letters may.
	a.send("a.png", tea.WindowSizeMsg{Width: 80, Height: 24})
	assert.Contains(t, a.raw, cellSize)
	assert.True(t, strings.HasPrefix(a.raw[len(a.raw)-1], "\x1b7"))

	// Something else is on the screen.
	cleared, sent := a.cleared, len(a.raw)
	a.screen = func([]string) string { return "help\nlast" }
	a.draw("a.png")
	assert.Equal(t, cleared+1, a.cleared)
	assert.Len(t, a.raw, sent)
}

// Pixels that reach the terminal after the picture has moved are cleared away again.
func TestSixelsTooLate(t *testing.T) {
	pictures := map[int]*picture{7: {image: photo, box: image.Pt(4, 2)}}
	var s sixels
	require.NotNil(t, s.follow([]spot{{id: 7, x: 1, y: 1, rows: 2}}))
	draw := s.update(stillMsg{s.turn}, pictures, image.Pt(8, 16))
	late := draw().(tea.RawMsg)
	require.NotNil(t, s.follow([]spot{{id: 7, x: 1, y: 5, rows: 2}}))
	assert.Nil(t, s.update(stillMsg{s.turn - 1}, pictures, image.Pt(8, 16)), "that moment has passed")
	require.NotNil(t, s.update(late, pictures, image.Pt(8, 16)))
	assert.False(t, s.drawn)
	now := s.update(stillMsg{s.turn}, pictures, image.Pt(8, 16))().(tea.RawMsg)
	assert.Nil(t, s.update(now, pictures, image.Pt(8, 16)))
	assert.True(t, s.drawn)
}

func TestSixelPlaces(t *testing.T) {
	pictures := map[int]*picture{}
	for id := 1; id <= 2; id++ {
		p := &picture{}
		for i, row := range render.HalfBlocks(photo, 6, 3) {
			p.rows = append(p.rows, sixelMark(id, i)+row)
		}
		pictures[id] = p
	}
	one, two := pictures[1].rows, pictures[2].rows
	for _, c := range []struct {
		name  string
		lines []string
		want  []spot
	}{
		{"nothing", []string{"", "x"}, nil},
		{"whole", []string{one[0], one[1], one[2], ""}, []spot{{id: 1, rows: 3}}},
		{"beside wide letters", []string{"您 " + one[1], "ab " + one[2], ""}, []spot{{id: 1, x: 3, top: 1, rows: 2}}},
		{"two beside each other", []string{one[0] + " " + two[0], one[1] + " " + two[1], ""}, []spot{
			{id: 1, rows: 2}, {id: 2, x: 7, rows: 2},
		}},
		{"twice", []string{one[0], "", one[0], ""}, []spot{{id: 1, rows: 1}, {id: 1, y: 2, rows: 1}}},
		{"cut off", []string{ansi.Truncate(one[0], 5, "…"), one[1], ""}, []spot{{id: 1, y: 1, top: 1, rows: 1}}},
		{"the last line", []string{one[0], one[1]}, []spot{{id: 1, rows: 1}}},
		{"unknown", []string{sixelMark(3, 0) + "x", sixelMark(1, 99), sixelMark(1, -1), "\x1b_x\x1b\\", ""}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, sixelPlaces(strings.Join(c.lines, "\n"), pictures))
		})
	}
}

func TestGraphics(t *testing.T) {
	answers := []tea.Msg{uv.PrimaryDeviceAttributesEvent{62, 4}, uv.CellSizeEvent{Width: 10, Height: 20}}
	for _, c := range []struct {
		name, env string
		profile   colorprofile.Profile
		answers   []tea.Msg
		want      method
		asked     bool
	}{
		{"no answer", "TERM=xterm-256color", colorprofile.ANSI256, nil, halfBlocks, true},
		{"kitty(0.28.0)", "TERM=xterm-kitty", colorprofile.TrueColor, nil, kittyCells, true},
		{"kitty(1.0.0)", "TERM=xterm-kitty", colorprofile.TrueColor, nil, kittyCells, true},
		{"kitty(0.26.5)", "TERM=xterm-kitty", colorprofile.TrueColor, nil, halfBlocks, true},
		{"kitty(0.35.2)", "TERM=xterm-256color", colorprofile.ANSI256, nil, halfBlocks, true},
		{"ghostty 1.1.0", "TERM=xterm-ghostty", colorprofile.TrueColor, nil, kittyCells, true},
		{"WezTerm 20240203", "TERM=xterm-256color", colorprofile.TrueColor, answers, sixelPixels, true},
		{"foot(1.16)", "TERM=foot", colorprofile.TrueColor, answers, sixelPixels, true},
		{"XTerm(379)", "TERM=xterm-256color", colorprofile.ANSI256, answers[:1], halfBlocks, true},
		{
			"a cell of no size", "TERM=xterm-256color", colorprofile.ANSI256,
			[]tea.Msg{answers[0], uv.CellSizeEvent{}},
			halfBlocks, true,
		},
		{
			"no sixels", "TERM=xterm-256color", colorprofile.ANSI256,
			[]tea.Msg{uv.PrimaryDeviceAttributesEvent{62, 22}, answers[1]},
			halfBlocks, true,
		},
		{"sixteen colours", "TERM=xterm", colorprofile.ANSI, answers, wordsAlone, true},
		{"no colours", "NO_COLOR=1", colorprofile.ASCII, answers, wordsAlone, true},
		{"inside tmux", "TMUX=/tmp/x", colorprofile.TrueColor, answers, halfBlocks, false},
		{"inside screen", "STY=1.pts", colorprofile.TrueColor, answers, halfBlocks, false},
		{"tmux elsewhere", "TERM=tmux-256color", colorprofile.TrueColor, answers, halfBlocks, false},
		{"tmux 3.4", "TERM=xterm-256color", colorprofile.TrueColor, answers, halfBlocks, true},
		{"the console", "TERM=linux", colorprofile.ANSI256, nil, halfBlocks, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var g graphics
			asked := g.learn(tea.EnvMsg{c.env}) != nil
			g.learn(tea.ColorProfileMsg{Profile: c.profile})
			g.learn(tea.TerminalVersionMsg{Name: c.name})
			for _, answer := range c.answers {
				g.learn(answer)
			}
			assert.Equal(t, c.want, g.method())
			assert.Equal(t, c.asked, asked)
		})
	}
}
