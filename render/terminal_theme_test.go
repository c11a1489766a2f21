package render

import (
	"fmt"
	"image/color"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
)

// contrast is WCAG's, from 1 to 21.
func contrast(a, b color.Color) float64 {
	lighter, darker := luminance(a), luminance(b)
	return (max(lighter, darker) + 0.05) / (min(lighter, darker) + 0.05)
}

func luminance(c color.Color) float64 {
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

var indexed = regexp.MustCompile(`([34])8;5;(\d+)`)

// indexedColors reads the last colour of each kind from parameters of SGR, -1 where there is none.
func indexedColors(parameters string) (front, back int) {
	front, back = -1, -1
	for _, m := range indexed.FindAllStringSubmatch(parameters, -1) {
		n, _ := strconv.Atoi(m[2])
		if m[1] == "3" {
			front = n
		} else {
			back = n
		}
	}
	return front, back
}

// Every text can be read, with 256 colours and with the 16 that a terminal without them makes of those.
func TestThemes(t *testing.T) {
	const black, white = 16, 231
	for theme, p := range palettes {
		pen := pen{palette: &p}
		inks := map[string]ink{"code": {style: Code}, "link": {style: Link}}
		for r := normal; r <= aside; r++ {
			inks[fmt.Sprintf("role %d", r)] = ink{role: r}
		}
		for m := sent; m < markCount; m++ {
			inks[fmt.Sprintf("mark %d", m)] = ink{mark: m}
			inks[fmt.Sprintf("mark %d in code", m)] = ink{mark: m, style: Code}
			inks[fmt.Sprintf("mark %d below", m)] = ink{mark: m, role: aside}
		}
		for name, in := range inks {
			front, back := indexedColors(strings.SplitN(pen.paint("x", in), "m", 2)[0])
			backs := []int{back}
			if back < 0 {
				backs = []int{black, white}
			}
			for _, back := range backs {
				if front < 0 {
					continue // the terminal's own
				}
				least, least16 := 4.5, 3.0
				switch {
				case in.role == border:
					least, least16 = 2, 1.5
				case len(backs) > 1:
					least = 3.8
				}
				f, b := ansi.IndexedColor(front), ansi.IndexedColor(back)
				about := fmt.Sprintf("theme %d, %s: %d on %d", theme, name, front, back)
				assert.GreaterOrEqual(t, contrast(f, b), least, about)
				assert.GreaterOrEqual(t, contrast(ansi.Convert16(f), ansi.Convert16(b)), least16, about+" of 16")
			}
		}
	}
}
