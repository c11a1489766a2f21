package lint

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
)

func parse(t testing.TB, text string) *template.Template {
	t.Helper()
	f := template.Parse("template.yaml", []byte(text))
	require.Empty(t, f.Problems)
	require.Len(t, f.Templates, 1)
	return f.Templates[0]
}

const shipped = `name: order_shipped
language: en_US
body:
  text: <<1>>, your order <<2>> has left our warehouse today
  params:
    - {name: name, example: Ana, max_length: 10}
    - {name: order, value: A-1043}
`

func TestRunKeepsProblems(t *testing.T) {
	broken := template.Parse("b.yaml", []byte("name: Order\nlanguage: en_US\nbody: {{1}}\n"))
	faulty := template.Parse("a.yaml", []byte(shipped))
	require.NotEmpty(t, broken.Problems)
	var rules []string
	for _, d := range Run([]*template.File{broken, faulty}) {
		rules = append(rules, d.File+" "+d.Rule)
	}
	assert.Equal(t, []string{"a.yaml variable-leading", "b.yaml name-charset", "b.yaml shape"}, rules)
}

func TestCheckAsksOneStage(t *testing.T) {
	bound, unknown := parse(t, shipped).With(template.Values{"name": "Ana\nMaria de Souza", "order": ""})
	require.Empty(t, unknown)
	var messages []string
	for _, d := range Check(bound, template.Send) {
		assert.NotZero(t, d.Stage&template.Send)
		messages = append(messages, d.Message)
	}
	assert.Equal(t, []string{
		`the value given for "name" has a line break; WhatsApp refuses it`,
		`the value given for "name" has 18 characters; its max_length is 10`,
		`the value given for "order" is empty; WhatsApp refuses empty values`,
	}, messages)
	assert.Empty(t, Check(parse(t, shipped), template.Send))
	assert.Len(t, Check(parse(t, shipped), template.Create), 1)
}

// TestExamplesAreNotSent: where a value is supplied, what the file says of the parameter does not matter.
func TestExamplesAreNotSent(t *testing.T) {
	coupon := parse(t, "name: coupon\nlanguage: en\nlimited_time_offer:\n  text: Ends soon\n  expiration_time_ms: {name: ends, example: tomorrow}\n"+
		"body: This code takes a fifth off.\nbuttons:\n  - {type: copy_code, params: [{name: code, example: SPRINGSALE202700}]}\n  - {type: url, text: Shop, url: https://acme.example}\n")
	assert.Len(t, Check(coupon, template.Send), 2)
	bound, _ := coupon.With(template.Values{"code": "SPRING20", "ends": "1830297600000"})
	assert.Empty(t, Check(bound, template.Send))
	bound, _ = coupon.With(template.Values{"code": "SPRINGSALE202800", "ends": "1830297600"})
	var messages []string
	for _, d := range Check(bound, template.Send) {
		assert.Nil(t, d.Fix, "there is nothing in the file to mend")
		messages = append(messages, d.Message)
	}
	assert.Equal(t, []string{
		`the value given for "ends" is 1830297600, which are seconds since 1970; WhatsApp wants milliseconds`,
		`the value given for "code", a coupon's code, has 16 characters; the limit is 15`,
	}, messages)
}

func TestRulesSurviveAnything(t *testing.T) {
	for _, text := range []string{
		"", "---", "a", "[]", "name: {}", "name: x\nlanguage: []\nbody: []\nheader: 1\nfooter: {text: {}}\nbuttons: {a: b}\n",
		"header: {format: text}\nbody: {}\nfooter: {}\nbuttons: [1, {}, {type: nonsense}, {type: url}, {type: mpm, sections: [1, {}]}, {type: otp}]\n",
		"body: {text: '<<1>>', params: [{}, [], null, {value: {}}]}\nparams: {a: null, b: []}\n",
		"header: {format: location, latitude: '', longitude: null}\nbody: '{{'\n",
		"category: authentication\ncarousel: {cards: [1, {}, null, {header: [], body: {}, buttons: [1, {}]}, {header: {format: product}, body: {}}]}\n" +
			"limited_time_offer: 1\norder_status: []\ncall_permission_request: {}\nfooter: []\n",
		"category: [1]\ncarousel: []\nlimited_time_offer: {text: '<<1>>', expiration_time_ms: {}}\norder_status: {status: {}}\nheader: {}\nbody: {add_security_recommendation: 1}\n" +
			"buttons: [{type: otp, otp_type: one_tap, supported_apps: [1, {}, null, [], {}, {}, {signature_hash: '\x1b'}]}, {type: copy_code, params: [{}]}, {type: mpm, thumbnail: 1, sections: [{}]}]\n",
		"body: '" + strings.Repeat("<<1>>", 300) + strings.Repeat("{<", 300) + "'\n",
	} {
		assert.NotPanics(t, func() { report(t, "template.yaml", text) }, text)
	}
}

// TestManyFaults holds the time to read one line of a megabyte that is all faults: what is quadratic takes minutes.
func TestManyFaults(t *testing.T) {
	for _, piece := range []string{"<<a>>", "{{A}} ", "{1", "{{{1}}} ", "<<0>>", "𝕏 {{ ", "_a_ "} {
		text := "name: x\nlanguage: en\nbody: '" + strings.Repeat(piece, 100_000/len(piece)) + "'\nbuttons:\n  - {type: url, text: a, url: 'https://a.example/" +
			strings.Repeat(piece, 100_000/len(piece)) + "'}\n"
		got, _ := report(t, "template.yaml", text)
		assert.Less(t, len(got), 1_000_000)
	}
}

