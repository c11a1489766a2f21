package template

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// parseAll returns every node of every document in text, in reading order.
func parseAll(text []byte) (nodes []*yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil { // yaml.v3 panics on a few malformed texts
			err = fmt.Errorf("yaml.v3: %v", r)
		}
	}()
	var collect func(n *yaml.Node)
	collect = func(n *yaml.Node) {
		nodes = append(nodes, n)
		for _, child := range n.Content {
			collect(child)
		}
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var document yaml.Node
		switch err := decoder.Decode(&document); err {
		case nil:
			collect(&document)
		case io.EOF:
			return nodes, nil
		default:
			return nil, err
		}
	}
}

// TestScalarMarker wants the marker <<1>> or {{1}} of each text where it stands.
func TestScalarMarker(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"plain", "a: hi <<1>>", "1:7"},
		{"plain alone", "a: <<1>>", "1:4"},
		{"plain at the top", "hi <<1>>", "1:4"},
		{"plain key", "k<<1>>: v", "1:2"},
		{"plain before a comment", "a: hi <<1>> # <<1>>", "1:7"},
		{"plain with hash and colon", "a: b#c:d <<1>>", "1:10"},
		{"plain after a tab", "a:\t<<1>>", "1:4"},
		{"plain with tabs", "a: b\t<<1>>", "1:6"},
		{"plain continued", "a: one\n  two <<1>>", "2:7"},
		{"plain continued after a gap", "a: one  \n\n \t\n  <<1>>", "4:3"},
		{"plain continued with CR", "a: one\r  <<1>>\r", "2:3"},
		{"plain in flow", "[a, b <<1>>, c]", "1:7"},
		{"plain in flow with key", "{a: b, c: d <<1>>}", "1:13"},
		{"plain in flow continued", "[a,\n b\n <<1>>]", "3:2"},
		{"plain in flow key", "{k <<1>>: v}", "1:4"},
		{"plain wide", "a: 😀日本 <<1>>", "1:8"},
		{"plain combining", "a: e\u0301 <<1>>", "1:7"},
		{"plain after a BOM", "\ufeffa <<1>>: b", "1:3"},
		{"plain after anchor and tag", "a: &x !!str hi <<1>>", "1:16"},
		{"plain below its anchor", "a: &x\n  # why <<1>>\n\n  hi <<1>>", "4:6"},
		{"plain after a verbatim tag", "a: !<tag:yaml.org,2002:str> <<1>>", "1:29"},
		{"plain in the second document", "--- a\n---\nb: <<1>>", "3:4"},
		{"plain after a directive", "%YAML 1.1\n---\n- - a: <<1>>", "3:8"},

		{"single", "a: 'hi <<1>>'", "1:8"},
		{"single after quotes", "a: 'it''s ''<<1>>'", "1:13"},
		{"single folded", "a: 'one  \n   {{1}}'", "2:4"},
		{"single folded over gaps", "a: 'one\n\n\n {{1}}'", "4:2"},
		{"single folded at the start", "a: '\n {{1}}'", "2:2"},
		{"single with CRLF", "b: 1\r\na: 'one\r\n  two {{1}}'\r\n", "3:7"},
		{"single with backslash", `a: '\u0041 {{1}}'`, "1:12"},
		{"single in flow", "['a, b', 'c {{1}}']", "1:13"},

		{"double", `a: "hi {{1}}"`, "1:8"},
		{"double after hex escapes", `a: "caf\u00e9 \x41\U0001f600{{1}}"`, "1:29"},
		{"double after named escapes", `a: "\0\a\b\t\n\v\f\r\e\ \"\\\N\_\L\P{{1}}"`, "1:37"},
		{"double after an escaped tab", "a: \"\\\t{{1}}\"", "1:7"},
		{"double folded", "a: \"caf\\u00e9\n\n  {{1}}\"", "3:3"},
		{"double with escaped break", "a: \"one\\\n   {{1}}\"", "2:4"},
		{"double with escaped break and gap", "a: \"one \\\r\n\r\n   {{1}}\"", "3:4"},
		{"double with escaped leading blank", "a: \"one\\\n   \\  {{1}}\"", "2:7"},
		{"double after a tag on another line", "a: !!str &x # {{1}}\n  \"{{1}}\"", "2:4"},
		{"double key", `{"k{{1}}": "v"}`, "1:4"},
		{"double wide", "- \"😀😀 日本 {{1}}\"", "1:10"},

		{"literal", "a: |\n  Olá {{1}}\n", "2:7"},
		{"literal with lines", "a: |\n  one\n\n  two\n    {{1}}\n", "5:5"},
		{"literal after empty lines", "a: |\n\n    \n    {{1}}", "4:5"},
		{"literal keep", "a: |+\n  {{1}}\n\n\nb: c", "2:3"},
		{"literal strip with comment", "a: |- # say {{1}}\n  {{1}}\n\n", "2:3"},
		{"literal with comment at once", "a: |#c\n  {{1}}\n", "2:3"},
		{"literal with indentation", "a: |2\n    x\n   {{1}}\n", "3:4"},
		{"literal nested with indentation", "a:\n  b:\n    - c: |1-\n         {{1}}\n", "4:10"},
		{"literal chomp then indentation", "- - |-2\n     x\n    {{1}}\n", "3:5"},
		{"literal with CRLF", "a: |\r\n  one\r\n  😀 {{1}}\r\n", "3:5"},
		{"literal with tabs", "a: |\n  one\n  \t{{1}}\n", "3:4"},
		{"literal with quotes", "a: |\n  'it''s' \"\\u0041\" {{1}}\n", "2:20"},
		{"literal in a list", "- |\n {{1}}\n- b", "2:2"},
		{"literal below its anchor", "a: &x !!str\n  |\n  {{1}}\n", "3:3"},
		{"literal with a document mark after it", "--- |\n {{1}}\n--- b", "2:2"},

		{"folded", "a: >\n  one\n  two {{1}}\n", "3:7"},
		{"folded with gap", "a: >-\n  one\n\n  two\n\n\n  {{1}}\n", "7:3"},
		{"folded around deeper lines", "a: >\n  one\n    two\n\n    x\n  {{1}}\n", "6:3"},
		{"folded deeper line", "a: >\n  one\n    two {{1}}\n  x\n", "3:9"},
		{"folded with indentation", "a: >1+\n   one\n \n two {{1}}\n\n", "4:6"},
		{"folded with CR", "a: >\r  one\r\r  two {{1}}\r", "4:7"},
		{"folded wide", "a: >\n  日本\n  é 👍🏽 {{1}}\n", "3:8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			nodes, err := parseAll([]byte(tt.text))
			require.NoError(t, err)
			s := newSource([]byte(tt.text))
			var got []string
			for _, n := range nodes {
				for _, marker := range []string{"<<1>>", "{{1}}"} {
					i := strings.Index(n.Value, marker)
					if i < 0 {
						continue
					}
					m, ok := s.scalar(n)
					require.True(t, ok)
					start, end := m.span(i, i+len(marker))
					assert.Equal(t, marker, tt.text[start:end])
					p := s.pos(start)
					got = append(got, fmt.Sprintf("%d:%d", p.Line, p.Column))
				}
			}
			assert.Equal(t, []string{tt.want}, got)
		})
	}
}

