package lint

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
)

// Answer is what was read of a refusal: Meta's, or the message API's. Its texts are those of a stranger.
type Answer struct {
	// Code is a number, or a word of a review; it is empty where a text alone was given.
	Code, Subcode           string
	Title, Message, Details string
	Subject                 string // the template, where the answer names it
	Trace                   string // by which Meta finds the request
}

// Name is the answer's code as people write it.
func (a Answer) Name() string { return Refusal{Code: a.Code, Subcode: a.Subcode}.Name() }

// maxAnswers is how many answers are read of one text.
const maxAnswers = 50

// ReadAnswers finds the refusals in a text: a code, the body of an answer, a webhook, or lines of a log that have one of
// these in them. It returns nothing where there is none.
func ReadAnswers(src []byte) []Answer {
	text := strings.TrimSpace(string(bytes.ToValidUTF8(src, []byte("\uFFFD"))))
	if m := bareCode().FindStringSubmatch(text); m != nil {
		return []Answer{{Code: m[1], Subcode: m[2]}}
	}
	if word := strings.ToUpper(text); reviewWord(word) {
		return []Answer{{Code: word}}
	}
	var r answerReader
	r.json(text, 0)
	if plain := strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(text); len(r.found) == 0 && plain != text {
		r.json(plain, 0) // JSON inside a string of a log stands there with its quotes escaped
	}
	if len(r.found) == 0 {
		r.fields(text)
	}
	r.sentences(text)
	if len(r.found) == 0 {
		r.guess(text)
	}
	return r.found
}

// bareCode is a code as people write it: 132000, #132000, (#100), 100/2388299.
var bareCode = expression(`^\(?#?(\d{1,10})(?:\s*/\s*(\d{1,10}))?\)?:?$`)

func reviewWord(word string) bool {
	table, _ := refusalTable()
	return slices.ContainsFunc(table, func(r Refusal) bool { return r.Stage == "review" && r.Code == word })
}

type answerReader struct {
	found []Answer
	spent int // bytes read of what turned out to be no JSON
}

// maxText is how much is kept of a text of an answer, in bytes.
const maxText = 4000

func (r *answerReader) add(a Answer) {
	for _, text := range []*string{&a.Title, &a.Message, &a.Details, &a.Subject, &a.Trace} {
		if len(*text) > maxText {
			*text = strings.ToValidUTF8((*text)[:maxText], "")
		}
	}
	if len(r.found) < maxAnswers && !slices.Contains(r.found, a) {
		r.found = append(r.found, a)
	}
}

// maxSpent bounds the work on texts that are full of braces and no JSON.
const maxSpent = 8 << 20

// maxNested is how deep an answer is looked for in the texts of another.
const maxNested = 4

// json takes every piece of JSON out of a text and looks for answers in it.
func (r *answerReader) json(text string, nested int) {
	for i := 0; i < len(text) && r.spent < maxSpent; i++ {
		if text[i] != '{' {
			continue
		}
		d := json.NewDecoder(strings.NewReader(text[i:]))
		d.UseNumber()
		var v map[string]any
		if err := d.Decode(&v); err != nil {
			n := len(text) - i
			if s := (*json.SyntaxError)(nil); errors.As(err, &s) {
				n = int(s.Offset)
			}
			r.spent += n
			continue
		}
		r.walk(v, nested)
		i += int(d.InputOffset()) - 1
	}
}

// inner looks for answers in a text of an answer: a gateway puts what Meta said into its own message.
func (r *answerReader) inner(text string, nested int) {
	if nested < maxNested {
		r.json(text, nested+1)
		r.sentences(text)
	}
}

// codedSentence is one of Meta's that begins with its code, to the end of its line.
var codedSentence = expression(`\(#(\d{1,10})\)([^\n]*)`)

// sentences finds what Meta said with a code of which there is no more than that.
func (r *answerReader) sentences(text string) {
	for _, m := range codedSentence().FindAllStringSubmatch(text, maxAnswers) {
		if !slices.ContainsFunc(r.found, func(a Answer) bool { return a.Code == m[1] }) {
			r.add(Answer{Code: m[1], Message: strings.TrimSpace(m[2])})
		}
	}
}

func (r *answerReader) walk(v any, nested int) {
	switch v := v.(type) {
	case map[string]any:
		if a, ok := answerOf(v); ok {
			before := len(r.found)
			message, own := strings.CutPrefix(a.Message, "(#"+a.Code+")")
			if a.Message = strings.TrimSpace(message); !own {
				r.inner(a.Message, nested)
			}
			if len(r.found) == before {
				r.add(a)
			}
			return
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			r.walk(v[key], nested)
		}
	case []any:
		for _, one := range v {
			r.walk(one, nested)
		}
	case string:
		r.inner(v, nested)
	}
}