func TestPage(t *testing.T) {
	page, err := Page("variable-sequence")
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(page, "# variable-sequence\n"))
	for id, want := range map[string]string{
		"variable-sequense": `there is no rule "variable-sequense"; the nearest is variable-sequence`,
		"body_length":       `there is no rule "body_length"; the nearest is body-length`,
		"":                  `there is no rule ""`,
		"../rules":          `there is no rule "../rules"`,
		"xyzzy":             `there is no rule "xyzzy"`,
	} {
		_, err := Page(id)
		assert.EqualError(t, err, want)
	}
}

func TestRulesIsACopy(t *testing.T) {
	Rules()[0].ID = "changed"
	assert.Equal(t, "name-charset", Rules()[0].ID)
}

func TestLanguages(t *testing.T) {
	assert.Len(t, languages().codes, 111)
	for _, c := range otherCodes {
		assert.True(t, languages().has(c), c)
	}
	for written, want := range map[string]string{
		"EN_us": "write en_US", "PT-br": "write pt_BR", " es ": "write es", "Norwegian": "write nb", "iw": "write he",
		"es_419": "write es, es_AR, es_CL, es_CO, es_CR, es_DO, es_EC, es_HN, es_MX or es_PA", "filp": "write fil",
		"en_USA": "write en, en_GB, en_US, en_AE, en_AU, en_CA, en_GH, en_IE, en_IN or en_JM",
		"xx":     "a code is a language, such as en, or a language and a country, such as pt_BR",
	} {
		assert.Equal(t, want, languages().hint(written), written)
	}
}

func TestEmojis(t *testing.T) {
	for text, want := range map[string][]string{
		"plain © ™ → ★ 1 # é文": nil,
		"👨‍👩‍👧‍👦👩‍🚀":           {"👨‍👩‍👧‍👦", "👩‍🚀"},
		"a👍🏽b❤️c❤":             {"👍🏽", "❤️", "❤"},
		"🇧🇷🇵🇹🇲":                {"🇧🇷", "🇵🇹", "🇲"},
		"x1️⃣#⃣":               {"1️⃣", "#⃣"},
		"🏴󠁧󠁢󠁳󠁣󠁴󠁿🏴":             {"🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴"},
		"☎︎ ☎ ©️":              {"☎", "©️"},
		"\u20e3":               {"\u20e3"},
		"🚚\u200d":              {"🚚\u200d"},
	} {
		var got []string
		for start, end := range emojis(text) {
			got = append(got, text[start:end])
		}
		assert.Equal(t, want, got, text)
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Order-Shipped": "order_shipped", "orderShippedV2": "order_shipped_v2", "ORDER": "order", "código": "codigo",
		"__a..b__": "a_b", "注文": "", "Order  Id ": "order_id",
	} {
		assert.Equal(t, want, slug(in), in)
	}
}

func TestMeasure(t *testing.T) {
	for _, c := range []struct {
		text           string
		limit, n, from int
	}{
		{"abc", 3, 3, 3},
		{"abcd", 3, 4, 3},
		{"ab👋cd", 3, 6, 2},
		{"ab<<customer_name>>cd", 7, 9, 19},
		{"ab<<customer_name>>cd", 6, 9, 2},
	} {
		body := parse(t, "name: x\nlanguage: en\nbody: "+c.text+"\n").Body.Text
		n, from := text{Text: body}.measure(c.limit)
		assert.Equal(t, c.n, n, c.text)
		if n > c.limit {
			assert.Equal(t, c.from, from, c.text)
		}
	}
}

func FuzzRun(f *testing.F) {
	f.Add([]byte(shipped))
	f.Add([]byte("name: é\nlanguage: no\nheader: '*x* {{{1}}} 👩‍🚀'\nbody: |\n  <<a>> {1 \x1b}}\n\n\n\nbuttons:\n - {type: url, text: _a_, url: 'http://%'}\n"))
	f.Add([]byte("# watemplate: ignore-file body-emoji, x -- é\n---\nname: a # watemplate: ignore\nlanguage: en\nbody: |\n  # watemplate: ignore a -- b\n---\nname: a\nlanguage: en\nbody: x\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		files := []*template.File{template.Parse("fuzz.yaml", src)}
		var b strings.Builder
		if err := Print(&b, Run(files), files, PrintOptions{}); err != nil {
			t.Fatal(err)
		}
		if !utf8.ValidString(b.String()) {
			t.Fatalf("no UTF-8: %q", b.String())
		}
		for _, r := range b.String() {
			if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
				t.Fatalf("%U reaches the terminal", r)
			}
		}
	})
}

func BenchmarkRun(b *testing.B) {
	files := []*template.File{template.Parse("template.yaml", []byte(benchmarked))}
	require.Empty(b, Run(files))
	b.ReportAllocs()
	for b.Loop() {
		Run(files)
	}
}

const benchmarked = `name: order_shipped
language: en_US
category: utility
header:
  format: image
  link: https://cdn.example.com/parcel.jpg
body:
  text: |
    Hi <<1>>, your order *<<2>>* has left our warehouse 🚚
    It should be with you by <<3>>, weather permitting.

    You can follow it on our site, or answer this message if you want us to bring it
    on another day. We leave it with a neighbour whom you trust if you tell us which.
  params:
    - $contact.name
    - {name: order, example: A-1043}
    - {name: eta, value: tomorrow, example: Friday}
footer: Acme Parcels
buttons:
  - type: url
    text: Track parcel
    url: https://acme.example/track/<<1>>
    params: [{name: order, value: A-1043}]
  - type: phone_number
    text: Call us
    phone_number: "+60121233112"
  - type: quick_reply
    text: Stop updates
`
