package render

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sketch writes lines so that a table can hold them: a run that has a style or
// a parameter stands in angle brackets with the letters of its styles and the
// number of the parameter.
func sketch(lines []Line) string {
	var out []string
	for _, l := range lines {
		s := map[LineKind]string{Bullet: "BULLET ", Numbered: "NUMBER ", Quote: "QUOTE ", Block: "BLOCK "}[l.Kind]
		if l.Marker != "" {
			s += l.Marker + " "
		}
		for _, r := range l.Runs {
			s += sketchRun(r)
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

func sketchRun(r Run) string {
	tag := ""
	for i, letter := range []string{"b", "i", "s", "c", "m", "l"} {
		if r.Style&(1<<i) != 0 {
			tag += letter
		}
	}
	if r.Param > 0 {
		tag += string(rune('0' + r.Param))
	}
	if tag == "" {
		return r.Text
	}
	return "<" + tag + " " + r.Text + ">"
}

func static(s string) []Piece { return []Piece{{Text: s}} }

func TestMarkupSpans(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"plain", "plain"},
		{"*b* _i_ ~s~ `c`", "<b b> <i i> <s s> <c c>"},
		{"*_x_*", "<bi x>"},
		{"_*x*_", "<bi x>"},
		{"~*_x_*~", "<bis x>"},
		{"*a _b_ ~c~ d*", "<b a ><bi b><b  ><bs c><b  d>"},
		{"a *b* c *d* e", "a <b b> c <b d> e"},

		// Words run into the marker.
		{"a*b*c", "a*b*c"},
		{"2*3*4", "2*3*4"},
		{"snake_case_name", "snake_case_name"},
		{"*a*b", "*a*b"},
		{"*a*é", "*a*é"},
		{"é*a*", "é*a*"},
		{"e\u0301*a*", "e\u0301*a*"},
		{"д*a*", "д*a*"},
		{"你*好*吗", "你*好*吗"},
		{"हि*न*", "हि*न*"},
		{"٣*a*", "٣*a*"},

		// Other neighbours do not.
		{"*a b*.", "<b a b>."},
		{"(*a*)", "(<b a>)"},
		{"\"*a*\"", "\"<b a>\""},
		{":*a*", ":<b a>"},
		{"-*a*-", "-<b a>-"},
		{"*a*,*b*", "<b a>,<b b>"},
		{"*é*", "<b é>"},
		{"*नमस्ते* _שלום_", "<b नमस्ते> <i שלום>"},
		{"🎉*a*🎉", "🎉<b a>🎉"},
		{"❤️*a*❤️", "❤️<b a>❤️"},
		{"1️⃣*a*", "1️⃣<b a>"},
		{"*🎉*", "<b 🎉>"},

		// Text must touch both markers, on one line, and there must be some.
		{"x * sp * y", "x * sp * y"},
		{"x *sp * y", "x *sp * y"},
		{"x * sp* y", "x * sp* y"},
		{"*\u00a0a*", "*\u00a0a*"},
		{"*a", "*a"},
		{"a*", "a*"},
		{"*a\nb*", "*a\nb*"},
		{"*a\r\nb*", "*a\nb*"},
		{"**", "**"},
		{"*", "*"},

		// A span holds no marker of its own kind.
		{"**a**", "**a**"},
		{"~~a~~", "~~a~~"},
		{"*a**b*", "*a**b*"},
		{"_a_b_", "_a_b_"},
		{"*a *b*", "*a <b b>"},

		// Spans nest or the first to open wins.
		{"*a _b* c_", "<b a _b> c_"},
		{"*_x*_", "<b _x>_"},
		{`\*a*`, `\<b a>`},
		{"*{{1}}*", "<b {{1}}>"},
	} {
		t.Run(c.in, func(t *testing.T) {
			assert.Equal(t, c.want, sketch(Markup(static(c.in))))
		})
	}
}

func TestMarkupCode(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"`*a*`", "<c *a*>"},
		{"*`a`*", "<bc a>"},
		{"*a `b* c` d*", "<b a ><bc b* c><b  d>"},
		{"a`b`c", "a`b`c"},
		{"` a `", "` a `"},
		{"``", "``"},
		{"```a```", "<m a>"},
		{"x```a```y", "x<m a>y"},
		{"```*a* `b` _c_```", "<m *a* `b` _c_>"},
		{"``` a ```", "<m  a >"},
		{"*```a```*", "<bm a>"},
		{"*x ```a*``` y*", "<b x ><bm a*><b  y>"},
		{"```a``` ```b```", "<m a> <m b>"},
		{"``````", "``````"},
		{"``` ```", "``` ```"},
		{"```\n```", "```\n```"},
		{"``````a```", "```<m a>"},
		{"````a````", "<m `a>`"},
		{"```a", "```a"},
		{"```- a```", "<m - a>"},

		{"```a\nb```", "BLOCK <m a>\nBLOCK <m b>"},
		{"```\na\n```", "BLOCK <m a>"},
		{"```\r\na\r\n```\r\nx", "BLOCK <m a>\nx"},
		{"```\n\n*a*\n\n b\n```", "BLOCK \nBLOCK <m *a*>\nBLOCK \nBLOCK <m  b>"},
		{"x\n```\na\n```\ny", "x\nBLOCK <m a>\ny"},
		{"x ```a\nb``` *y*", "x \nBLOCK <m a>\nBLOCK <m b>\n <b y>"},
		{"```a\nb```- y\n- z", "BLOCK <m a>\nBLOCK <m b>\n- y\nBULLET • z"},
		{"x\n\n```\na\n```\n\ny", "x\n\nBLOCK <m a>\n\ny"},
		{"*x ```a\nb``` y*", "*x \nBLOCK <m a>\nBLOCK <m b>\n y*"},
		{"```a\nb``````c\nd```", "BLOCK <m a>\nBLOCK <m b>\nBLOCK <m c>\nBLOCK <m d>"},
		{"```\n- a\n1. b\n> c```", "BLOCK <m - a>\nBLOCK <m 1. b>\nBLOCK <m > c>"},
	} {
		t.Run(c.in, func(t *testing.T) {
			assert.Equal(t, c.want, sketch(Markup(static(c.in))))
		})
	}
}