// answerOf reads an object that is an error, a webhook about a template, or a template with the reason of its refusal.
func answerOf(v map[string]any) (Answer, bool) {
	info := jsonObject(v["rejection_info"])
	a := Answer{
		Code: codeNumber(v["code"]), Subcode: codeNumber(v["error_subcode"]), Trace: jsonText(v["fbtrace_id"]),
		Title:   cmp.Or(jsonText(v["error_user_title"]), jsonText(v["title"])),
		Message: cmp.Or(jsonText(v["error_user_msg"]), jsonText(v["message"])),
		Details: cmp.Or(jsonText(jsonObject(v["error_data"])["details"]), jsonText(v["error_data"]), jsonText(v["details"])),
	}
	if a.Code+a.Subcode != "" {
		return a, a.Subcode+a.Title+a.Message+a.Details != "" || len(v) == 1
	}
	_, hook := v["event"].(string)
	hook = hook && (v["message_template_id"] != nil || v["message_template_name"] != nil)
	reason := cmp.Or(jsonText(v["reason"]), jsonText(v["rejected_reason"]))
	switch {
	case reason != "" && reason != "NONE" && (hook || reviewWord(reason)):
		a.Code = reason
	case hook:
		a.Code = jsonText(v["event"])
	default:
		return a, false
	}
	a.Message, a.Details = jsonText(info["reason"]), jsonText(info["recommendation"])
	a.Subject = strings.TrimSpace(cmp.Or(jsonText(v["message_template_name"]), jsonText(v["name"])) + " " +
		cmp.Or(jsonText(v["message_template_language"]), jsonText(v["language"])))
	return a, true
}

// answerField is a field of an answer whose JSON is cut off or otherwise broken.
var answerField = expression(`\\*["'](code|error_subcode|error_user_title|error_user_msg|message|details|fbtrace_id)\\*["']\s*[:=]\s*(?:\\*["']([^"\\]*)|(\d{1,10})\b)`)

// fields reads those of an answer whose JSON is broken.
func (r *answerReader) fields(text string) {
	of := map[string]string{}
	for _, m := range answerField().FindAllStringSubmatch(text, maxAnswers) {
		of[m[1]] = cmp.Or(of[m[1]], m[2]+m[3])
	}
	a := Answer{
		Code: of["code"], Subcode: of["error_subcode"], Title: of["error_user_title"],
		Message: cmp.Or(of["error_user_msg"], of["message"]), Details: of["details"], Trace: of["fbtrace_id"],
	}
	a.Message = strings.TrimSpace(strings.TrimPrefix(a.Message, "(#"+a.Code+")"))
	if codeDigits(a.Code) && (a.Subcode == "" || codeDigits(a.Subcode)) {
		r.add(a)
	}
}

// longNumber is a number that may be a code.
var longNumber = expression(`\b(?:(\d{1,6})\s*/\s*)?(\d{5,7})\b`)

// guess looks for known numbers, and else for known sentences.
func (r *answerReader) guess(text string) {
	table, _ := refusalTable()
	for line := range strings.Lines(text) {
		for _, m := range longNumber().FindAllStringSubmatch(line, maxAnswers) {
			a := Answer{Code: m[1], Subcode: m[2], Message: strings.TrimSpace(line)}
			if m[1] == "" {
				a.Code, a.Subcode = m[2], ""
			}
			if slices.ContainsFunc(table, func(r Refusal) bool { return r.Code == m[2] || r.Subcode == m[2] }) {
				r.add(a)
			}
		}
	}
	if a := (Answer{Message: text}); len(r.found) == 0 {
		if _, known := a.Explain(); known {
			r.add(a)
		}
	}
}

func jsonObject(v any) map[string]any { m, _ := v.(map[string]any); return m }

func jsonText(v any) string { s, _ := v.(string); return s }

// codeNumber is a code: a whole number, or one that stands in quotes.
func codeNumber(v any) string {
	s := jsonText(v)
	if n, ok := v.(json.Number); ok {
		s = n.String()
	}
	if !codeDigits(s) {
		return ""
	}
	return s
}

// codeDigits reports whether a text is the number of a code, and not a longer one such as an identifier.
func codeDigits(s string) bool { return len(s) <= 10 && digits(s) }