// TestScalarSpan pins what a span over folds, escapes and ends covers.
func TestScalarSpan(t *testing.T) {
	for _, tt := range []struct {
		name, text, part, want string // part of the value, and its source
	}{
		{"escape", `- "caf\u00e9!"`, "é", `\u00e9`},
		{"half a character", `- "caf\u00e9!"`, "\xa9", `\u00e9`},
		{"quote", "- 'it''s'", "'s", "''s"},
		{"fold", "- 'a  \n   b'", "a b", "a  \n   b"},
		{"the space of a fold", "- 'a  \n   b'", " ", "  \n   "},
		{"breaks", "- a\r\n\r\n  b", "\n", "\r\n"},
		{"over an escaped break", "- \"{{\\\n   1}}\"", "{{1}}", "{{\\\n   1}}"},
		{"folded block", "- >\n  a\n  b\n", "a b\n", "a\n  b\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, n := firstItem(t, tt.text)
			m, ok := s.scalar(n)
			require.True(t, ok)
			i := strings.Index(n.Value, tt.part)
			require.GreaterOrEqual(t, i, 0)
			start, end := m.span(i, i+len(tt.part))
			assert.Equal(t, tt.want, tt.text[start:end])
		})
	}

	t.Run("ends", func(t *testing.T) {
		for text, want := range map[string]int{
			"- abc # x": 5, "- 'abc'": 6, `- "abc"`: 6, "- |\n abc\n\n": 8, "- |+\n abc\n\n": 9, "- |\n": 2, "- ": 1,
		} {
			s, n := firstItem(t, text)
			m, ok := s.scalar(n)
			require.True(t, ok, text)
			start, end := m.span(len(n.Value), len(n.Value)+3)
			assert.Equal(t, [2]int{want, want}, [2]int{start, end}, text)
		}
	})
}

