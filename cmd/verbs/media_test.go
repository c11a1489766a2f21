package verbs

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pngOf is a file with a picture of one colour.
func pngOf(t *testing.T, width, height int, c color.Color) []byte {
	img := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{c})
	var file bytes.Buffer
	require.NoError(t, png.Encode(&file, img))
	return file.Bytes()
}

// claiming changes how large a picture says it is.
func claiming(file []byte, width, height uint32) []byte {
	file = bytes.Clone(file)
	binary.BigEndian.PutUint32(file[16:], width)
	binary.BigEndian.PutUint32(file[20:], height)
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

func writeMedia(t *testing.T, path string, data []byte) {
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, data, 0o644))
}

func TestLocalMedia(t *testing.T) {
	dir := t.TempDir()
	red, blue := pngOf(t, 2, 3, color.RGBA{R: 255, A: 255}), pngOf(t, 4, 4, color.RGBA{B: 255, A: 255})
	writeMedia(t, filepath.Join(dir, "shop", "media", "red.png"), red)
	writeMedia(t, filepath.Join(dir, "elsewhere", "red.png"), blue)
	writeMedia(t, filepath.Join(dir, "shop", "secret.png"), red)
	writeMedia(t, filepath.Join(dir, "shop", "media", "text.png"), []byte("hello"))
	writeMedia(t, filepath.Join(dir, "shop", "media", "half.png"), blue[:len(blue)-20])
	writeMedia(t, filepath.Join(dir, "shop", "media", "bomb.png"), claiming(blue, 60_000, 60_000))
	writeMedia(t, filepath.Join(dir, "shop", "media", "wide.png"), pngOf(t, 3000, 30, color.White))
	writeMedia(t, filepath.Join(dir, "shop", "media", "heavy.png"), append(blue, make([]byte, mediaSize)...))
	require.NoError(t, os.Symlink("../secret.png", filepath.Join(dir, "shop", "media", "out.png")))
	file := filepath.ToSlash(filepath.Join(dir, "shop", "order.yaml"))

	beside, given := &mediaLoader{}, &mediaLoader{dir: filepath.Join(dir, "elsewhere")}
	for _, c := range []struct {
		link   string
		loader *mediaLoader
		size   image.Point
		fault  string
	}{
		{"https://cdn.example.com/a/red.png", beside, image.Pt(2, 3), ""},
		{"https://cdn.example.com/a/red.png?v=2#top", beside, image.Pt(2, 3), ""},
		{"https://cdn.example.com/a/red.png", given, image.Pt(4, 4), ""},
		{"https://cdn.example.com/wide.png", beside, image.Pt(1024, 10), ""},
		{"https://cdn.example.com/none.png", given, image.Point{}, "no local file"},
		{"https://cdn.example.com", given, image.Point{}, "no local file"},
		{"https://cdn.example.com/%2e%2e", beside, image.Point{}, "unreadable"},
		{"https://cdn.example.com/x%2f..%2fred.png", beside, image.Pt(2, 3), ""},
		{"https://cdn.example.com/out.png", beside, image.Point{}, "unreadable"},
		{"https://cdn.example.com/text.png", beside, image.Point{}, "no image"},
		{"https://cdn.example.com/half.png", beside, image.Point{}, "broken image"},
		{"https://cdn.example.com/bomb.png", beside, image.Point{}, "too large"},
		{"https://cdn.example.com/heavy.png", beside, image.Point{}, "too large"},
		{"https://cdn.example.com/%zz", beside, image.Point{}, "no address"},
	} {
		img, err := c.loader.load(t.Context(), file, c.link)
		if c.fault != "" {
			assert.EqualError(t, err, c.fault, c.link)
			continue
		}
		require.NoError(t, err, c.link)
		assert.Equal(t, c.size, img.Bounds().Size(), c.link)
	}

	none, err := beside.load(t.Context(), file, "https://cdn.example.com/none.png")
	require.NoError(t, err, "nobody asked for pictures")
	assert.Nil(t, none)

	first, err := beside.load(t.Context(), file, "https://cdn.example.com/a/red.png")
	require.NoError(t, err)
	again, err := beside.load(t.Context(), file, "https://cdn.example.com/b/red.png")
	require.NoError(t, err)
	assert.Same(t, first, again, "a file that stays the same is read once")
	writeMedia(t, filepath.Join(dir, "shop", "media", "red.png"), blue)
	img, err := beside.load(t.Context(), file, "https://cdn.example.com/a/red.png")
	require.NoError(t, err)
	assert.Equal(t, image.Pt(4, 4), img.Bounds().Size(), "a file that changed is read again")
}

