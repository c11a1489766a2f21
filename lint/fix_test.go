package lint

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

// fixed mends a text, twice, and returns what became of it and the titles of the fixes.
func fixed(t testing.TB, text string) (string, []string) {
	t.Helper()
	linter := New(Options{})
	got, mended := linter.Fix("a.yaml", []byte(text))
	titles := []string{}
	for _, d := range mended {
		titles = append(titles, d.Fix.Title)
	}
	again, more := linter.Fix("a.yaml", got)
	require.Empty(t, more)
	require.Equal(t, string(got), string(again))
	return string(got), titles
}

func TestFixShape(t *testing.T) {
	const head = "name: a\nlanguage: en\n"
	for _, c := range []struct{ name, text, want string }{
		{"value in capitals", "category: UTILITY # c\nbody: b\n", "category: utility # c\nbody: b\n"},
		{"value in quotes", "category: 'Utility'\nbody: b\n", "category: 'utility'\nbody: b\n"},
		{"value with an escape", "category: \"UTILIT\\x59\"\nbody: b\n", "category: \"utility\"\nbody: b\n"},
		{"type with a hyphen", "body: b\nbuttons: [{type: Quick-Reply, text: c}]\n", "body: b\nbuttons: [{type: quick_reply, text: c}]\n"},
		{"type in one word", "body: b\nbuttons: [{type: quickReply, text: c}]\n", "body: b\nbuttons: [{type: quick_reply, text: c}]\n"},
		{"key in capitals", "\"BODY\": b\n", "\"body\": b\n"},
		{"key with a hyphen", "ttl-seconds: 60\nbody: b\n", "ttl_seconds: 60\nbody: b\n"},
		{
			"key and value", "Body: b\nButtons:\n  - Type: PHONE_NUMBER\n    text: c\n    phoneNumber: '+60121233112'\n",
			"body: b\nbuttons:\n  - type: phone_number\n    text: c\n    phone_number: '+60121233112'\n",
		},
		{"key that is there already", "body: b\nBody: c\n", ""},
		{"misspelt key", "bodi: b\n", ""},
		{"misspelt value", "category: utilty\nbody: b\n", ""},
		{"anchor", "category: &U UTILITY\nbody: b\n", "category: &U utility\nbody: b\n"},
		{"braces", "body: {{1}} is here\n", "body: <<1>> is here\n"},
		{"braces alone", "body:\n  text: {{ name }}\nparams: {name: b}\n", "body:\n  text: <<name>>\nparams: {name: b}\n"},
		{"braces twice", "body: {{1}} is {{2}} and {{3}}\n", "body: <<1>> is {{2}} and {{3}}\n"},
		{"braces with a colon", "body: {{1}}: it is here\n", ""},
		{"braces and what may be a comment", "body: {{1}} is deal #1\n", ""},
		{"braces of a value", "body: {text: a <<1>> b c d, params: [{{1}}]}\n", ""},
		{"braces of a map", "body: {{a: b}: c}\n", ""},
		{"two faults of syntax", "body: {{1}} is 'here'\n---\nname: b\nlanguage: en\nbody: 'c\n", "body: <<1>> is 'here'\n---\nname: b\nlanguage: en\nbody: 'c\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := fixed(t, head+c.text)
			if c.want == "" {
				c.want = c.text
			}
			assert.Equal(t, head+c.want, got)
		})
	}
}

func TestFixUntilNothingIsLeft(t *testing.T) {
	got, titles := fixed(t, "\ufeffname: é\r\nLanguage: PT-BR\r\nBODY:\r\n  text: |\r\n    Olá {{0}}, \t\tseu pedido {{1}}\r\n\r\n\r\n\r\n    saiu 👩‍🚀 hoje.\r\n  params: [1.50, 007]\r\n")
	assert.Equal(t, "\ufeffname: é\r\nlanguage: pt_BR\r\nbody:\r\n  text: |\r\n    Olá {{1}},   seu pedido {{2}}\r\n\r\n    saiu 👩‍🚀 hoje.\r\n  params: [\"1.50\", \"007\"]\r\n", got)
	assert.Len(t, titles, 8, titles)
}