// firstItem parses a text and returns the first item of the list it holds.
func firstItem(t *testing.T, text string) (*source, *yaml.Node) {
	t.Helper()
	nodes, err := parseAll([]byte(text))
	require.NoError(t, err)
	return newSource([]byte(text)), nodes[1].Content[0]
}

// TestScalarSlash stands apart because YAML 1.2 knows this escape, yaml.v3 not.
func TestScalarSlash(t *testing.T) {
	n := &yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle, Line: 1, Column: 1, Value: "a/b"}
	m, ok := newSource([]byte(`"a\/b"`)).scalar(n)
	require.True(t, ok)
	start, end := m.span(1, 2)
	assert.Equal(t, [2]int{2, 4}, [2]int{start, end})
}

func TestScalarRefusesToGuess(t *testing.T) {
	s := newSource([]byte("a: bcd\nb: 'x'\nc: \"\\q\ne: |0\n x"))
	for _, n := range []yaml.Node{
		{Kind: yaml.ScalarNode, Line: 1, Column: 4, Value: "bc"},
		{Kind: yaml.ScalarNode, Line: 1, Column: 4, Value: "bcde"},
		{Kind: yaml.ScalarNode, Line: 1, Column: 4, Value: "bcd", Style: yaml.DoubleQuotedStyle},
		{Kind: yaml.ScalarNode, Line: 1, Column: 4, Value: "bcd", Style: yaml.LiteralStyle},
		{Kind: yaml.ScalarNode, Line: 2, Column: 4, Value: "xy", Style: yaml.SingleQuotedStyle},
		{Kind: yaml.ScalarNode, Line: 3, Column: 4, Value: "q", Style: yaml.DoubleQuotedStyle},
		{Kind: yaml.ScalarNode, Line: 4, Column: 4, Value: "x", Style: yaml.LiteralStyle},
		{Kind: yaml.ScalarNode, Line: 99, Column: 99, Value: "x"},
		{Kind: yaml.MappingNode, Line: 1, Column: 1},
	} {
		_, ok := s.scalar(&n)
		assert.False(t, ok, "%+v", n)
	}
	start, end := s.extent(&yaml.Node{Kind: yaml.ScalarNode, Line: 1, Column: 4, Value: "z"})
	assert.Equal(t, "b", string(s.text[start:end]), "the first character stands for what cannot be read")
}

func TestExtent(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"- hi there # x", "hi there"},
		{"- a\n  b", "a\n  b"},
		{"- &x !!str 'it''s' # x", "'it''s'"},
		{`- "a\
  b"`, "\"a\\\n  b\""},
		{"- ''", "''"},
		{"- |\n\n  a\n  b  \n\n", "a\n  b  "},
		{"- >2-\n   a\n", " a"},
		{"- |+\n\n", "|"},
		{"- >\n", ">"},
		{"- !important", "!important"},
		{"- &x\n- b", "&x"},
		{"-\n- b", ""},
		{"- {k: v}", "k"},
		{"- {{1}}: v", "{{1}}"},
		{"- k: v\n  l: w", "k"},
		{"- &x\n  'k': v", "'k'"},
		{"- - - deep", "deep"},
		{"- &x []", "["},
		{"- {}", "{"},
		{"- 😀", "😀"},
		{"- ? \n  : v", "?"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			s, n := firstItem(t, tt.text)
			start, end := s.extent(n)
			assert.Equal(t, tt.want, tt.text[start:end])
		})
	}

	t.Run("alias", func(t *testing.T) {
		text := "- &x-1 a\n- *x-1 : b\n"
		nodes, err := parseAll([]byte(text))
		require.NoError(t, err)
		s := newSource([]byte(text))
		start, end := s.extent(nodes[1].Content[1])
		assert.Equal(t, "*x-1", text[start:end])
	})
}

