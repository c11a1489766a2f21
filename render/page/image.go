package page

// maxImages is how many bytes of pictures a page holds, so that it can still be sent and opened.
const maxImages = 8 << 20

// upTo hands out pictures until one is too much, and then none: what is looked for in vain costs time, too.
func upTo(bytes int, image func(file, link string) string) func(file, link string) string {
	if image == nil {
		return nil
	}
	return func(file, link string) string {
		if bytes < 0 {
			return ""
		}
		uri := image(file, link)
		if bytes -= len(uri); bytes < 0 {
			return ""
		}
		return uri
	}
}