func TestMarkupLines(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a\n\nb", "a\n\nb"},
		{"a\n", "a\n"},
		{"* a\n- b", "BULLET • a\nBULLET • b"},
		{"* a*", "BULLET • a*"},
		{"* *a*", "BULLET • <b a>"},
		{"*a* b", "<b a> b"},
		{"-a\n*b\n>c\n1.d", "-a\n*b\n>c\n1.d"},
		{" - a", " - a"},
		{"1. a\n12. _b_\n123. c", "NUMBER 1. a\nNUMBER 12. <i b>\n123. c"},
		{"> a *b*\n> > c", "QUOTE ▌ a <b b>\nQUOTE ▌ > c"},
		{"- a\r\n- b\r\n", "BULLET • a\nBULLET • b\n"},
		{"- ", "BULLET • "},
		{"x - a", "x - a"},
		{"a\rb", "a\rb"},
	} {
		t.Run(c.in, func(t *testing.T) {
			assert.Equal(t, c.want, sketch(Markup(static(c.in))))
		})
	}
}

func TestMarkupLinks(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"see https://acme.example/a?b=c#d now", "see <l https://acme.example/a?b=c#d> now"},
		{"http://acme.example", "<l http://acme.example>"},
		{"HTTPS://Acme.Example", "<l HTTPS://Acme.Example>"},
		{"www.acme.example/a", "<l www.acme.example/a>"},
		{"https://münchen.example/straße", "<l https://münchen.example/straße>"},
		{"https://localhost:8080/", "<l https://localhost:8080/>"},

		// No host, or no address at all.
		{"https://", "https://"},
		{"https:// a", "https:// a"},
		{"https://-a", "https://-a"},
		{"www.", "www."},
		{"www.acme", "www.acme"},
		{"www.acme/b.c", "www.acme/b.c"},
		{"acme.example", "acme.example"},
		{"xhttps://acme.example", "xhttps://acme.example"},
		{"ahwww.acme.example", "ahwww.acme.example"},
		{"éwww.acme.example", "éwww.acme.example"},

		// What ends a sentence does not belong to an address.
		{"https://a.example.", "<l https://a.example>."},
		{"https://a.example/b?!", "<l https://a.example/b>?!"},
		{"(https://a.example/b)", "(<l https://a.example/b>)"},
		{"https://a.example/b_(c)", "<l https://a.example/b_(c)>"},
		{"[https://a.example/b],", "[<l https://a.example/b>],"},
		{"'https://a.example'", "'<l https://a.example>'"},
		{"\"https://a.example\"", "\"<l https://a.example>\""},
		{"<https://a.example>", "<<l https://a.example>>"},
		{"“https://a.example”", "“<l https://a.example>”"},
		{"https://a.example。你好", "<l https://a.example>。你好"},
		{"https://a.example🎉", "<l https://a.example>🎉"},
		{"https://a.example\u200b", "<l https://a.example>\u200b"},
		{"https://a.example,https://b.example", "<l https://a.example,https://b.example>"},

		// Markers work around an address, not inside.
		{"*https://a.example*", "<bl https://a.example>"},
		{"_*see https://a.example/b*_", "<bi see ><bil https://a.example/b>"},
		{"https://a.example/_b_/*c*", "<l https://a.example/_b_/*c>*"},
		{"*a https://a.example/b*c d*", "<b a ><bl https://a.example/b*c><b  d>"},
		{"~https://a.example/a~b", "~<l https://a.example/a~b>"},
		{"- https://a.example", "BULLET • <l https://a.example>"},
		{"> www.a.example", "QUOTE ▌ <l www.a.example>"},
		{"https://a.example\nwww.b.example", "<l https://a.example>\n<l www.b.example>"},

		// There are none in code.
		{"`https://a.example`", "<c https://a.example>"},
		{"```https://a.example```", "<m https://a.example>"},
		{"```\nhttps://a.example\n```", "BLOCK <m https://a.example>"},
		{"https://a.example`b`", "<l https://a.example>`b`"},
	} {
		t.Run(c.in, func(t *testing.T) {
			assert.Equal(t, c.want, sketch(Markup(static(c.in))))
		})
	}
}

