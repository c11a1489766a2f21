package lint

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRefusals holds every line of the table: its words are known, its rules exist, and an answer leads to it.
func TestRefusals(t *testing.T) {
	table, err := refusalTable()
	require.NoError(t, err)
	require.NotEmpty(t, table)
	for _, r := range table {
		assert.Contains(t, []string{"create", "review", "send", "account", "api"}, r.Stage, r.Name())
		assert.NotEmpty(t, r.Code+r.Subcode)
		assert.NotEmpty(t, r.Meaning, r.Name())
		assert.NotEmpty(t, r.Remedy, r.Name())
		assert.NotEmpty(t, Retries[r.Retry], "%s: %s", r.Name(), r.Retry)
		assert.NotEmpty(t, Evidences[r.Evidence], "%s: %s", r.Name(), r.Evidence)
		phrases := r.says
		if last, _ := pick(table, "", func(other Refusal) bool { return other.Name() == r.Name() }); last.Remedy == r.Remedy {
			phrases = append(phrases, "")
		}
		assert.NotEmpty(t, phrases, "%s: no answer leads to this line", r.Name())
		for _, phrase := range phrases {
			got, known := Answer{Code: r.Code, Subcode: r.Subcode, Message: phrase}.Explain()
			assert.True(t, known, "%s: %q", r.Name(), phrase)
			assert.Equal(t, r, got, "another line is nearer to %q", phrase)
		}
	}
}

// TestRefusalRules holds that every rule of the table exists, and that every rule which names a code is found by it.
func TestRefusalRules(t *testing.T) {
	lines := csv.NewReader(strings.NewReader(refusalsCSV))
	lines.Comment = '#'
	all, err := lines.ReadAll()
	require.NoError(t, err)
	for _, f := range all {
		for _, id := range strings.Fields(f[6]) {
			known := id == "*" || slices.Contains(others, id) ||
				slices.ContainsFunc(catalogue, func(r Rule) bool { return r.ID == id })
			assert.True(t, known, "%s %s: there is no rule %s", f[1], f[2], id)
		}
	}
	for _, rule := range catalogue {
		if rule.Code == "" {
			continue
		}
		answers := ReadAnswers([]byte(rule.Code))
		require.Len(t, answers, 1, rule.Code)
		_, known := answers[0].Explain()
		assert.True(t, known, "%s: %s is not explained", rule.ID, rule.Code)
		assert.True(t, slices.ContainsFunc(Refusals(), func(r Refusal) bool {
			return r.Name() == rule.Code && slices.Contains(r.Rules, rule.ID)
		}), "%s does not lead to %s; write * among its rules", rule.Code, rule.ID)
	}
}

func TestReadAnswers(t *testing.T) {
	for _, c := range []struct {
		text  string
		codes string   // of what is read, as people write them
		title string   // of the first refusal
		rule  string   // the first rule
		where []string // the places of the first
	}{
		{text: "100/2388299", codes: "100/2388299", title: "Leading or trailing params not allowed", rule: "variable-leading"},
		{text: " 2388299\n", codes: "2388299", title: "Leading or trailing params not allowed", rule: "variable-leading"},
		{text: "(#132000)", codes: "132000", title: "Number of parameters does not match the expected number of params", rule: "params-missing"},
		{text: "#132000", codes: "132000", title: "Number of parameters does not match the expected number of params", rule: "params-missing"},
		{text: "999999", codes: "999999"},
		{text: "invalid_format", codes: "INVALID_FORMAT", title: "Invalid format", rule: "variable-syntax"},
		{
			text:  `(#192) Param components[2]['buttons'][1]['phone_number'] is not a valid phone number.`,
			codes: "192", title: "Param is not a valid phone number", rule: "phone-valid", where: []string{"button 2's phone_number"},
		},
		{
			text:  `{"error":{"message":"Invalid parameter","code":100,"error_subcode":2388047,"error_user_title":"x","error_user_msg":"The message body can’t have more than two consecutive newline characters"}}`,
			codes: "100/2388047", title: "Message body format is incorrect", rule: "body-only-variables",
		},
		{
			text:  `{"error":{"message":"Invalid parameter","code":100,"error_subcode":2388072,"error_user_msg":"The message header can't have any new lines, formatting characters, emojis or asterisks."}}`,
			codes: "100/2388072", title: "Message header format is incorrect", rule: "header-newline",
		},
		{
			text:  `{"error":{"message":"Invalid parameter","code":100,"error_user_title":"Character limit exceeded"}}`,
			codes: "100", title: "Character limit exceeded", rule: "header-length",
		},
		{
			text:  `{"error":{"code":"132000","message":"(#132000) Number of parameters","error_data":{"details":"body: number of localizable_params (2) does not match the expected number of params (1)"}}}`,
			codes: "132000", title: "Number of parameters does not match the expected number of params", rule: "params-missing",
			where: []string{"the body: 2 values sent, 1 expected"},
		},
		{
			text:  `2026 ERROR body="{\"error\":{\"code\":131008,\"message\":\"(#131008) Required\",\"error_data\":{\"details\":\"buttons: Button at index 0 of type Url requires a parameter\"}}}" try=2`,
			codes: "131008", title: "Required parameter is missing", rule: "params-missing", where: []string{"button 1 (url)"},
		},
		{
			text:  `x {"error":{"message":"(#132012) Parameter format","code":132012,"error_data":{"details":"header: Format mismatch, expected IMAGE, received UNKNOWN`,
			codes: "132012", title: "Parameter format does not match format in the created template", rule: "header-link",
			where: []string{"the header: approved as image, sent as nothing that Meta knows"},
		},
		{
			text:  `{"entry":[{"changes":[{"field":"message_template_status_update","value":{"event":"REJECTED","message_template_id":1,"message_template_name":"a","reason":"INVALID_FORMAT","rejection_info":{"reason":"Your template has parameters placed next to each other (like {{1}}{{2}})"}}}]}]}`,
			codes: "INVALID_FORMAT", title: "Variables stand next to each other", rule: "variable-adjacent",
		},
		{text: `{"event":"PAUSED","message_template_id":1,"reason":"NONE"}`, codes: "PAUSED", title: "Paused"},
		{text: `{"data":[{"name":"a","language":"en","status":"REJECTED","rejected_reason":"SCAM"},{"name":"b","status":"APPROVED","rejected_reason":"NONE"}]}`, codes: "SCAM", title: "Scam", rule: "content-sensitive-identifiers"},
		{text: `{"statuses":[{"status":"failed","errors":[{"code":131026,"title":"Message undeliverable"},{"code":131049,"title":"t"}]}]}`, codes: "131026 131049", title: "Message undeliverable"},
		{text: `{"code":449,"message":"Your request cannot be processed"}`, codes: "449", title: "Your request is in queue"},
		{text: `{"code":400,"message":"(#132001) template name (order) does not exist in en"}`, codes: "132001", title: "Template does not exist in the translation", rule: "language-code", where: []string{"template order, language en"}},
		{text: `{"code":500,"message":"{\"error\":{\"code\":190,\"message\":\"expired\"}}"}`, codes: "190", title: "Access token has expired"},
		{text: "two lines\n(#131056) slow\n(#131026) gone\n(#131056) slow", codes: "131056 131026", title: "Pair rate limit hit"},
		{text: "failed with error 131053 at noon", codes: "131053", title: "Media upload error", rule: "header-media-type"},
		{text: "Variables can't be at the start or end of the template.", codes: "", title: "Leading or trailing params not allowed", rule: "variable-leading"},
		{text: "(#132012) Parameter format does not match format in the created template", codes: "132012", title: "Parameter format does not match format in the created template", rule: "params-without-placeholder"},
		{text: `component of type BODY is missing expected field(s) (example)`, codes: "", title: `Message template "components" param is missing expected field(s)`, rule: "target", where: []string{"the body: it lacks example"}},
	} {
		answers := ReadAnswers([]byte(c.text))
		require.NotEmpty(t, answers, c.text)
		var codes []string
		for _, a := range answers {
			codes = append(codes, a.Name())
		}
		assert.Equal(t, c.codes, strings.Join(codes, " "), c.text)
		r, _ := answers[0].Explain()
		assert.Equal(t, c.title, r.Title, c.text)
		if c.rule == "" {
			assert.Empty(t, r.Rules, c.text)
		} else if assert.NotEmpty(t, r.Rules, c.text) {
			assert.Equal(t, c.rule, r.Rules[0], c.text)
		}
		assert.Equal(t, c.where, answers[0].Places(), c.text)
	}
}