func TestMediaKinds(t *testing.T) {
	picture := image.NewPaletted(image.Rect(0, 0, 5, 6), color.Palette{color.White, color.Black})
	for name, encode := range map[string]func(*bytes.Buffer) error{
		"png":  func(b *bytes.Buffer) error { return png.Encode(b, picture) },
		"jpeg": func(b *bytes.Buffer) error { return jpeg.Encode(b, picture, nil) },
		"gif":  func(b *bytes.Buffer) error { return gif.Encode(b, picture, nil) },
	} {
		var file bytes.Buffer
		require.NoError(t, encode(&file))
		img, err := decodeMedia(&file)
		require.NoError(t, err, name)
		assert.Equal(t, image.Pt(5, 6), img.Bounds().Size(), name)
	}
}

func TestFetchMedia(t *testing.T) {
	var asked atomic.Int32
	mux := http.NewServeMux()
	mux.HandleFunc("/red.png", func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		assert.Equal(t, "watemplate", r.UserAgent())
		_, _ = w.Write(pngOf(t, 2, 3, color.White))
	})
	mux.HandleFunc("/gone.png", func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(http.StatusNotFound)
	})
	mux.HandleFunc("/moved.png", http.RedirectHandler("/red.png", http.StatusFound).ServeHTTP)
	mux.HandleFunc("/astray.png", http.RedirectHandler("file:///etc/passwd", http.StatusFound).ServeHTTP)
	mux.HandleFunc("/round.png", http.RedirectHandler("/round.png", http.StatusFound).ServeHTTP)
	mux.HandleFunc("/page.png", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) })
	mux.HandleFunc("/heavy.png", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, mediaSize+1)) })
	mux.HandleFunc("/short.png", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = w.Write([]byte("x"))
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	file := filepath.ToSlash(filepath.Join(t.TempDir(), "order.yaml"))

	m := &mediaLoader{fetch: true, anywhere: true}
	for link, fault := range map[string]string{
		"/red.png": "", "/moved.png": "", "/gone.png": "404", "/astray.png": "unreachable", "/round.png": "unreachable",
		"/page.png": "no image", "/heavy.png": "too large", "/short.png": "unreachable",
	} {
		img, err := m.load(t.Context(), file, server.URL+link)
		if fault != "" {
			assert.EqualError(t, err, fault, link)
			continue
		}
		require.NoError(t, err, link)
		assert.Equal(t, image.Pt(2, 3), img.Bounds().Size(), link)
	}
	_, err := m.load(t.Context(), file, "ftp://example.com/red.png")
	require.EqualError(t, err, "no web address")

	asked.Store(0)
	for _, link := range []string{"/red.png", "/gone.png"} {
		_, _ = m.load(t.Context(), file, server.URL+link)
	}
	assert.Zero(t, asked.Load(), "an address is asked once")

	stopped, stop := context.WithCancel(t.Context())
	stop()
	fresh := &mediaLoader{fetch: true, anywhere: true}
	_, err = fresh.load(stopped, file, server.URL+"/red.png")
	require.Error(t, err)
	_, err = fresh.load(t.Context(), file, server.URL+"/red.png")
	require.NoError(t, err, "a question that was given up is no answer")

	asked.Store(0)
	_, err = (&mediaLoader{anywhere: true, dir: t.TempDir()}).load(t.Context(), file, server.URL+"/red.png")
	require.EqualError(t, err, "no local file", "nothing is fetched unasked")
	_, err = (&mediaLoader{fetch: true}).load(t.Context(), file, server.URL+"/red.png")
	require.EqualError(t, err, "private address")
	assert.Zero(t, asked.Load())
}

func TestMediaKeepsFew(t *testing.T) {
	var k kept[image.Image]
	for i := range 100 {
		_, err := k.once(t.Context(), 7, strconv.Itoa(i), func() (image.Image, error) { return image.Black, nil })
		require.NoError(t, err)
		require.LessOrEqual(t, len(k.answers), 7)
	}
}

func TestPublic(t *testing.T) {
	for _, address := range []string{"93.184.216.34", "8.8.8.8", "2606:2800:220:1::1"} {
		assert.True(t, public(netip.MustParseAddr(address)), address)
	}
	for _, address := range []string{
		"127.0.0.1", "127.8.8.8", "::1", "0.0.0.0", "::", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "fe80::1",
		"fc00::1", "100.100.100.200", "224.0.0.1", "ff02::1", "255.255.255.255", "64:ff9b::7f00:1", "2002:7f00:1::",
	} {
		assert.False(t, public(netip.MustParseAddr(address)), address)
	}
	require.ErrorIs(t, publicOnly("tcp6", "[::ffff:127.0.0.1]:80", nil), errPrivateAddress)
	require.NoError(t, publicOnly("tcp4", "8.8.8.8:443", nil))
}
