package lint

import (
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

// TestWordLists holds that every list is there in every language, and that its lines are what they seem to be.
func TestWordLists(t *testing.T) {
	files, err := fs.Glob(wordFiles, "words/*.txt")
	require.NoError(t, err)
	found := map[string][]string{} // languages by list
	for _, path := range files {
		list, language, ok := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(path, "words/"), ".txt"), ".")
		require.True(t, ok, path)
		found[list] = append(found[list], language)
		text, err := wordFiles.ReadFile(path)
		require.NoError(t, err)
		assert.True(t, strings.HasPrefix(string(text), "# "), "%s has no head", path)
		seen := map[string]bool{}
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			x := newLexicon()
			x.add(0, line)
			checkPhrase(t, path, line, x)
			plain := spellPhrase(t, line)
			assert.False(t, seen[plain], "%s: %q stands there twice", path, line)
			seen[plain] = true
		}
		assert.GreaterOrEqual(t, len(seen), 7, path)
	}
	want := []string{"ar", "de", "en", "es", "fr", "hi", "id", "pt"}
	for _, name := range listNames {
		assert.Equal(t, want, found[name], name)
		delete(found, name)
	}
	assert.Len(t, found["common"], maxCommon)
	delete(found, "common")
	assert.Empty(t, found, "files of no list")
}

// checkPhrase holds that a phrase is cheap to look for, and means something.
func checkPhrase(t *testing.T, path, line string, x *lexicon) {
	t.Helper()
	all := slices.Clone(x.anywhere)
	for _, e := range x.byWord {
		all = append(all, e.phrases...)
	}
	for _, phrases := range x.byStem {
		all = append(all, phrases...)
	}
	require.NotEmpty(t, all, "%s: %q has no words", path, line)
	pieces := all[0].pieces
	assert.NotNil(t, pieces[0], "%s: %q begins with a gap", path, line)
	assert.NotNil(t, pieces[len(pieces)-1], "%s: %q ends with a gap", path, line)
	for _, piece := range pieces {
		for _, parts := range piece {
			if last := parts[len(parts)-1]; last.beginning {
				assert.GreaterOrEqual(t, len(last.text), stem, "%s: %q has too few letters before a star", path, line)
			}
		}
	}
}

// spellPhrase is a phrase as it is compared, with its mark.
func spellPhrase(t *testing.T, line string) string {
	t.Helper()
	var b strings.Builder
	if strings.ContainsAny(line[:1], "~!") {
		line = line[1:]
	}
	for _, piece := range piecesOf(line, new(splitter)) {
		b.WriteString(" ")
		if piece == nil {
			b.WriteString("…")
		}
		for _, parts := range piece {
			b.WriteString("|")
			for _, p := range parts {
				b.Write(p.text)
				if p.beginning {
					b.WriteString("*")
				}
				b.WriteString(" ")
			}
		}
	}
	return b.String()
}

func TestSplit(t *testing.T) {
	for text, want := range map[string]string{
		"Olá, É só HOJE!":                          "ola/e so hoje",
		"1,299.00 € off, 20 % off":                 "0 $ off/0 % off",
		"Use SAVE20 in 10min":                      "use save00 in 0 min",
		"*<<1>>*% off {{name}}":                    "<<>> % off <<>>",
		"don't see https://a.example/sale?x=1 now": "don t see https/now",
		"Your code:\n\n*<<1>>*\nbye":               "your code <<>>/bye",
		"a.b www.sale.example":                     "a/b www/sale/example",
		"الخصم والخصم ٢٠٪ خَصْم":                   "خصم خصم 0 % خصم",
		"हाँ ज़रूर २०%। अब":                        "हां जरूर 0 %/अब",
		"Straße cafe\u0301 \u0301x":                "strasse cafe x",
		"":                                         "",
		"👩\u200d🚀 \xff":                            "",
	} {
		var s splitter
		var b strings.Builder
		clause := 0
		for i, w := range s.split(template.NewText(text)) {
			switch {
			case w.clause != clause && i > 0:
				b.WriteString("/")
			case i > 0:
				b.WriteString(" ")
			}
			clause = w.clause
			b.Write(w.folded)
			assert.Less(t, w.start, w.end)
		}
		assert.Equal(t, want, b.String(), text)
	}
}