// TestReadNothing: most texts are no refusal.
func TestReadNothing(t *testing.T) {
	for _, text := range []string{
		"", "hello", "{}", "{", "[]", "null", `{"code":"USD"}`, `{"name":"order","language":{"code":"en"}}`, "order 1043 from 2026", "\x00\xff",
		`{"messages":[{"id":"wamid.x"}]}`, `{"event":"click"}`, `{"reason":"because"}`, `{"code":100}` + "\n" + `{"status":"ok"}`[:0] + `{"x":1}`,
	} {
		if strings.HasPrefix(text, `{"code":100}`) {
			assert.NotEmpty(t, ReadAnswers([]byte(text)), "a code alone is one")
			continue
		}
		assert.Empty(t, ReadAnswers([]byte(text)), text)
	}
}

func TestUnknownSubcode(t *testing.T) {
	r, known := Answer{Code: "100", Subcode: "9999999"}.Explain()
	assert.False(t, known, "100 is any wrong parameter")
	assert.Equal(t, "Invalid parameter", r.Title)
	_, known = Answer{Code: "131026", Subcode: "2494010"}.Explain()
	assert.True(t, known, "when a message is sent the code alone counts")
}

func TestPlaces(t *testing.T) {
	for text, want := range map[string]string{
		`Param template['components'][1]['sub_type'] must be one of {URL}`:        "component 2 of the request's sub_type",
		`Param components[0]["cards"][2]["components"][1]["buttons"][0]["url"] x`: "button 1's url, card 3",
		`Param components[1]['cards'][0]['components'][0]['example'] x`:           "card 1's example",
		`components[0][example][header_handle][0]`:                                "component 1 of the request's example header_handle 1",
		`components[99999999999999999999]['text']`:                                "the request's component's 99999999999999999999 text",
		`component of type FOOTER has unexpected field(s) (format, example)`:      "the footer: it may not have format, example",
		`Button at index 0 is of type Call and does not support parameters`:       "button 1 (call)",
		`body: Param text cannot have new-line/tab characters`:                    "the body",
		`everything is wrong`: "",
	} {
		assert.Equal(t, want, strings.Join(Answer{Message: text}.Places(), "; "), text)
	}
}

// FuzzReadAnswers: any bytes can be asked about.
func FuzzReadAnswers(f *testing.F) {
	for _, s := range []string{
		`{"error":{"code":100,"error_subcode":2388299}}`, `(#100) components[2]['buttons']`, "132000", strings.Repeat("{", 3000),
		strings.Repeat(`{"a":`, 2000), `"{\"code\":1,\"message\":\"{\\\"code\\\":2}\"}"`, strings.Repeat("(#1)", 1000), "code': 12",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, a := range ReadAnswers(src) {
			a.Explain()
			a.Places()
		}
	})
}
