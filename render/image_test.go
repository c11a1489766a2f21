package render

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// painted is a picture of the given rows: r, g, b, w and k are colours, a dot is transparent, a comma half a red.
func painted(rows ...string) image.Image {
	colors := map[byte]color.NRGBA{
		'r': {255, 0, 0, 255}, 'g': {0, 255, 0, 255}, 'b': {0, 0, 255, 255}, 'w': {255, 255, 255, 255}, 'k': {0, 0, 0, 255},
		',': {255, 0, 0, 128},
	}
	// Not at the origin, as a part of a picture is not.
	img := image.NewNRGBA(image.Rect(3, 5, 3+len(rows[0]), 5+len(rows)))
	for y, row := range rows {
		for x := range len(row) {
			img.SetNRGBA(3+x, 5+y, colors[row[x]])
		}
	}
	return img
}

func TestHalfBlocks(t *testing.T) {
	for _, c := range []struct {
		name          string
		img           image.Image
		width, height int
		want          []string
	}{
		{"a cell has two colours", painted("rg", "bw"), 2, 1, []string{
			"\x1b[38;2;255;0;0;48;2;0;0;255m▀\x1b[38;2;0;255;0;48;2;255;255;255m▀\x1b[m",
		}},
		{"a colour is said once", painted("rrr", "bbb"), 3, 9, []string{
			"\x1b[38;2;255;0;0;48;2;0;0;255m▀▀▀\x1b[m",
		}},
		{"what is seen through is grey", painted(".", ","), 1, 1, []string{
			"\x1b[38;2;160;160;160;48;2;207;79;79m▀\x1b[m",
		}},
		{"a small picture grows", painted("r", "b"), 2, 2, []string{
			"\x1b[38;2;255;0;0;48;2;255;0;0m▀▀\x1b[m",
			"\x1b[38;2;0;0;255;48;2;0;0;255m▀▀\x1b[m",
		}},
		{"a large one shrinks to the mean", painted("wkwk", "kwkw", "kkkk", "wwww"), 2, 1, []string{
			"\x1b[38;2;128;128;128;48;2;128;128;128m▀▀\x1b[m",
		}},
		{"no room", painted("r"), 0, 5, nil},
		{"no picture", image.NewNRGBA(image.Rectangle{}), 5, 5, nil},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, HalfBlocks(c.img, c.width, c.height)) })
	}
}

func TestCellsOf(t *testing.T) {
	for _, c := range []struct{ pixels, room, want image.Point }{
		{image.Pt(100, 100), image.Pt(40, 40), image.Pt(40, 20)},
		{image.Pt(100, 100), image.Pt(40, 10), image.Pt(20, 10)},
		{image.Pt(1600, 900), image.Pt(42, 40), image.Pt(42, 12)},
		{image.Pt(900, 1600), image.Pt(42, 15), image.Pt(17, 15)},
		{image.Pt(1, 1), image.Pt(1, 1), image.Pt(1, 1)},
		{image.Pt(1, 10_000), image.Pt(40, 10), image.Pt(1, 10)},
		{image.Pt(10_000, 1), image.Pt(40, 10), image.Pt(40, 1)},
		{image.Pt(100, 100), image.Pt(math.MaxInt, math.MaxInt), image.Pt(8192, 4096)},
		{image.Pt(0, 100), image.Pt(40, 10), image.Pt(0, 0)},
		{image.Pt(100, 100), image.Pt(40, -1), image.Pt(0, 0)},
	} {
		columns, rows := CellsOf(c.pixels, c.room.X, c.room.Y)
		assert.Equal(t, c.want, image.Pt(columns, rows), "%v in %v", c.pixels, c.room)
	}
}

func TestHalfBlocksSizes(t *testing.T) {
	for _, size := range []image.Point{{}, {1, 1}, {1, 10_000}, {10_000, 1}, {7, 3}, {0, 5}} {
		for _, kind := range []image.Image{
			image.NewRGBA(image.Rectangle{Max: size}), image.NewGray16(image.Rectangle{Max: size}),
			image.NewYCbCr(image.Rectangle{Max: size}, image.YCbCrSubsampleRatio420),
			image.NewPaletted(image.Rectangle{Max: size}, color.Palette{color.White}),
		} {
			for _, room := range []image.Point{{-1, 3}, {0, 0}, {1, 1}, {46, 20}, {3, 200}, {500, 1}} {
				columns, rows := CellsOf(size, room.X, room.Y)
				lines := HalfBlocks(kind, room.X, room.Y)
				require.Len(t, lines, rows)
				require.LessOrEqual(t, rows, max(room.Y, 0))
				require.LessOrEqual(t, columns, max(room.X, 0))
				for _, line := range lines {
					require.Equal(t, columns, ansi.StringWidth(line))
					require.Equal(t, strings.Repeat("▀", columns), ansi.Strip(line))
					require.True(t, strings.HasSuffix(line, "\x1b[m"))
				}
			}
		}
	}
}

func TestScaleSizes(t *testing.T) {
	assert.Equal(t, image.Rect(0, 0, 1, 1), Scale(painted("r"), -3, 0).Bounds())
	assert.Equal(t, color.RGBA{160, 160, 160, 255}, Scale(image.NewRGBA(image.Rectangle{}), 4, 4).RGBAAt(3, 3))
	assert.Equal(t, color.RGBA{255, 0, 0, 255}, Scale(painted("r"), 9, 9).RGBAAt(8, 8))
	assert.Equal(t, color.RGBA{128, 0, 128, 255}, Scale(painted("rb"), 1, 1).RGBAAt(0, 0))
}

func TestShrink(t *testing.T) {
	small := painted("rb", "gg")
	assert.Same(t, small, Shrink(small, 2))
	assert.Equal(t, image.Rect(0, 0, 1, 1), Shrink(small, 1).Bounds())
	assert.Equal(t, image.Rect(0, 0, 2, 1), Shrink(painted("rrrrr"), 2).Bounds(), "a side is never lost")
	assert.Equal(t, color.RGBA{128, 0, 0, 128}, Shrink(painted("r.", "r."), 1).At(0, 0), "what can be seen through stays so")
}

func BenchmarkHalfBlocks(b *testing.B) {
	for name, img := range map[string]image.Image{
		"photo": image.NewYCbCr(image.Rect(0, 0, 1600, 1200), image.YCbCrSubsampleRatio420),
		"icon":  image.NewNRGBA(image.Rect(0, 0, 64, 64)),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				HalfBlocks(img, 42, 16)
			}
		})
	}
}
