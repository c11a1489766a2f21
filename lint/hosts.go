package lint

import (
	"iter"
	"strings"
)

// shortenerHost reports whether a host is that of a service that shortens links, behind which nobody sees where a link
// leads. WhatsApp Manager names the first three.
func shortenerHost(host string) bool {
	switch bareHost(host) {
	case "bit.ly", "tinyurl.com", "goo.gl",
		"t.co", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly", "t.ly", "shorturl.at":
		return true
	}
	return false
}

// whatsappHost reports whether a host opens a chat in WhatsApp itself.
func whatsappHost(host string) bool {
	switch bareHost(host) {
	case "wa.me", "api.whatsapp.com":
		return true
	}
	return false
}

// bareHost is a host as lists spell it: in lower case, without user, port and www.
func bareHost(host string) string {
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		host = host[i+1:]
	}
	if i := strings.IndexByte(host, ':'); i >= 0 {
		host = host[:i]
	}
	return strings.TrimPrefix(strings.TrimSuffix(strings.ToLower(host), "."), "www.")
}

// links yields the stretches of a text that readers can tap: addresses with a scheme, and those that WhatsApp takes for
// one without it, bit.ly/x. A mail address is none.
func links(s string) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		for done := 0; ; {
			i := strings.IndexByte(s[done:], '.')
			if i < 0 {
				return
			}
			start, end, ok := linkAround(s, done, done+i)
			switch {
			case !ok:
				done += i + 1
			case !yield(start, end):
				return
			default:
				done = end
			}
		}
	}
}

// linkAround finds the link whose host has its first dot at a byte; it begins at done or later.
func linkAround(s string, done, dot int) (start, end int, ok bool) {
	host := dot
	for host > done && (hostByte(s[host-1]) || s[host-1] >= 0x80) {
		host--
	}
	start = host
	scheme := false
	for _, with := range []string{"https://", "http://"} {
		if n := host - len(with); n >= done && strings.EqualFold(s[n:host], with) {
			start, scheme = n, true
			break
		}
	}
	if !scheme {
		// Letters of other scripts before a host are words: Chinese puts no blank between them.
		for i := dot; i > host; i-- {
			if s[i-1] >= 0x80 {
				host, start = i, i
				break
			}
		}
		if host > 0 && s[host-1] == '@' {
			return 0, 0, false
		}
	}
	end = dot
	for end < len(s) && (s[end] == '.' || hostByte(s[end]) || scheme && s[end] >= 0x80) {
		end++
	}
	name := strings.TrimRight(s[host:end], ".-")
	if end < len(s) && s[end] == '@' && !scheme || host == dot {
		return 0, 0, false
	}
	path := end
	if path < len(s) && s[path] == ':' {
		for path++; path < len(s) && '0' <= s[path] && s[path] <= '9'; path++ {
		}
	}
	hasPath := path < len(s) && strings.IndexByte("/?#", s[path]) >= 0 && len(name) == end-host
	if !scheme && !bareLink(name, hasPath && s[path] == '/') {
		return 0, 0, false
	}
	if !hasPath {
		return start, host + len(name), true
	}
	for path < len(s) && s[path] > ' ' && s[path] < 0x7f && strings.IndexByte("\"<>{}|\\^`", s[path]) < 0 {
		path++
	}
	return start, start + len(strings.TrimRight(s[start:path], ".,;:!?'*_~)]")), true
}

// bareLink reports whether a name without a scheme is a host, and no two sentences that want a blank between them.
func bareLink(name string, path bool) bool {
	i := strings.LastIndexByte(name, '.')
	if i <= 0 || strings.Contains(name, "..") {
		return false
	}
	rest, top := name[:i], name[i+1:]
	if len(top) < 2 || top != strings.ToLower(top) && top != strings.ToUpper(top) || strings.Trim(top, asciiLetters) != "" {
		return false
	}
	if path || len(rest) > 4 && strings.EqualFold(rest[:4], "www.") || shortenerHost(name) || whatsappHost(name) {
		return true
	}
	if len(top) == 2 {
		// co.uk, com.br
		j := strings.LastIndexByte(rest, '.')
		return j >= 0 && commonTop(rest[j+1:])
	}
	return commonTop(top)
}

const asciiLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// commonTop reports whether a host that stands in running text may well end so.
func commonTop(s string) bool {
	switch strings.ToLower(s) {
	case "com", "net", "org", "info", "app", "shop", "store", "online", "site", "example", "co", "gov", "edu":
		return true
	}
	return false
}

func hostByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-'
}