func TestPhrases(t *testing.T) {
	for _, c := range []struct {
		phrases string // one a line
		text    string
		want    string // what was found, with / between
	}{
		{"special offer", "A SPECIAL  *offer* today", "SPECIAL  *offer"},
		{"special offer", "special, offer", ""},
		{"offer\nspecial offer", "a special offer", "special offer"},
		{"offer\n! job offer", "a job offer and an offer", "offer"},
		{"send … password", "send us your password", "send us your password"},
		{"send … password", "send password", "send password"},
		{"send … password", "send a b c d e password", "send a b c d e password"},
		{"send … password", "send a b c d e f password", ""},
		{"send … password", "send it. The password", ""},
		{"photo|copy of", "a copy of it", "copy of"},
		{"log-in|login code", "a log in code", "log in code"},
		{"disc* now", "discounts now", "discounts now"},
		{"20% off", "<<1>>% off", "<<1>>% off"},
		{"code <<>>", "code 12, code <<1>>", "code <<1>>"},
		{"a …", "a", "a"},
		{"…\n!\n~\n#x", "a b c", ""},
	} {
		x := newLexicon()
		for line := range strings.Lines(c.phrases) {
			x.add(0, line)
		}
		r := new(reader)
		in := text{Text: template.NewText(c.text)}
		words := r.split(in.Text)
		r.look(words)
		x.find(r, words)
		var read wordsRead
		read.keep(in, words, r.matches)
		var found []string
		for _, h := range read.hits[0] {
			found = append(found, c.text[h.start:h.end])
		}
		assert.Equal(t, c.want, strings.Join(found, "/"), "%q in %q", c.phrases, c.text)
	}
}

// TestOptionsWords holds that a project's phrases count in every language, with a list or without.
func TestOptionsWords(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		f := template.Parse("t.yaml", []byte("name: a\nlanguage: "+language+"\ncategory: utility\nbody: Это наш ГРОШИК дня для вас сегодня\n"))
		rules := func(o Options) (ids []string) {
			for _, d := range New(o).Run([]*template.File{f}) {
				ids = append(ids, d.Rule)
			}
			return ids
		}
		assert.NotContains(t, rules(Options{}), "content-promo-in-utility")
		with := Options{Words: map[string][]string{"promo": {"грошик дня"}, "no-such-list": {"x"}}}
		assert.Contains(t, rules(with), "content-promo-in-utility", language)
		assert.Contains(t, WordLists(), "promo")
	}
}

// TestWordsAtOnce reads the same lists from many sides.
func TestWordsAtOnce(t *testing.T) {
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, language := range []string{"en", "es", "pt_BR", "hi", "id", "ar", "fr", "de"} {
				f := template.Parse("t.yaml", []byte("name: a\nlanguage: "+language+"\ncategory: utility\nbody: 20% off, <<1>>\n"))
				assert.NotNil(t, Run([]*template.File{f}))
			}
		})
	}
	all.Wait()
}

// TestWordsOfLongTexts reads texts that no phone would show, and has to come to an end.
func TestWordsOfLongTexts(t *testing.T) {
	for _, text := range []string{"deal ", "\\n", ":\\n", "send ", "a,", "<<1>>", "not send password. "} {
		f := template.Parse("t.yaml", []byte("name: a\nlanguage: en\ncategory: utility\nbody: \""+strings.Repeat(text, 400_000/len(text))+"\"\n"))
		start := time.Now()
		require.NotEmpty(t, f.Templates)
		p := Pass{Template: f.Templates[0], texts: textsOf(f.Templates[0])}
		for _, l := range []list{promoWords, identifierWords} {
			p.fires(l, l, true)
		}
		assert.Less(t, time.Since(start), 10*time.Second, "%q", text)
	}
}

func FuzzWords(f *testing.F) {
	f.Add("send … password", "send us *your* password <<1>>")
	f.Add("! a|b-c d*", "a\u0301ص ज़")
	f.Fuzz(func(t *testing.T, line, body string) {
		x := newLexicon()
		x.add(0, line)
		r := new(reader)
		in := text{Text: template.NewText(body)}
		words := r.split(in.Text)
		r.look(words)
		x.find(r, words)
		var read wordsRead
		read.keep(in, words, r.matches)
		read.evidence.count(words, r.common, bodyKind)
		for _, h := range read.hits[0] {
			assert.True(t, 0 <= h.start && h.start < h.end && h.end <= len(body))
		}
	})
}
