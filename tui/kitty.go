package tui

import (
	"fmt"
	"image"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"

	"github.com/watemplate/watemplate/render"
)

// firstKittyID is the number of the first picture handed to the terminal, which keeps those of all programs. The
// numbers stand in colours and so have 24 bits; these are unlikely to be somebody else's.
const firstKittyID = 0x574100

// usualCell is how many pixels a cell has where the terminal does not say.
var usualCell = image.Pt(10, 20)

// kittyRows are cells that the terminal shows a picture in. Their colour is its number, and each says its own row and
// column, so that they can be cut, moved and drawn one by one like any text.
func kittyRows(id int, box image.Point) []string {
	color := fmt.Sprintf("\x1b[38;2;%d;%d;%dm", id>>16&0xff, id>>8&0xff, id&0xff)
	rows := make([]string, box.Y)
	for y := range rows {
		var row strings.Builder
		row.WriteString(color)
		for x := range box.X {
			row.WriteString(string([]rune{kitty.Placeholder, kitty.Diacritic(y), kitty.Diacritic(x)}))
		}
		rows[y] = row.String() + ansi.ResetStyle
	}
	return rows
}

// kittyPicture hands a picture to the terminal, to be shown in a box of cells wherever [kittyRows] of that number
// stand. The terminal is told not to answer.
func kittyPicture(id int, img image.Image, box, cell image.Point) string {
	if cell == (image.Point{}) {
		cell = usualCell
	}
	size := img.Bounds().Size()
	width := min(size.X, box.X*cell.X)
	var sequence strings.Builder
	_ = kitty.EncodeGraphics(&sequence, render.Scale(img, width, size.Y*width/size.X), &kitty.Options{
		Action: kitty.TransmitAndPut, Transmission: kitty.Direct, Format: kitty.PNG, Chunk: true, Quiet: 2,
		ID: id, VirtualPlacement: true, Columns: box.X, Rows: box.Y,
	}) // a builder never fails
	return sequence.String()
}

// kittyForget makes the terminal forget a picture.
func kittyForget(id int) string {
	o := kitty.Options{Action: kitty.Delete, Delete: kitty.DeleteID, DeleteResources: true, Quiet: 2, ID: id}
	return ansi.KittyGraphics(nil, o.Options()...)
}