func TestMarkupParameters(t *testing.T) {
	for _, c := range []struct {
		name string
		in   []Piece
		want string
	}{
		{"none", nil, ""},
		{"alone", []Piece{{"John", 1}}, "<1 John>"},
		{"at the edges", []Piece{{"A", 1}, {" to ", 0}, {"B", 2}}, "<1 A> to <2 B>"},
		{"bold around", []Piece{{"*", 0}, {"John", 1}, {"*", 0}}, "<b1 John>"},
		{"bold around more", []Piece{{"*Hi ", 0}, {"John", 1}, {"!* ok", 0}}, "<b Hi ><b1 John><b !> ok"},
		{"bold within", []Piece{{"Hi ", 0}, {"*J* S", 1}, {"!", 0}}, "Hi <b1 J><1  S>!"},
		{"bold across", []Piece{{"*Hi ", 0}, {"J* S", 1}}, "<b Hi ><b1 J><1  S>"},
		{"bold across two", []Piece{{"*J", 1}, {" and ", 0}, {"S*", 2}}, "<b1 J><b  and ><b2 S>"},
		{"neighbours", []Piece{{"*a*", 1}, {"*b*", 2}}, "<1 *a*><2 *b*>"},
		{"empty value", []Piece{{"*", 0}, {"", 1}, {"*", 0}}, "**"},
		{"blank at the marker", []Piece{{"*", 0}, {"John ", 1}, {"*", 0}}, "*<1 John >*"},
		{"word at the marker", []Piece{{"*a*", 0}, {"John", 1}}, "*a*<1 John>"},
		{"code", []Piece{{"`", 0}, {"*x*", 1}, {"`", 0}}, "<c1 *x*>"},
		{"block", []Piece{{"```a\n", 0}, {"b", 1}, {"```", 0}}, "BLOCK <m a>\nBLOCK <m1 b>"},
		{"bullet in a value", []Piece{{"- x", 1}, {"\n", 0}}, "BULLET • <1 x>\n"},
		{"number in a value", []Piece{{"1", 1}, {". x", 0}}, "NUMBER 1. x"},
		{"line break in a value", []Piece{{"a\r", 1}, {"\nb", 2}}, "<1 a>\n<2 b>"},
		{"address", []Piece{{"https://a.example/", 0}, {"b", 1}, {".", 0}}, "<l https://a.example/><l1 b>."},
		{"address in a value", []Piece{{"see ", 0}, {"www.a.example !", 1}}, "see <l1 www.a.example><1  !>"},
		{"rune in two halves", []Piece{{"\xc3", 1}, {"\xa9", 0}}, "<1 \xc3>\xa9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, sketch(Markup(c.in)))
		})
	}
}

