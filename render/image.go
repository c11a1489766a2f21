package render

import (
	"fmt"
	"image"
	"image/draw"
	"strings"
)

// maxScaled bounds the sides of a scaled picture, in pixels: more than any screen has.
const maxScaled = 1 << 13

// neutral is the grey under what is transparent in a picture: black and white both stand out from it.
const neutral = 0xa0

// CellsOf returns the largest box inside width x height cells that has the shape of a picture of that many pixels, a
// cell being twice as high as wide. It is at least one cell, and none if there is no picture or no room.
func CellsOf(pixels image.Point, width, height int) (columns, rows int) {
	if pixels.X <= 0 || pixels.Y <= 0 || width <= 0 || height <= 0 {
		return 0, 0
	}
	width, height = min(width, maxScaled), min(height, maxScaled/2)
	columns, rows = width, rounded(width*pixels.Y, 2*pixels.X)
	if rows > height {
		columns, rows = rounded(2*height*pixels.X, pixels.Y), height
	}
	return max(columns, 1), max(rows, 1)
}

func rounded(n, by int) int { return (n + by/2) / by }

// HalfBlocks draws a picture with blocks of half a cell in 24-bit colours, as large as its shape allows inside
// width x height cells. All rows are equally wide and end with a reset; there are none without a picture or room.
func HalfBlocks(img image.Image, width, height int) []string {
	columns, rows := CellsOf(img.Bounds().Size(), width, height)
	if columns == 0 {
		return nil
	}
	small := Scale(img, columns, 2*rows)
	lines := make([]string, rows)
	for y := range lines {
		upper, lower := small.Pix[2*y*small.Stride:], small.Pix[(2*y+1)*small.Stride:]
		var line strings.Builder
		var last [2][3]uint8
		for x := range columns {
			c := [2][3]uint8{[3]uint8(upper[4*x:]), [3]uint8(lower[4*x:])}
			if x == 0 || c != last {
				fmt.Fprintf(&line, "\x1b[38;2;%d;%d;%d;48;2;%d;%d;%dm", c[0][0], c[0][1], c[0][2], c[1][0], c[1][1], c[1][2])
				last = c
			}
			line.WriteString("▀")
		}
		lines[y] = line.String() + "\x1b[m"
	}
	return lines
}

// Scale makes a picture of exactly width x height pixels, each the mean of those of the original that it covers. What
// could be seen through is grey. Sizes are held between 1 and 8192.
func Scale(img image.Image, width, height int) *image.RGBA {
	scaled := resample(img, width, height)
	for pixels := scaled.Pix; len(pixels) >= 4; pixels = pixels[4:] {
		through := (0xff - uint16(pixels[3])) * neutral / 0xff
		for i := range pixels[:3] {
			pixels[i] += uint8(through) // no colour of a pixel is more than its alpha
		}
		pixels[3] = 0xff
	}
	return scaled
}

// Shrink returns a picture of which no side is longer than so many pixels: the original if it is none, or else a smaller
// one, in which what could be seen through still can.
func Shrink(img image.Image, side int) image.Image {
	size := img.Bounds().Size()
	longer := max(size.X, size.Y)
	if longer <= side {
		return img
	}
	return resample(img, size.X*side/longer, size.Y*side/longer)
}

// resample is Scale but for the grey.
func resample(img image.Image, width, height int) *image.RGBA {
	width, height = max(1, min(width, maxScaled)), max(1, min(height, maxScaled))
	scaled := image.NewRGBA(image.Rect(0, 0, width, height))
	from := img.Bounds()
	if from.Empty() {
		img, from = image.Transparent, image.Rect(0, 0, 1, 1)
	}
	// One row of the original at a time: it may be large, and the standard library knows fast ways for every kind.
	row := image.NewRGBA(image.Rect(0, 0, from.Dx(), 1))
	sums := make([]uint64, 4*width)
	drawn := -1
	for y := range height {
		clear(sums)
		top, bottom := covered(y, from.Dy(), height)
		for sy := top; sy < bottom; sy++ {
			if sy != drawn { // in a picture that grows, rows come several times
				draw.Draw(row, row.Rect, img, from.Min.Add(image.Pt(0, sy)), draw.Src)
				drawn = sy
			}
			for x := range width {
				left, right := covered(x, from.Dx(), width)
				sum := sums[4*x : 4*x+4 : 4*x+4]
				for pixels := row.Pix[4*left : 4*right]; len(pixels) >= 4; pixels = pixels[4:] {
					sum[0] += uint64(pixels[0])
					sum[1] += uint64(pixels[1])
					sum[2] += uint64(pixels[2])
					sum[3] += uint64(pixels[3])
				}
			}
		}
		for x := range width {
			left, right := covered(x, from.Dx(), width)
			n := uint64((right - left) * (bottom - top))
			pixel := scaled.Pix[y*scaled.Stride+4*x:][:4:4]
			for i := range pixel {
				pixel[i] = uint8((sums[4*x+i] + n/2) / n)
			}
		}
	}
	return scaled
}

// covered is the range of the original's pixels for the i-th of the scaled ones, never empty.
func covered(i, original, scaled int) (from, to int) {
	from = i * original / scaled
	return from, max(from+1, (i+1)*original/scaled)
}
