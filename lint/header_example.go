package lint

import (
	"encoding/base64"
	"iter"
	"strings"

	"github.com/watemplate/watemplate/template"
)

var headerExample = Rule{
	ID:       "header-example",
	Summary:  "the example of a media header is the handle of an upload",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     "100/2388273",
	Check: func(p *Pass) {
		for n, h := range mediaHeaders(p.Template) {
			what := ""
			switch address, full := afterScheme(h.Example.Value); {
			case full && !metaHost(hostOf(address)):
				what = "an address"
			case digits(h.Example.Value):
				what = "the number of an upload to the Cloud API"
			default:
				continue
			}
			p.ReportHint(h.Example.At(), "write the handle that Meta's Resumable Upload API gives: 4::aW1hZ2UvanBlZw==:ARb",
				"%s is %s; Meta takes a handle alone", n, what)
		}
	},
}

// mediaHeaders yields the media headers that have a sample, with what messages call it.
func mediaHeaders(t *template.Template) iter.Seq2[noun, *template.Header] {
	return func(yield func(noun, *template.Header) bool) {
		for _, part := range t.Parts() {
			if h := part.Header; h != nil && h.Media() && h.Example.IsSet() && !yield(noun{"example of the header", 0, part.Card}, h) {
				return
			}
		}
	}
}

// metaHost reports the hosts from which Meta shows the samples of templates that are registered already.
func metaHost(host string) bool {
	host = bareHost(host)
	for _, of := range []string{".whatsapp.net", ".fbcdn.net", ".fbsbx.com"} {
		if strings.HasSuffix(host, of) {
			return true
		}
	}
	return false
}

var headerExampleType = Rule{
	ID:       "header-example-type",
	Summary:  "the example of a media header is of the header's format",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     "100/2388084",
	Check: func(p *Pass) {
		for n, h := range mediaHeaders(p.Template) {
			if mime := handleType(h.Example.Value); mime != "" && !fits(h.Format.Value, mime) {
				p.Report(h.Example.At(), "%s was uploaded as %s, and the header's format is %s", n, mime, h.Format.Value)
			}
		}
	},
}

// headerExampleMissing leaves a header that has a link alone: whoever registers the template where the sample is uploaded
// by hand has no handle to write, and the definition is compiled with a warning.
var headerExampleMissing = Rule{
	ID:       "header-example-missing",
	Summary:  "a media header of a template with a category has an example or a link",
	Severity: template.Error,
	Stage:    template.Create,
	Code:     "100/2388043",
	Check: func(p *Pass) {
		if !p.Template.Category.IsSet() || reserved(p.Template) { // it is for sending alone
			return
		}
		for _, part := range p.Template.Parts() {
			h := part.Header
			if h == nil || !h.Media() || h.Example.IsSet() || h.ID != nil {
				continue
			}
			if l := h.Link; l.Value.IsSet() || l.Example.IsSet() || l.Name.IsSet() || l.Supplied {
				continue
			}
			p.ReportHint(h.Format.At(), "write example: 4::..., the handle that Meta's Resumable Upload API gives",
				"%s of format %s has neither an example, with which Meta registers it, nor a link", noun{"header", 0, part.Card}, h.Format.Value)
		}
	},
}

// handleType is the type that a handle names: 4:: and a file name, the type and a signature, the first two of them in
// base 64. It is empty for any other text.
func handleType(handle string) string {
	rest, ok := strings.CutPrefix(handle, "4:")
	if !ok {
		return ""
	}
	_, rest, _ = strings.Cut(rest, ":")
	encoded, _, ok := strings.Cut(rest, ":")
	if !ok || len(encoded) > 200 {
		return ""
	}
	mime, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(encoded, "="))
	if err != nil || strings.Count(string(mime), "/") != 1 || strings.ContainsFunc(string(mime), func(r rune) bool { return r <= ' ' || r > '~' }) {
		return ""
	}
	return strings.ToLower(string(mime))
}

// fits reports whether a file of a type can be the sample of a format. Documents are of many types.
func fits(format, mime string) bool {
	switch format {
	case "image":
		return mime == "image/jpeg" || mime == "image/jpg" || mime == "image/png"
	case "video", "gif":
		return mime == "video/mp4" || mime == "video/3gpp" || mime == "video/3gp"
	}
	kind, _, _ := strings.Cut(mime, "/")
	return kind != "image" && kind != "video" && kind != "audio"
}
