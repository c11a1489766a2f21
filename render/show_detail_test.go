package render

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/watemplate/watemplate/template"
)

func TestMoment(t *testing.T) {
	for ms, want := range map[string]string{
		"1830297600000":        "1 Jan 2028, 00:00 UTC",
		"1830297659999":        "1 Jan 2028, 00:00 UTC",
		"1715200000":           "20 Jan 1970, 20:26 UTC", // seconds, given by mistake
		"-1":                   "31 Dec 1969, 23:59 UTC",
		"next Friday":          "next Friday",
		"":                     "",
		"99999999999999999999": "99999999999999999999",
	} {
		assert.Equal(t, want, moment(ms), ms)
	}
}

func TestPeriod(t *testing.T) {
	for minutes, want := range map[string]string{
		"1": "1 minute", "59": "59 minutes", "60": "1 hour", "90": "90 minutes", "1440": "1 day", "1500": "25 hours",
		"10080": "7 days", "": "", "soon": "soon", "1e3": "1e3",
	} {
		assert.Equal(t, want, period(minutes), minutes)
	}
}

func TestAmount(t *testing.T) {
	for _, c := range []struct{ value, offset, want string }{
		{"50005", "100", "500.05"},
		{"5", "100", "0.05"},
		{"0", "100", "0.00"},
		{"500", "1", "500"},
		{"12500", "1000", "12.500"},
		{"500", "", ""},
		{"500", "60", ""},
		{"500", "0", ""},
		{"", "100", ""},
		{"-500", "100", ""},
		{"5.5", "100", ""},
		{"500", "100000000000000000000", ""},
	} {
		assert.Equal(t, c.want, amount(c.value, c.offset), "%s/%s", c.value, c.offset)
	}
}

// What nobody has checked is read as far as it goes.
func TestBill(t *testing.T) {
	for action, want := range map[string]string{
		``:                     "",
		`null`:                 "",
		`[]`:                   "",
		`{"order_details": 1}`: "",
		`{"order_details": {"reference_id": 1043, "currency": "INR"}}`:                            "",
		`{"order_details": {"reference_id": "A", "total_amount": 5}}`:                             "A",
		`{"order_details": {"currency": ["INR"], "total_amount": {"value": 5, "offset": 100}}}`:   "0.05",
		`{"order_details": {"currency": "INR", "total_amount": {"value": "5", "offset": "100"}}}`: "0.05 INR",
	} {
		var text string
		for _, piece := range bill(&template.Button{Action: []byte(action)}) {
			text += piece.Text
		}
		assert.Equal(t, want, text, action)
	}
}

// What the file gives without a name is fixed; what has a name, or came from outside, is a value.
func TestPreviewMarksWhatMayChange(t *testing.T) {
	draw := func(link string, values template.Values) string {
		b, _ := Bind(parseOne(t, "name: a\nlanguage: en\nheader: {format: image, link: "+link+"}\nbody: Hi\n"), values)
		return Show(b).Terminal(Look{Width: 60})
	}
	assert.Contains(t, draw("https://acme.example/a.jpg", nil), " https://acme.example/a.jpg ")
	assert.Contains(t, draw("{name: photo, value: https://acme.example/a.jpg}", nil), "[https://acme.example/a.jpg]")
	supplied := template.Values{"header.link": "https://acme.example/b.jpg"}
	assert.Contains(t, draw("https://acme.example/a.jpg", supplied), "[https://acme.example/b.jpg]")
	assert.Contains(t, draw("$order.photo", nil), "[$order.photo]")
	assert.Contains(t, draw("{value: $order.photo, example: https://acme.example/a.jpg}", nil), "[https://acme.example/a.jpg$]")
}
