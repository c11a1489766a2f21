package lint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/watemplate/watemplate/template"
)

// TestIgnore: where a comment stands decides what it hides.
func TestIgnore(t *testing.T) {
	const order = " # watemplate: ignore body-newlines -- wanted\n"
	const whole = "# watemplate: ignore-file body-newlines -- wanted\n"
	body := func(key, before, after string) string {
		return "name: hello\nlanguage: en_US\n" + before + "body:" + key + "  text: |" + after + "    Hello there,\n\n\n\n    it is fine again\n"
	}
	assert.Equal(t, "a.yaml:7 body-newlines error", firstOf(t, body("\n", "", "\n")))
	for text, want := range map[string]string{
		body("\n", "", order):                   "",
		body(order, "", "\n"):                   "",
		body("\n", order[1:], "\n"):             "",
		body("\n", order[1:]+"# and\n\n", "\n"): "",
		body("\n", "", "\n") + whole:            "",
		whole + body("\n", "", "\n"):            "",
		body("\n", "", "\n") + "---\nname: x\nlanguage: en\nbody: Hello to all of you\n" + whole: "",
		order[1:] + body("\n", "", "\n"):                                                               "a.yaml:1 ignore-unused warning, a.yaml:8 body-newlines error",
		body("\n", "", "\n") + order[1:]:                                                               "a.yaml:7 body-newlines error, a.yaml:10 ignore-unused warning",
		strings.Replace(body("\n", "", "\n"), "\n", order, 1):                                          "a.yaml:1 ignore-unused warning, a.yaml:7 body-newlines error",
		body("\n", "", "\n    # watemplate: ignore body-newlines -- a text\n"):                         "a.yaml:8 body-newlines error",
		body("\n", "", " # watemplate: ignore body-newlines --\n"):                                     "a.yaml:4 ignore-invalid warning, a.yaml:7 body-newlines error",
		body("\n", "", " # watemplate: ignore body-newlines\n"):                                        "a.yaml:4 ignore-invalid warning, a.yaml:7 body-newlines error",
		body("\n", "", " # watemplate: ignore -- why\n"):                                               "a.yaml:4 ignore-invalid warning, a.yaml:7 body-newlines error",
		body("\n", "", " # watemplate: ignor body-newlines -- why\n"):                                  "a.yaml:4 ignore-invalid warning, a.yaml:7 body-newlines error",
		body("\n", "", " # watemplate: body-newlines is wrong here\n"):                                 "a.yaml:7 body-newlines error",
		body("\n", "", " #watemplate:ignore body-lenght,body-newlines,shape -- why\n"):                 "a.yaml:4 ignore-invalid warning, a.yaml:4 ignore-invalid warning",
		body("\n", "", " # watemplate: ignore body-newlines, name-similar, language-missing -- why\n"): "",
	} {
		assert.Equal(t, want, firstOf(t, text), text)
	}
}

func firstOf(t *testing.T, text string) string {
	t.Helper()
	return rulesOf(New(Options{}), map[string]string{"a.yaml": text})
}

// TestIgnoreSpeaks: the faults of ignores say what to write.
func TestIgnoreSpeaks(t *testing.T) {
	for comment, want := range map[string]string{
		"# watemplate: ignore body-emojis -- why": `1:22-33: there is no rule "body-emojis"; the nearest is body-emoji`,
		"# watemplate: ignore a-b-c-d -- why":     `1:22-29: there is no rule "a-b-c-d"`,
		"# watemplate: ignore shape -- why":       "1:22-27: shape is no rule that can be ignored",
		"# watemplate: ignore body-emoji,x":       "1:15-21: the ignore has no reason, so that it hides nothing; write one after the rules: # watemplate: ignore body-emoji, x -- why it is fine here",
		"# watemplate: ignore":                    "1:15-21: the ignore has no reason, so that it hides nothing; write one after the rules: # watemplate: ignore RULE -- why it is fine here",
		"# watemplate: ignore-file -- é":          "1:15-26: the ignore names no rule",
		"# watemplate: ignores body-emoji -- é":   `1:15-22: a comment for watemplate begins with ignore or ignore-file, not "ignores"; did you mean ignore?`,
		"# é\t# watemplate: ignore a -- b":        "",
		"# watemplate: ignore body-emoji -- why":  "1:22-32: body-emoji has no fault to ignore here; take it out",
	} {
		f := template.Parse("a.yaml", []byte(comment+"\nname: hello\nlanguage: en_US\nbody: Hello to all of you\n"))
		var got []string
		for _, d := range Run([]*template.File{f}) {
			s := fmt.Sprintf("%d:%d-%d: %s", d.At.Start.Line, d.At.Start.Column, d.At.End.Column, d.Message)
			if d.Hint != "" {
				s += "; " + d.Hint
			}
			got = append(got, s)
		}
		assert.Equal(t, want, strings.Join(got, ", "), comment)
	}
}

// TestIgnoreLevels: a rule that is off has nothing to ignore, and the faults of ignores have levels too.
func TestIgnoreLevels(t *testing.T) {
	text := "name: hello # watemplate: ignore body-emoji -- why\nlanguage: en_US\nbody: Hello to all of you\n"
	for config, want := range map[string]string{
		"":                              "a.yaml:1 ignore-unused warning",
		"rules: {ignore-unused: error}": "a.yaml:1 ignore-unused error",
		"rules: {ignore-unused: off}":   "",
		"rules: {body-emoji: off}":      "",
	} {
		assert.Equal(t, want, rulesOf(configured(t, config), map[string]string{"a.yaml": text}), config)
	}
}
