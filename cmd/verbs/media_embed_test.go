package verbs

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEmbedMedia(t *testing.T) {
	dir := t.TempDir()
	file := filepath.ToSlash(filepath.Join(dir, "order.yaml"))
	media := func(name string) string { return filepath.Join(dir, "media", name) }
	writeMedia(t, media("red.png"), pngOf(t, 3000, 30, color.RGBA{R: 255, A: 255}))
	writeMedia(t, media("glass.png"), pngOf(t, 30, 1300, color.RGBA{R: 128, A: 128}))
	writeMedia(t, media("broken.png"), pngOf(t, 9, 9, color.White)[:40])
	m := &mediaLoader{}
	for name, want := range map[string]struct {
		kind  string
		size  image.Point
		color color.RGBA
	}{
		"red.png":   {"jpeg", image.Pt(640, 6), color.RGBA{254, 0, 0, 255}},
		"glass.png": {"png", image.Pt(14, 640), color.RGBA{128, 0, 0, 128}},
	} {
		uri := m.embed(t.Context(), file, "https://cdn.example.com/a/"+name)
		data, ok := strings.CutPrefix(uri, "data:image/"+want.kind+";base64,")
		require.True(t, ok, "%.40s", uri)
		src, err := base64.StdEncoding.DecodeString(data)
		require.NoError(t, err)
		picture, kind, err := image.Decode(bytes.NewReader(src))
		require.NoError(t, err)
		assert.Equal(t, want.kind, kind)
		assert.Equal(t, want.size, picture.Bounds().Size())
		assert.Equal(t, want.color, color.RGBAModel.Convert(picture.At(3, 3)))
	}
	for _, name := range []string{"broken.png", "none.png", "%zz", ""} {
		assert.Empty(t, m.embed(t.Context(), file, "https://cdn.example.com/"+name), name)
	}
	before := m.embed(t.Context(), file, "https://cdn.example.com/red.png")
	writeMedia(t, media("red.png"), pngOf(t, 4, 4, color.Black))
	assert.NotEqual(t, before, m.embed(t.Context(), file, "https://cdn.example.com/red.png"), "a file that changed is read again")
}

// The picture of a header is on the page and in the drawn message; what is none stays a label.
func TestPreviewPictures(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, header := range map[string]string{
		"parcel": "{format: image, link: https://cdn.acme.example/parcel.png}",
		"broken": "{format: image, link: https://cdn.acme.example/broken.png}",
		"film":   "{format: video, link: https://cdn.acme.example/parcel.png}",
	} {
		src := "name: " + name + "\nlanguage: en_US\ncategory: utility\nheader: " + header + "\nbody: Hello\n"
		writeMedia(t, filepath.Join("templates", name+".yaml"), []byte(src))
	}
	writeMedia(t, "templates/media/parcel.png", pngOf(t, 8, 4, color.White))
	writeMedia(t, "templates/media/broken.png", []byte("no picture"))
	require.NoError(t, os.Mkdir("none", 0o755))
	preview := func(status int, args ...string) string {
		var out, said bytes.Buffer
		sh := shell{in: strings.NewReader(""), out: &out, err: &said, width: 80, getenv: func(string) string { return "" }}
		require.Equal(t, status, run(t.Context(), sh, append([]string{"preview"}, args...)), "%s", &said)
		return out.String() + said.String()
	}
	page := func(args ...string) string {
		preview(statusClean, append([]string{"--html", "review", "templates"}, args...)...)
		html, err := os.ReadFile("review/index.html")
		require.NoError(t, err)
		return string(html)
	}

	html := page()
	assert.Equal(t, 1, strings.Count(html, "<img"))
	assert.Regexp(t, `<img src="data:image/jpeg;base64,[A-Za-z0-9+/=]+" alt="image parcel.png"/>`, html)
	assert.Equal(t, 1, strings.Count(html, "wa-pictured wa-image"), "the broken one")
	assert.NotContains(t, page("--media", "none"), "<img")
	assert.Equal(t, html, page("--media", "templates/media"))
	assert.Contains(t, preview(statusUsage, "--html", "review", "templates", "--media", "nowhere"), "nowhere")

	assert.Regexp(t, `<image .* href="data:image/jpeg;base64,[A-Za-z0-9+/=]+"/>`, preview(statusClean, "--svg", "-", "templates/parcel.yaml"))
	assert.NotContains(t, preview(statusClean, "--svg", "-", "templates/broken.yaml"), "<image")
}