// TestFixLeavesWhatHarms holds that of several fixes those are made that do no harm, whatever a rule says is safe.
func TestFixLeavesWhatHarms(t *testing.T) {
	rule := Rule{ID: "own", Severity: template.Error, Stage: template.Both, Check: func(p *Pass) {
		value := p.Template.Body.Text.Value
		for i, with := range map[int]string{0: "A", 2: "x", 4: "", 6: "\tc: ", 7: "!"} { // of which the last does no harm
			if value[i:i+1] != with && value[7] == '.' {
				p.ReportFix(at(3, 7+i, 1), template.Fix{Title: with, Edits: []template.Edit{{At: at(3, 7+i, 1), New: with}}}, "it is %s", with)
			}
		}
	}}
	linter := New(Options{Own: []Rule{rule}})
	got, mended := linter.Fix("a.yaml", []byte("name: a\nlanguage: en\nbody: a b cde.f\n"))
	assert.Equal(t, "name: a\nlanguage: en\nbody: a b cde!f\n", string(got))
	assert.Len(t, mended, 1)

	calls := 0
	rule.Check = func(p *Pass) {
		calls++
		for i, c := range p.Template.Body.Text.Value {
			switch c {
			case ',':
				p.ReportFix(at(3, 7+i, 1), template.Fix{Title: "dot", Edits: []template.Edit{{At: at(3, 7+i, 1), New: "."}}}, "a comma")
			case ';':
				p.ReportFix(at(3, 7+i, 1), template.Fix{Title: "letter", Edits: []template.Edit{{At: at(3, 7+i, 1), New: "x"}}}, "a semicolon")
			case '!':
				p.ReportFix(at(3, 7+i, 1), template.Fix{Title: "again", Edits: []template.Edit{{At: at(3, 7+i, 1), New: "!!"}}}, "a cry")
			}
		}
	}
	linter = New(Options{Own: []Rule{rule}})
	got, mended = linter.Fix("a.yaml", []byte("name: a\nlanguage: en\nbody: a, b; c, d! e, f, g; h, i\n"))
	assert.Equal(t, "name: a\nlanguage: en\nbody: a. b; c. d! e. f. g; h. i\n", string(got))
	assert.Len(t, mended, 5)
	assert.Less(t, calls, 40)
}

func TestFixOne(t *testing.T) {
	const src = "name: a\nLanguage: en\ncategory: UTILITY\nbody: b\nfotter: c\n"
	linter := New(Options{})
	for _, d := range linter.Run([]*template.File{template.Parse("a.yaml", []byte(src))}) {
		got, mended := linter.FixOne([]byte(src), d)
		if d.Fix == nil {
			assert.Equal(t, src, string(got))
			assert.Empty(t, mended)
			continue
		}
		require.Len(t, mended, 1, d.Message)
		wrong, right, _ := strings.Cut(map[string]string{"write language": "Language language", "write utility": "UTILITY utility"}[d.Fix.Title], " ")
		assert.Equal(t, strings.Replace(src, wrong, right, 1), string(got), d.Fix.Title)
		again, mended := linter.FixOne(got, d)
		assert.Equal(t, string(got), string(again))
		assert.Empty(t, mended, "it is gone")
	}
}

// TestFixOneLeavesWhatHarms: a fix that changes the wording is none, even if it is asked for.
func TestFixOneLeavesWhatHarms(t *testing.T) {
	rule := Rule{ID: "own", Severity: template.Error, Stage: template.Both, Check: func(p *Pass) {
		p.ReportFix(at(3, 7, 1), template.Fix{Title: "x", Edits: []template.Edit{{At: at(3, 7, 1), New: "x"}}}, "it is no x")
	}}
	linter := New(Options{Own: []Rule{rule}})
	const src = "name: a\nlanguage: en\nbody: b c\n"
	found := linter.Run([]*template.File{template.Parse("a.yaml", []byte(src))})
	require.NotEmpty(t, found)
	for _, d := range found {
		got, mended := linter.FixOne([]byte(src), d)
		assert.Equal(t, src, string(got))
		assert.Empty(t, mended)
	}
}

// TestFixManyFaults holds the time to mend a file that is all faults: what is quadratic takes minutes.
func TestFixManyFaults(t *testing.T) {
	for _, piece := range []string{"<<0>>", "{1} ", "\t", "      x", "\\n\\n\\nx", "{{A}} ", "<1>", "{{{1}}} "} {
		text := "name: x\nlanguage: en\nbody: \"" + strings.Repeat(piece, 100_000/len(piece)) + "\"\n"
		got, _ := fixed(t, text)
		if strings.HasPrefix(piece, "\\n") || piece[0] == ' ' || piece[0] == '\t' {
			assert.NotContains(t, got, piece)
		}
	}
}