// TestScalarLongLine: an item may not cost more the further right it stands, or
// this takes minutes.
func TestScalarLongLine(t *testing.T) {
	text := []byte("[" + strings.Repeat("é 😀, ", 40_000) + "z]")
	nodes, err := parseAll(text)
	require.NoError(t, err)
	require.Len(t, nodes, 40_003)
	s := newSource(text)
	for _, n := range nodes {
		if n.Kind == yaml.ScalarNode {
			start, end := s.extent(n)
			require.Equal(t, Span{Pos{1, n.Column}, Pos{1, n.Column + len([]rune(n.Value))}}, s.span(start, end))
		}
	}
}

// checkText maps every scalar of a text that yaml.v3 accepts, and returns how
// many there are. In a text that a source never holds, like UTF-16 or one with
// LS, yaml.v3 counts differently or drops characters; there, a scalar may stay
// unmapped.
func checkText(t *testing.T, text []byte) int {
	nodes, err := parseAll(text)
	if err != nil {
		return 0
	}
	foreign := !utf8.Valid(text) || bytes.ContainsAny(text, "\u0085\u2028\u2029") || bytes.LastIndex(text, []byte(bom)) > 0
	s, count := newSource(text), 0
	for _, n := range nodes {
		start, end := s.extent(n)
		require.True(t, 0 <= start && start <= end && end <= len(text), "extent in %q", text)
		if n.Kind != yaml.ScalarNode {
			continue
		}
		count++
		m, ok := s.scalar(n)
		if foreign {
			continue
		}
		require.True(t, ok, "%q at %d:%d of %q", n.Value, n.Line, n.Column, text)
		checkMap(t, text, n, m)
	}
	return count
}

// checkMap requires that every character of the value is written in the source
// as itself, as an escape, or as a line break.
func checkMap(t *testing.T, text []byte, n *yaml.Node, m scalarMap) {
	last := 0
	for i := 0; i < len(n.Value); {
		c, width := utf8.DecodeRuneInString(n.Value[i:])
		start, end := m.span(i, i+width)
		require.True(t, last <= start && start < end && end <= len(text), "span of %q in %q", n.Value, text)
		written := string(text[start:end])
		switch {
		case written == n.Value[i:i+width]:
		case n.Style&yaml.DoubleQuotedStyle != 0 && written[0] == '\\':
		case n.Style&yaml.SingleQuotedStyle != 0 && written == "''":
			require.Equal(t, '\'', c)
		default:
			require.True(t, c == '\n' || c == ' ', "%q for %q in %q", written, c, text)
			require.Contains(t, "\r\n", strings.Trim(written, " \t")[:1])
			require.Empty(t, strings.Trim(written, " \t\r\n"))
		}
		last, i = end, i+width
	}
}

// checkByChange writes another letter where a letter is said to stand. Only
// that letter of the value may change: yaml.v3 itself is the judge here. It
// reports whether it found a letter to try.
func checkByChange(t *testing.T, random *rand.Rand, text []byte) bool {
	nodes, err := parseAll(text)
	if err != nil {
		return false
	}
	for _, k := range random.Perm(len(nodes)) {
		n := nodes[k]
		m, ok := newSource(text).scalar(n)
		if !ok || n.Value == "" {
			continue
		}
		i := random.IntN(len(n.Value))
		start, end := m.span(i, i+1)
		if !isNameByte(n.Value[i]) || n.Value[i] == '-' || end-start != 1 {
			continue
		}
		changed := bytes.Clone(text)
		changed[start] = 'Q'
		again, err := parseAll(changed)
		require.NoError(t, err, "%q, changed at %d", text, start)
		require.Equal(t, n.Value[:i]+"Q"+n.Value[i+1:], again[k].Value, "%q, changed at %d", text, start)
		return true
	}
	return false
}

