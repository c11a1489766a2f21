package lint_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

const counted = `name: counted
language: en
header: {format: text, text: Order <<1>>, params: [{value: A-1}]}
body:
  text: Hi <<1>>, <<1>> and <<2>>.
  params: [{name: who, value: 👩‍🚀}, {name: eta, example: soon, max_length: 9}]
footer: 欢迎选购
buttons:
  - {type: url, text: Track, url: "https://a.co/<<1>>", params: [{name: code, value: x1}]}
  - {type: copy_code, params: [{name: coupon, value: SAVE}]}
`

func parsed(t *testing.T, src string) *template.Template {
	t.Helper()
	f := template.Parse("t.yaml", []byte(src))
	require.Empty(t, f.Problems)
	return f.Templates[0]
}

func TestLengths(t *testing.T) {
	assert.Equal(t, []lint.Length{
		{Component: "header", Count: len("Order A-1"), Max: 60},
		{Component: "body", Count: len("Hi ,  and .") + 2*5 + len("soon"), Max: 1024}, // an astronaut is five units
		{Component: "footer", Count: 4, Max: 60},
		{Component: "button", Count: 5, Max: 25},
	}, lint.Lengths(parsed(t, counted))[:4])
}

func TestMaxValue(t *testing.T) {
	limits := func(src string) map[string]int {
		template := parsed(t, src)
		all := map[string]int{}
		for _, p := range template.Parameters() {
			all[p.Name()] = lint.MaxValue(template, p)
		}
		return all
	}
	assert.Equal(t, map[string]int{
		"header.1": 60 - len("Order "), "who": 0, "eta": 9, "code": 2000 - len("https://a.co/"), "coupon": 20,
	}, limits(counted))
	assert.Equal(t, 15, limits("name: o\nlanguage: en\nlimited_time_offer: {text: Now}\nbody: Hi\nbuttons: [{type: copy_code, params: [{name: c, value: A}]}]\n")["c"])
	assert.Equal(t, 15, limits("name: o\nlanguage: en\ncategory: authentication\nbody: {text: \"<<1>> is your code.\", params: [{name: c, value: A}]}\nbuttons: [{type: otp}]\n")["c"])
}
