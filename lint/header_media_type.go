package lint

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// mediaTypes are the endings of the files that WhatsApp takes for each header, the one to advise first.
var mediaTypes = map[string][]string{
	"image":    {"jpg", "jpeg", "png"},
	"video":    {"mp4", "3gp", "3gpp"},
	"gif":      {"mp4"},
	"document": {"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt"},
}

// otherTypes are the endings of files that some header may be given and WhatsApp takes for none.
var otherTypes = []string{
	"webp", "gif", "svg", "bmp", "tif", "tiff", "heic", "heif", "avif", "ico", "mov", "avi", "mkv", "webm", "wmv", "flv", "m4v", "mpg",
	"mpeg", "mp3", "ogg", "wav", "aac", "m4a", "csv", "zip", "rar", "7z", "rtf", "odt", "ods", "odp", "epub", "exe", "apk", "json", "xml",
}

var headerMediaType = Rule{
	ID:       "header-media-type",
	Summary:  "the link of a media header names a file of a type that WhatsApp takes there",
	Severity: template.Error,
	Stage:    template.Send,
	Code:     "131053",
	Check: func(p *Pass) {
		for _, part := range p.Template.Parts() {
			h := part.Header
			if h == nil || h.Link == nil || !h.Media() || template.Dynamic(h.Link.Value.Value) {
				continue
			}
			taken := mediaTypes[h.Format.Value]
			ending := ending(h.Link.Value.Value)
			if ending == "" || slices.Contains(taken, ending) || !knownType(ending) {
				continue
			}
			p.ReportHint(valueAt(h.Link), "", "%s is a %s file; the format %s takes %s",
				noun{"link of the header", 0, part.Card}, ending, h.Format.Value, either(taken))
		}
	},
}

// ending returns the ending of the file that an address names, in lower case, and empty where it shows none.
func ending(address string) string {
	rest, ok := afterScheme(address)
	if !ok {
		return ""
	}
	rest = rest[len(hostOf(rest)):]
	if i := strings.IndexAny(rest, "?#"); i >= 0 {
		rest = rest[:i]
	}
	if s, err := url.PathUnescape(rest); err == nil {
		rest = s
	}
	return strings.ToLower(strings.TrimPrefix(path.Ext(path.Base(rest)), "."))
}

// knownType reports whether an ending is that of a media file: any other may be the name of a program that answers
// with one.
func knownType(ending string) bool {
	for _, all := range mediaTypes {
		if slices.Contains(all, ending) {
			return true
		}
	}
	return slices.Contains(otherTypes, ending)
}

// either lists words for a sentence: a, b or c.
func either(words []string) string {
	if len(words) == 1 {
		return words[0] + " alone"
	}
	return enumerate(words)
}