func TestScalarProperty(t *testing.T) {
	for _, tt := range []struct {
		name     string
		generate func(*rand.Rand) []byte
		texts    int
	}{
		{"emitted", emittedText, 6_000},
		{"fragments", fragmentText, 15_000},
	} {
		t.Run(tt.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, 2))
			scalars, changes := 0, 0
			for range tt.texts {
				text := tt.generate(random)
				scalars += checkText(t, text)
				if checkByChange(t, random, text) {
					changes++
				}
			}
			assert.Greater(t, scalars, 10_000)
			assert.Greater(t, changes, 1_000)
			t.Logf("%d scalars mapped, %d of them checked by a change", scalars, changes)
		})
	}
}

// pick returns one of its arguments.
func pick[T any](random *rand.Rand, from ...T) T { return from[random.IntN(len(from))] }

// finish gives a text the line breaks and the BOM another editor would.
func finish(random *rand.Rand, text string) []byte {
	text = strings.ReplaceAll(text, "\n", pick(random, "\n", "\n", "\r\n", "\r"))
	return []byte(pick(random, "", "", "\ufeff") + text)
}

// emittedText is what yaml.v3 writes for a random tree in random styles.
func emittedText(random *rand.Rand) []byte {
	var tree func(depth int) *yaml.Node
	tree = func(depth int) *yaml.Node {
		n := &yaml.Node{Kind: yaml.ScalarNode, LineComment: pick(random, "", "", "", "# c")}
		if random.IntN(8) == 0 {
			n.Anchor = fmt.Sprintf("a%d", random.IntN(9))
		}
		if depth == 0 || random.IntN(3) == 0 {
			for range random.IntN(9) {
				n.Value += pick(random, "a", "bcd", " ", "  ", "\n", "\n\n", "\t", "é", "😀", "e\u0301", "日本",
					"'", `"`, `\`, "#", ": ", "- ", "{{1}}", "*x*", "\u00a0", "\u2028", "\x07", strings.Repeat("long ", 20))
			}
			n.Style = pick(random, 0, 0, yaml.SingleQuotedStyle, yaml.DoubleQuotedStyle, yaml.LiteralStyle, yaml.FoldedStyle)
			n.Tag = pick(random, "", "", "!!str", "!mine")
			return n
		}
		n.Kind, n.Style = pick(random, yaml.MappingNode, yaml.SequenceNode), pick(random, 0, 0, 0, yaml.FlowStyle)
		for range random.IntN(4) {
			n.Content = append(n.Content, tree(depth-1))
			if n.Kind == yaml.MappingNode {
				n.Content = append(n.Content, tree(depth-1))
			}
		}
		return n
	}
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	encoder.SetIndent(2 + random.IntN(4))
	func() {
		defer func() { _ = recover() }() // the emitter refuses some trees
		for range 1 + random.IntN(2) {
			_ = encoder.Encode(tree(3))
		}
		_ = encoder.Close()
	}()
	if bytes.ContainsAny(text.Bytes(), "\u0085\u2028\u2029") {
		return nil
	}
	return finish(random, text.String())
}

// fragmentText puts pieces of YAML together as people, and worse, would.
func fragmentText(random *rand.Rand) []byte {
	word := func() string {
		return pick(random, "a", "bcd", "é", "😀", "e\u0301", "日本", "{{1}}", "x:y", "b#c", "-", "'", `"`, "''", `\`, "[", ",", "}", "?", "*z", "")
	}
	words := func(escapes ...string) (s string) {
		for range random.IntN(6) {
			s += word() + pick(random, " ", " ", "", "  ", "\t", "\n", "\n  ", "\n   ", " \n\n    ", pick(random, escapes...))
		}
		return s
	}
	var value func(indent string, flow bool) string
	value = func(indent string, flow bool) string {
		before := pick(random, "", "", "", "", "&x ", "!!str ", "&x !t ", "! &y\n"+indent+"  ", "!!str # c\n\n"+indent+" ", "&z\t")
		switch choice := random.IntN(9); {
		case choice == 0:
			return before + "'" + strings.ReplaceAll(words(" "), "'", "''") + "'"
		case choice == 1:
			escaped := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(words(" "))
			escaped = strings.ReplaceAll(escaped, "bcd", pick(random, `\u00e9`, `\x41`, `\U0001F600`, `\N`, `\_\t`, "\\\n", " \\\n\n  ", `\ `, `\0`))
			return before + `"` + escaped + `"`
		case choice == 2 && !flow:
			s := before + pick(random, "|", ">") + pick(random, "", "", "+", "-", "1", "2", "3-", "+1", "-4") + pick(random, "", "", " ", " # c", "#c")
			for range random.IntN(6) {
				s += "\n" + pick(random, "", indent+" ", indent+"  ", indent+"  ", indent+"   ", indent+"    \t") + pick(random, "", word()+" "+word())
			}
			return s
		case choice == 3:
			s := before + "["
			for range random.IntN(4) {
				s += pick(random, "", " ", "\n "+indent) + value(indent, true) + pick(random, "", " ", ": v", "\n "+indent) + ","
			}
			return s + "]"
		case choice == 4:
			s := before + "{"
			for range random.IntN(3) {
				s += pick(random, "", " ", "? ") + value(indent, true) + pick(random, "", ": ", ": ", " :\n "+indent) + value(indent, true) + ","
			}
			return s + "}"
		case choice == 5 && !flow && len(indent) < 8:
			s, deeper := "", indent+pick(random, " ", "  ", "    ")
			for range 1 + random.IntN(3) {
				s += "\n" + deeper + pick(random, "- ", "- ", "-\t", "-   ") + value(deeper+"  ", false)
			}
			return s
		case choice == 6 && !flow && len(indent) < 8:
			s, deeper := before, indent+pick(random, " ", "  ", "    ")
			for i := range 1 + random.IntN(3) {
				s += "\n" + deeper + pick(random, "k", "'é '", `"\t"`, "&k k", "😀 k") + fmt.Sprint(i)[:random.IntN(2)] + ": " + value(deeper, false)
			}
			return s
		case choice == 7:
			return before
		}
		return before + strings.TrimSpace(pick(random, "a", "bcd", "é", "😀")+words(" "))
	}
	text := pick(random, "", "# c\n", "%YAML 1.1\n---\n", "--- ", "\n\n")
	for i := range 1 + random.IntN(3) {
		switch random.IntN(5) {
		case 0:
			return finish(random, text+value("", false)+pick(random, "", "\n", "\n--- "+value("", false)))
		case 1:
			text += "- " + value("", false) + pick(random, "", " # c", "\n# c") + "\n"
		default:
			text += fmt.Sprintf("k%d: ", i) + value("", false) + pick(random, "", " # c", "\n# c") + "\n"
		}
	}
	return finish(random, text)
}

func FuzzScalar(f *testing.F) {
	for _, seed := range []string{
		"", "a: b", "\ufeffé: &x !!str 'it''s'\r\n", "- \"\\u00e9\\\n  \\x41\\\n\n b\"", "a: |2-\n   b\n\n  c\n", "a:\n  - >+1 # c\n    b\n   c\n\n",
		"[a, {b: c d, ? e}, \"f\n g\"]", "--- |\n a\n--- >\n b\n\n c\n", "a: &x\nb: *x\n", "? a\n: !t\n  |\n x\n", "{{1}}: a\rb: c\r",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		checkText(t, text)
		s := newSource(text)
		for _, style := range []yaml.Style{0, yaml.SingleQuotedStyle, yaml.DoubleQuotedStyle, yaml.LiteralStyle, yaml.FoldedStyle} {
			n := &yaml.Node{Kind: yaml.ScalarNode, Style: style, Value: "a b\n", Line: 1 + len(text)%3, Column: 1 + len(text)%5}
			start, end := s.extent(n)
			require.True(t, 0 <= start && start <= end && end <= len(text), "a node of another text")
		}
	})
}
