package main

import (
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"os"
)

// paint draws a parcel before a wall, and writes it as a JPEG.
func paint(path string) error {
	const width, height = 320, 180
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, parcel(float64(x), float64(y)))
		}
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := jpeg.Encode(f, img, &jpeg.Options{Quality: 92}); err != nil {
		return err
	}
	return f.Close()
}

// parcel is the colour at a place of the picture: a box with its tape and a label, the table it stands on, the wall.
func parcel(x, y float64) color.Color {
	glow := math.Floor(math.Hypot(x-160, y-70)/24) / 9 // in rings, which make a smaller recording
	shade := func(r, g, b, by float64) color.Color {
		return color.RGBA{uint8(r * by), uint8(g * by), uint8(b * by), 255}
	}
	switch side := x > 190; {
	case y > 45 && y < 150 && x > 90 && x < 240:
		light := 1.0
		if side {
			light = .78
		}
		switch {
		case x > 130 && x < 150, side && x > 210 && x < 220:
			return shade(232, 205, 150, light)
		case !side && x > 98 && x < 126 && y > 105 && y < 138:
			return shade(245, 245, 240, light)
		}
		return shade(196, 142, 88, light)
	case y > 140:
		return shade(120, 84, 58, 1)
	}
	return shade(96, 168, 190, 1.15-.6*min(glow, 1))
}