// Bodies that make a careless scanner look again and again from every marker.
// Each takes some milliseconds; the limit is for busy machines, and still far
// below what looking at every pair of bytes would take.
func TestMarkupIsLinear(t *testing.T) {
	const size = 200_000
	hostile := []string{
		"*", "_", "`", "```", "*_~", "*a _b ~c ", "*_~a~_* ", "a*_~", " *_~`", "``` ", "```\n", "`*", "*a",
		" _x *y", "1. ", "- *a* ", "> `", "\u0301*", "9",
		"https://a", "www.a/", "www.-", "h", "\u0301www.", "https://a)", "www.a.b) ",
	}
	var random strings.Builder
	rng := rand.New(rand.NewPCG(1, 2))
	for random.Len() < size {
		random.WriteByte("*_~*_~*_~ a`\n"[rng.IntN(13)])
	}
	texts := []string{random.String()}
	for _, h := range hostile {
		texts = append(texts, strings.Repeat(h, size/len(h)))
	}
	for _, text := range texts {
		Markup(static(text)) // a scan that is not linear would take minutes, and the test binary's limit ends it
	}
}

func FuzzMarkup(f *testing.F) {
	for _, s := range []string{
		"*_x_*", "*a `b* c` d*", "```a\nb``` y", "- *a*\r\n12. _b_\n> c", "**a** ~b~", "``````a```", "é*a*❤️*b*",
		"*a*\r\n\r> _`", "> \n* \n```\n\n```\n\n```", "*https://a.example/b_(c)*.", "\xf0\x9f*\xff*",
	} {
		f.Add(s, "John", " *and* ")
		f.Add("*Hi ", s, "*")
		f.Add("`", "1", s)
	}
	f.Fuzz(func(t *testing.T, a, b, c string) {
		pieces := []Piece{{a, 0}, {b, 1}, {c, 0}, {a, 2}, {b, 3}}
		requireOnlyMarkersGone(t, pieces, Markup(pieces))
	})
}

// requireOnlyMarkersGone walks input and output side by side: each byte shown
// is the next of the input, from the same piece, and what was passed over is a
// marker, a line break or the prefix of a line.
func requireOnlyMarkersGone(t *testing.T, pieces []Piece, lines []Line) {
	t.Helper()
	var in strings.Builder
	var param []int
	for _, p := range pieces {
		in.WriteString(p.Text)
		for range len(p.Text) {
			param = append(param, p.Param)
		}
	}
	text, pos := in.String(), 0
	atCRLF := func() bool { return strings.HasPrefix(text[pos:], "\r\n") }
	skip := func(until func() bool) {
		for !until() {
			if pos == len(text) {
				require.Fail(t, "more is shown than there is", "%q:\n%s", text, sketch(lines))
			}
			if strings.IndexByte("*_~`\n", text[pos]) < 0 && !atCRLF() {
				require.Fail(t, "text is lost", "%q at byte %d of %q:\n%s", text[pos], pos, text, sketch(lines))
			}
			pos++
		}
	}
	for _, l := range lines {
		if prefix := sourcePrefixes(l); prefix != nil {
			skip(func() bool { return (pos == 0 || text[pos-1] == '\n') && hasPrefix(text[pos:], prefix) })
			pos += len(prefix[0])
		}
		for _, r := range l.Runs {
			require.NotEmpty(t, r.Text)
			require.NotContains(t, r.Text, "\n")
			require.Zero(t, r.Style&^(Bold|Italic|Strike|Code|Mono|Link))
			for i := range len(r.Text) {
				skip(func() bool { return pos < len(text) && text[pos] == r.Text[i] && param[pos] == r.Param && !atCRLF() })
				pos++
			}
		}
	}
	skip(func() bool { return pos == len(text) })
}

func sourcePrefixes(l Line) []string {
	switch l.Kind {
	case Bullet:
		return []string{"* ", "- "}
	case Numbered:
		return []string{l.Marker + " "}
	case Quote:
		return []string{"> "}
	}
	return nil
}

func hasPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
