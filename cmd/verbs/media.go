package verbs

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // the kinds that a message can show
	_ "image/jpeg"
	_ "image/png"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/render"
)

// What a picture may cost. The address of one stands in a template that anybody may have written.
const (
	mediaTimeout   = 10 * time.Second
	mediaSize      = 10 << 20   // bytes
	mediaPixels    = 40_000_000 // once decoded
	mediaSide      = 1024       // pixels kept of the longer side; no terminal shows more of a phone
	mediaKeptCount = 32
)

// mediaLoader finds the pictures that templates link to: in a folder, and in the network where that is allowed.
type mediaLoader struct {
	dir   string
	fetch bool
	// anywhere lets it fetch from this machine and its network too, as tests must.
	anywhere bool

	// By the address, or by the file and its age.
	pictures kept[image.Image]
	embedded kept[string]
}

// mediaSource is where a picture can be had.
type mediaSource struct {
	key  string // tells it from others, and from what it was before
	read func() (image.Image, error)
}

func (m *mediaLoader) flags(c *cobra.Command) {
	c.Flags().StringVar(&m.dir, "media", "", "show an image on the screen, the page and the picture by the file of its name in this folder (default media, beside the template)")
	c.Flags().BoolVar(&m.fetch, "fetch-media", false, "fetch an image that is in no folder from its public address, for the screen, the page and the picture")
}

// check complains about a folder that is not there.
func (m *mediaLoader) check() error {
	if m.dir == "" {
		return nil
	}
	if _, err := os.Stat(m.dir); err != nil {
		return explainPath(m.dir, err)
	}
	return nil
}

// load returns the picture that a template of that file links to: the file that has the link's last word as its name
// if there is one, or else what the address serves, if it may be fetched. No side is longer than 1024 pixels. An error
// is a word or two, fit for a label; there is neither picture nor error where no flag asks for pictures.
func (m *mediaLoader) load(ctx context.Context, file, link string) (image.Image, error) {
	source, err := m.find(ctx, file, link)
	switch {
	case errors.Is(err, errNoLocalMedia) && !m.fetch && m.dir == "":
		return nil, nil // nobody asked for pictures
	case err != nil:
		return nil, err
	}
	return m.pictures.once(ctx, mediaKeptCount, source.key, source.read)
}

// find says where the picture of a link can be had.
func (m *mediaLoader) find(ctx context.Context, file, link string) (mediaSource, error) {
	address, err := url.Parse(link)
	if err != nil {
		return mediaSource{}, errors.New("no address")
	}
	dir := cmp.Or(m.dir, filepath.Join(filepath.Dir(filepath.FromSlash(file)), "media"))
	local, err := localMedia(dir, path.Base(address.Path))
	switch {
	case !errors.Is(err, errNoLocalMedia) || !m.fetch:
		return local, err
	case address.Scheme != "https" && address.Scheme != "http":
		return mediaSource{}, errors.New("no web address")
	}
	return mediaSource{link, func() (image.Image, error) { return m.fetched(ctx, link) }}, nil
}

var errNoLocalMedia = errors.New("no local file")

// localMedia finds a picture in a folder, which it never leaves.
func localMedia(dir, name string) (mediaSource, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return mediaSource{}, errNoLocalMedia
	}
	defer root.Close()
	info, err := root.Stat(name)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return mediaSource{}, errors.New("unreadable")
	case err != nil || !info.Mode().IsRegular(): // a pipe would be waited for
		return mediaSource{}, errNoLocalMedia
	}
	version := fmt.Sprintf("%s/%s %d %d", dir, name, info.Size(), info.ModTime().UnixNano())
	return mediaSource{version, func() (image.Image, error) {
		f, err := os.OpenInRoot(dir, name)
		if err != nil {
			return nil, errors.New("unreadable")
		}
		defer f.Close()
		return decodeMedia(f)
	}}, nil
}

// fetched asks the network for a picture. It uses no proxy, behind which it could not see where an address leads.
func (m *mediaLoader) fetched(ctx context.Context, link string) (image.Image, error) {
	dialer := net.Dialer{}
	if !m.anywhere {
		dialer.Control = publicOnly
	}
	client := http.Client{
		Timeout:   mediaTimeout,
		Transport: &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true, ForceAttemptHTTP2: true},
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, link, nil)
	if err != nil {
		return nil, errors.New("no address")
	}
	req.Header.Set("User-Agent", "watemplate")
	resp, err := client.Do(req)
	if err != nil {
		return nil, unreached(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(strconv.Itoa(resp.StatusCode))
	}
	return decodeMedia(resp.Body)
}

// unreached says in a word or two why something could not be read from the network.
func unreached(err error) error {
	var slow net.Error
	switch {
	case errors.Is(err, errPrivateAddress):
		return errPrivateAddress
	case errors.As(err, &slow) && slow.Timeout():
		return errors.New("too slow")
	}
	return errors.New("unreachable")
}

var errPrivateAddress = errors.New("private address")

// publicOnly refuses to connect to this machine and its network: the address stands in a file of somebody else's. It is
// asked about every address that is dialled, after names are resolved and redirects followed.
func publicOnly(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !public(at.Addr().Unmap()) {
		return errPrivateAddress
	}
	return nil
}

// hiddenNetworks are those that net/netip takes for public: those of carriers, and the IPv4 addresses inside IPv6.
var hiddenNetworks = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/32"), netip.MustParsePrefix("2002::/16"),
}

func public(at netip.Addr) bool {
	return at.IsGlobalUnicast() && !at.IsPrivate() &&
		!slices.ContainsFunc(hiddenNetworks, func(p netip.Prefix) bool { return p.Contains(at) })
}

// decodeMedia reads a picture, of a moving one the first, and makes it small enough to be kept.
func decodeMedia(r io.Reader) (image.Image, error) {
	data, err := io.ReadAll(io.LimitReader(r, mediaSize+1))
	if err != nil {
		return nil, unreached(err)
	}
	if len(data) > mediaSize {
		return nil, errors.New("too large")
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("no image")
	}
	// A few bytes can claim, and fill, any number of pixels.
	if int64(config.Width)*int64(config.Height) > mediaPixels {
		return nil, errors.New("too large")
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("broken image")
	}
	return render.Shrink(picture, mediaSide), nil
}
