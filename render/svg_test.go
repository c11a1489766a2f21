package render

import (
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

func TestSVGGolden(t *testing.T) {
	for _, name := range []string{"buttons_folded", "carousel_media", "formatting", "limited_time_offer", "rtl", "mpm"} {
		src, err := os.ReadFile("testdata/preview/" + name + ".yaml")
		require.NoError(t, err)
		b, _ := Bind(template.Parse(name+".yaml", src).Templates[0], nil)
		golden(t, "testdata/preview/"+name+".svg", Show(b).SVG(SVGLook{Title: name, Time: "12:00", Dark: name == "rtl"}))
	}
}

// A picture is well-formed whatever is in it, and draws nothing but shapes and words, none of them outside.
func TestSVGIsWellFormed(t *testing.T) {
	scenes := scenes(t)
	for seed := range uint64(60) {
		b, _ := Bind(nastyTemplate(rand.New(rand.NewPCG(seed, 3))), nil)
		scenes[fmt.Sprint(seed)] = Show(b)
	}
	for name, scene := range scenes {
		elements, text := readXML(t, scene.SVG(SVGLook{Title: "\ufffe<script>", Time: "12:00"}))
		width, height := measureText(t, elements[0].Attr)
		for _, e := range elements {
			assert.Contains(t, []string{"svg", "title", "desc", "style", "rect", "path", "text", "tspan"}, e.Name.Local, name)
			for _, a := range e.Attr {
				n, err := strconv.Atoi(a.Value)
				switch a.Name.Local {
				case "x":
					require.NoError(t, err)
					assert.True(t, 0 <= n && n <= width, "%s: x is %d of %d", name, n, width)
				case "y":
					require.NoError(t, err)
					assert.True(t, 0 <= n && n <= height, "%s: y is %d of %d", name, n, height)
				default:
					assert.NotContains(t, []string{"href", "src", "onload"}, a.Name.Local, name)
				}
			}
		}
		assert.NotContains(t, text, "\x1b", name)
	}
}

// measure reads the size in the picture's own units.
func measureText(t *testing.T, attributes []xml.Attr) (width, height int) {
	t.Helper()
	for _, a := range attributes {
		if a.Name.Local == "viewBox" {
			sides := strings.Fields(a.Value)
			require.Len(t, sides, 4)
			width, _ = strconv.Atoi(sides[2])
			height, _ = strconv.Atoi(sides[3])
		}
	}
	return width, height
}

// Rows are as wide as the bubble at most, unless one character alone is wider.
func TestSVGWraps(t *testing.T) {
	font := svgFont{size: 150}
	for _, text := range []string{
		"Hi Ana, your order has left our warehouse and should be with you by Friday.", strings.Repeat("x", 200),
		"您的订单已经发货，预计星期五送达。感谢您的耐心等待，祝您生活愉快！", "आपका ऑर्डर भेज दिया गया है और शुक्रवार तक पहुँच जाएगा", strings.Repeat("👩‍🚀", 40),
	} {
		rows := font.wrap([]Run{{Text: text}}, 2000)
		assert.Greater(t, len(rows), 1)
		for _, row := range rows {
			width := 0
			for _, r := range row {
				width += advance(r.Text, font)
			}
			assert.LessOrEqual(t, width, 2010, "%v", row)
		}
	}
}

func TestSVGLarge(t *testing.T) {
	for name, src := range large() {
		t.Run(name, func(t *testing.T) {
			f := template.Parse("large.yaml", []byte(src))
			d := f.Documents()[0]
			if d.Message != nil {
				readXML(t, ShowMessage(d.Message).SVG(SVGLook{}))
				readXML(t, ShowMessage(d.Message).HTML(HTMLLook{}))
				return
			}
			b, _ := Bind(d.Template, nil)
			readXML(t, Show(b).SVG(SVGLook{}))
			readXML(t, Show(b).HTML(HTMLLook{}))
		})
	}
}
