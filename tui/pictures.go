package tui

import (
	"context"
	"image"

	tea "charm.land/bubbletea/v2"

	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// maxPictures is how many pictures are remembered.
const maxPictures = 32

// pictures are the images that the documents link to, drawn as the terminal can. Drawing never waits: what is not
// there yet, or not in the terminal yet, is left to the commands that [pictures.commands] returns.
type pictures struct {
	find     func(ctx context.Context, file, link string) (image.Image, error)
	terminal graphics
	known    map[origin]*picture
	numbered map[int]*picture
	last     int // the number of the newest
	sixels   sixels
	waiting  []tea.Cmd
}

// origin is where a picture comes from: a link in a file.
type origin struct{ file, link string }

// picture is an image, or why there is none, and how it is drawn.
type picture struct {
	id    int
	asked bool
	image image.Image
	note  string // fit to print

	width int // that it was drawn for; 0 if it must be drawn
	box   image.Point
	rows  []string
}

type (
	// foundMsg brings an image.
	foundMsg struct {
		from  origin
		image image.Image
		err   error
	}
	// handedMsg says that the terminal has the picture of that number.
	handedMsg struct{ id int }
)

// newPictures returns pictures that are looked for by a function, or none without one.
func newPictures(find func(ctx context.Context, file, link string) (image.Image, error)) *pictures {
	return &pictures{find: find, known: map[origin]*picture{}, numbered: map[int]*picture{}, last: firstKittyID}
}

// draw returns the rows of cells, all equally wide and no more than those, that show what a file links to. Without
// rows there may be a word or two on why.
func (p *pictures) draw(file, link string, width, height int) (rows []string, note string) {
	if p.find == nil || link == "" || p.terminal.method() == wordsAlone {
		return nil, ""
	}
	from := origin{file, link}
	pic := p.known[from]
	if pic == nil {
		if len(p.known) >= maxPictures {
			p.forget()
		}
		pic = &picture{note: "loading..."}
		p.known[from] = pic
	}
	if !pic.asked {
		pic.asked = true
		p.ask(from)
	}
	if pic.image != nil && pic.width != width {
		p.lay(pic, width, height)
	}
	return pic.rows, pic.note
}

func (p *pictures) ask(from origin) {
	p.waiting = append(p.waiting, func() tea.Msg {
		img, err := p.find(context.Background(), from.file, from.link)
		return foundMsg{from, img, err}
	})
}

// lay makes the rows of a picture for some cells, which is another picture for the terminal.
func (p *pictures) lay(pic *picture, width, height int) {
	p.drop(pic)
	p.last++
	pic.id, pic.width = p.last, width
	pic.box = image.Pt(render.CellsOf(pic.image.Bounds().Size(), width, height))
	pic.rows = render.HalfBlocks(pic.image, width, height)
	p.numbered[pic.id] = pic
	switch p.terminal.method() {
	case kittyCells: // until the terminal has it, half blocks stand in its place
		id, img, box, cell := pic.id, pic.image, pic.box, p.terminal.cell
		p.waiting = append(p.waiting, func() tea.Msg {
			handed := func() tea.Msg { return handedMsg{id} }
			return tea.Sequence(tea.Raw(kittyPicture(id, img, box, cell)), handed)()
		})
	case sixelPixels:
		for i, row := range pic.rows {
			pic.rows[i] = sixelMark(pic.id, i) + row
		}
	}
}

// drop forgets how a picture was drawn.
func (p *pictures) drop(pic *picture) {
	if pic.id > 0 && p.terminal.method() == kittyCells {
		p.waiting = append(p.waiting, tea.Raw(kittyForget(pic.id)))
	}
	delete(p.numbered, pic.id)
	pic.id, pic.width, pic.rows = 0, 0, nil
}

// forget forgets all pictures, in the terminal too; they are asked for again when they are drawn.
func (p *pictures) forget() {
	for from, pic := range p.known {
		p.drop(pic)
		delete(p.known, from)
	}
}

// lost says that the terminal has lost the pictures, as it does when another program has had the screen.
func (p *pictures) lost() {
	for _, pic := range p.known {
		p.drop(pic)
	}
}

// renew asks for the pictures again when they are drawn next, and shows those it has until then.
func (p *pictures) renew() {
	for _, pic := range p.known {
		pic.asked = false
	}
}

// update takes a message, and reports whether what [pictures.draw] returns has changed.
func (p *pictures) update(msg tea.Msg) (changed bool) {
	if p.find == nil {
		return false
	}
	before := p.terminal
	p.later(p.terminal.learn(msg))
	if p.terminal.method() != before.method() || p.terminal.cell != before.cell {
		p.lost()
		return true
	}
	switch msg := msg.(type) {
	case tea.ResumeMsg:
		p.lost()
		return true
	case foundMsg:
		return p.found(msg)
	case handedMsg:
		if pic := p.numbered[msg.id]; pic != nil {
			pic.rows = kittyRows(pic.id, pic.box)
			return true
		}
	}
	p.later(p.sixels.update(msg, p.numbered, p.terminal.cell))
	return false
}

func (p *pictures) found(msg foundMsg) (changed bool) {
	pic := p.known[msg.from]
	if pic == nil || pic.image != nil && pic.image == msg.image {
		return false // nobody waits for it, or it is the one that is shown
	}
	p.drop(pic)
	pic.image, pic.note = msg.image, ""
	if msg.err != nil {
		pic.note = template.Visible(msg.err.Error())
	}
	return true
}

func (p *pictures) later(cmd tea.Cmd) {
	if cmd != nil {
		p.waiting = append(p.waiting, cmd)
	}
}

// commands returns what is to be done after drawing, once. The screen is what is shown now.
func (p *pictures) commands(screen func() string) tea.Cmd {
	if p.terminal.method() == sixelPixels && len(p.known) > 0 {
		p.later(p.sixels.follow(sixelPlaces(screen(), p.numbered)))
	}
	cmd := tea.Batch(p.waiting...)
	p.waiting = nil
	return cmd
}
