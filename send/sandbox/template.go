package sandbox

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// template accepts any name and language code: which templates are approved
// is not the sandbox's to know. Components may be left out for a template
// without parameters.
var template = object(
	required("name", text),
	required("languageCode", text),
	optional("components", all(list(0, 0, component), onceEach)),
)

var component = variants("type",
	variant{"header", variants("format",
		variant{"text", all(headerWith(
			required("text", text),
			optional("parameters", list(0, 0, textParameter)),
		), placeholdersFilled)},
		variant{"image", mediaHeader("image", optional("filename", anyString))},
		variant{"video", mediaHeader("video", optional("filename", anyString))},
		variant{"document", mediaHeader("document", required("filename", text))},
		variant{"location", headerWith(required("parameters", exactlyOne("location", object(
			required("name", text),
			required("address", text),
			required("latitude", text),
			required("longitude", text),
		))))},
	)},
	// The API is known to send a body without its text, too; but then the
	// inbox shows an empty message, which nobody wants.
	variant{"body", all(object(
		anyType,
		required("text", text),
		optional("parameters", list(0, 0, textParameter)),
	), placeholdersFilled)},
	// That a footer with a placeholder is refused is assumed; no approved
	// template has one.
	variant{"footer", all(object(
		anyType,
		required("text", text),
		optional("parameters", noParameters),
	), placeholdersFilled)},
	variant{"buttons", object(
		anyType,
		required("buttons", list(1, 10, button)),
	)},
)

// headerWith is a header of one format. The vendor's own integration copies
// the text and the example of the approved template into it, so both pass.
func headerWith(fields ...field) check {
	return object(append(fields,
		anyType,
		required("format", anyString),
		optional("text", anyString),
		optional("example", anything),
	)...)
}

// mediaHeader shows the one file that is its parameter.
func mediaHeader(kind string, filename field) check {
	return headerWith(required("parameters", exactlyOne(kind, object(
		required("link", link),
		optional("caption", anyString),
		filename,
	))))
}

// exactlyOne is a list of one parameter, whose value is in the field that is
// named like its type.
func exactlyOne(kind string, value check) check {
	return list(1, 1, object(
		required("type", oneOf(kind)),
		required(kind, value),
	))
}

var textParameter = object(
	required("type", oneOf("text")),
	required("text", parameterText),
)

// parameterText: Meta refuses these characters in a parameter. That the API
// refuses them at once, rather than fail later, is assumed.
func parameterText(path string, v any) error {
	if err := text(path, v); err != nil {
		return err
	}
	if strings.ContainsAny(v.(string), "\r\n\t") {
		return fail(path, "must not contain a line break or a tab")
	}
	if strings.Contains(v.(string), "     ") {
		return fail(path, "must not contain more than 4 spaces in a row")
	}
	return nil
}

func noParameters(path string, v any) error {
	if array, ok := v.([]any); !ok || len(array) > 0 {
		return fail(path, "must be an empty array or absent")
	}
	return nil
}

// onceEach refuses a second component of one type.
func onceEach(path string, v any) error {
	first := map[any]int{}
	for i, c := range v.([]any) {
		kind := c.(map[string]any)["type"]
		if before, twice := first[kind]; twice {
			return fail(join(index(path, i), "type"), "there is a %s already at %s", kind, index(path, before))
		}
		first[kind] = i
	}
	return nil
}

var placeholder = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\{0*(\d+)\}\}`) })

// placeholdersFilled: the placeholders of the text are {{1}} to {{n}}, and n
// is the number of parameters.
func placeholdersFilled(path string, v any) error { return filled(path, v, "text") }

func filled(path string, v any, textField string) error {
	o := v.(map[string]any)
	s, ok := o[textField].(string)
	if !ok {
		return nil
	}
	found := map[string]bool{}
	for _, m := range placeholder().FindAllStringSubmatch(s, -1) {
		found[m[1]] = true
	}
	for n := range len(found) {
		if want := fmt.Sprint(n + 1); !found[want] {
			return fail(join(path, textField), "its %d placeholders must be numbered from {{1}} without gaps; {{%s}} is missing", len(found), want)
		}
	}
	parameters, _ := o["parameters"].([]any)
	if len(parameters) != len(found) {
		return fail(join(path, "parameters"), "has %d elements; the %s has %d placeholders", len(parameters), textField, len(found))
	}
	return nil
}