func TestFixOfWhatCannotBeRead(t *testing.T) {
	for _, text := range []string{"", "a\xff", "\xff\xfe", "---\n", strings.Repeat("a", template.MaxSize+1)} {
		got, titles := fixed(t, text)
		assert.Equal(t, text, got)
		assert.Empty(t, titles)
	}
}

func TestWordsOf(t *testing.T) {
	for in, want := range map[string]string{
		"Olá, <<1>>: 3.50\n\n é":        "Olá 3 50 é",
		"{{1}}{{name}} {1} <2> {{3 <<4": "",
		"a{{1}}b, <b>c</b> {x y}":       "a b b c b x y",
		"{{{1}}} x }} {{ y":             "x",
	} {
		assert.Equal(t, want, wordsOfText(template.NewText(in)), in)
	}
}

// FuzzFix holds what makes a fix safe: nothing panics, twice is once, what no edit covers stays, and so do the words.
func FuzzFix(f *testing.F) {
	f.Add([]byte(shipped))
	f.Add([]byte(benchmarked))
	f.Add([]byte("name: é\r\nLanguage: EN-us\r\nbody: |\r\n  <<0>> {1  \t     a\r\n\r\n\r\n\r\n  b {{2}\r\nbuttons:\r\n - {type: URL, text: c, url: 'http://a.b/{1}'}\r\n - type: quick_reply\r\n   text: d\r\n # e\r\n - {Type: url, text: f}"))
	f.Add([]byte("name: a\nlanguage: en\nbody: {{1}} is here\n---\nname: 012\nbody: \"a\\n\\n\\nb <<3>>\"\nbuttons:\n- {type: quick_reply, text: g}\n- type: phone_number\n  phone-number: +1 2345678901\n\n- {type: quick_reply, text: h}\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		linter := New(Options{})
		file := template.Parse("fuzz.yaml", src)
		for _, d := range linter.Run([]*template.File{file}) {
			if d.Fix != nil {
				holdEdits(t, file, d.Fix)
			}
		}
		got, mended := linter.Fix("fuzz.yaml", src)
		if len(mended) == 0 && !bytes.Equal(got, src) {
			t.Fatalf("nothing was mended, and %q became %q", src, got)
		}
		again, more := linter.Fix("fuzz.yaml", got)
		if len(more) > 0 || !bytes.Equal(again, got) {
			t.Fatalf("%q became %q, and then %q: %v", src, got, again, more)
		}
		if len(file.Problems) > 0 {
			return // what could not be read may become words
		}
		words := func(f *template.File) []string {
			all := strings.Fields(strings.Join(textsWords(f), " "))
			slices.Sort(all)
			return all
		}
		before, after := words(file), words(template.Parse("fuzz.yaml", got))
		if !slices.Equal(before, after) {
			t.Fatalf("%q became %q: the words %q became %q", src, got, before, after)
		}
	})
}

// holdEdits checks that a fix changes what its edits cover, and nothing else.
func holdEdits(t *testing.T, f *template.File, fix *template.Fix) {
	got, applied := f.Apply([]*template.Fix{fix})
	if !applied[0] {
		t.Fatalf("a fix that cannot be made: %+v", fix)
	}
	lines := func(text []byte) []string { return strings.SplitAfter(string(text), "\n") }
	before, after := lines(f.Source), lines(got)
	first, last := len(before), 0
	for _, e := range fix.Edits {
		if !bytes.ContainsRune(f.Source, '\r') || strings.Count(string(f.Source), "\r") == strings.Count(string(f.Source), "\r\n") {
			first, last = min(first, e.At.Start.Line-1), max(last, e.At.End.Line)
		}
	}
	if first > last {
		return // lines end otherwise
	}
	if !slices.Equal(before[:first], after[:first]) {
		t.Fatalf("a line above the fix %+v has changed:\n%q\n%q", fix, f.Source, got)
	}
	below := before[last:]
	if !slices.Equal(below, after[len(after)-len(below):]) {
		t.Fatalf("a line below the fix %+v has changed:\n%q\n%q", fix, f.Source, got)
	}
}
