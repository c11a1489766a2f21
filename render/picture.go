package render

import "strings"

// showsImage reports whether the box stands for a picture of which the address is known.
func (b *box) showsImage() bool { return b.link != "" && (b.kind == "image" || b.kind == "product") }

// words are what a box is and is called, for those who cannot see its picture.
func (b *box) words() string {
	words := b.label
	for _, r := range b.name.Runs {
		words += " " + r.Text
	}
	return strings.TrimSpace(words)
}

// embedded is the picture of a box as a data URI, if what finds one, which may be nil, has it.
func (b *box) embedded(find func(link string) string) string {
	if find == nil || !b.showsImage() {
		return ""
	}
	if uri := find(b.link); isImageURI(uri) {
		return uri
	}
	return ""
}

// isImageURI lets only the bytes of a JPEG or PNG into a page or picture: neither an address, which would be asked, nor
// a character that ends the attribute, nor an image that is itself a document.
func isImageURI(uri string) bool {
	for _, kind := range []string{"jpeg", "png"} {
		if data, ok := strings.CutPrefix(uri, "data:image/"+kind+";base64,"); ok {
			return data != "" && strings.Trim(data, base64Alphabet) == ""
		}
	}
	return false
}

const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
