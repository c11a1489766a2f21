package sandbox

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// check looks at the value at a path, such as message.template.name, and
// names the path in its error. The message types are tables of checks.
type check func(path string, v any) error

func fail(path, format string, a ...any) error {
	if path == "" {
		path = "body"
	}
	return fmt.Errorf("%s: %s", path, fmt.Sprintf(format, a...))
}

func join(path, name string) string {
	if len(name) > 40 {
		name = name[:40] + "…"
	}
	if path == "" {
		return name
	}
	return path + "." + name
}

func index(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// all makes one check of several, which run until one fails.
func all(checks ...check) check {
	return func(path string, v any) error {
		for _, c := range checks {
			if err := c(path, v); err != nil {
				return err
			}
		}
		return nil
	}
}

// field is one field of an object.
type field struct {
	name  string
	check check
	need  bool
}

func required(name string, c check) field { return field{name, c, true} }
func optional(name string, c check) field { return field{name, c, false} }

// object accepts these fields and no others.
func object(fields ...field) check {
	return func(path string, v any) error {
		o, ok := v.(map[string]any)
		if !ok {
			return wrongType(path, "an object", v)
		}
		if err := noOthers(path, o, fields); err != nil {
			return err
		}
		for _, f := range fields {
			value, present := o[f.name]
			if !present && f.need {
				return fail(join(path, f.name), "required")
			}
			if !present {
				continue
			}
			if err := f.check(join(path, f.name), value); err != nil {
				return err
			}
		}
		return nil
	}
}

// noOthers refuses the first unknown field in alphabetical order.
func noOthers(path string, o map[string]any, fields []field) error {
	var unknown []string
	for name := range o {
		if !slices.ContainsFunc(fields, func(f field) bool { return f.name == name }) {
			unknown = append(unknown, name)
		}
	}
	if unknown == nil {
		return nil
	}
	name := slices.Min(unknown)
	for _, f := range fields {
		if alike(name, f.name) {
			return fail(join(path, name), "unknown field; did you mean %s?", f.name)
		}
	}
	return fail(join(path, name), "unknown field")
}

// alike finds what people guess: language or language_code for languageCode.
func alike(given, name string) bool {
	given, name = squash(given), squash(name)
	return len(given) > 2 && (strings.HasPrefix(name, given) || strings.HasPrefix(given, name))
}

func squash(s string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(s))
}

// variant is an object that is recognized by the value of one of its fields.
type variant struct {
	value string
	check check
}

// variants accepts an object by the value of its field key.
func variants(key string, list ...variant) check {
	var names []string
	for _, v := range list {
		names = append(names, v.value)
	}
	return func(path string, v any) error {
		o, ok := v.(map[string]any)
		if !ok {
			return wrongType(path, "an object", v)
		}
		value, present := o[key]
		if !present {
			return fail(join(path, key), "required")
		}
		if err := oneOf(names...)(join(path, key), value); err != nil {
			return err
		}
		return list[slices.Index(names, value.(string))].check(path, v)
	}
}

// list accepts an array of low to high elements; a high of 0 means any number.
func list(low, high int, each check) check {
	return func(path string, v any) error {
		array, ok := v.([]any)
		if !ok {
			return wrongType(path, "an array", v)
		}
		if len(array) < low {
			return fail(path, "has %d elements; at least %d is needed", len(array), low)
		}
		if high > 0 && len(array) > high {
			return fail(path, "has %d elements; the limit is %d", len(array), high)
		}
		for i, element := range array {
			if err := each(index(path, i), element); err != nil {
				return err
			}
		}
		return nil
	}
}

func anything(string, any) error { return nil }

func anyObject(path string, v any) error {
	if _, ok := v.(map[string]any); !ok {
		return wrongType(path, "an object", v)
	}
	return nil
}

func anyString(path string, v any) error {
	if _, ok := v.(string); !ok {
		return wrongType(path, "a string", v)
	}
	return nil
}

// text accepts a string that is not blank.
func text(path string, v any) error {
	if err := anyString(path, v); err != nil {
		return err
	}
	if strings.TrimSpace(v.(string)) == "" {
		return fail(path, "must not be empty")
	}
	return nil
}

func oneOf(values ...string) check {
	return func(path string, v any) error {
		if err := anyString(path, v); err != nil {
			return err
		}
		if !slices.Contains(values, v.(string)) {
			return fail(path, "must be %s, not %.40q", strings.Join(values, " or "), v)
		}
		return nil
	}
}

func integer(path string, v any) error {
	n, ok := v.(json.Number)
	if !ok {
		return wrongType(path, "an integer", v)
	}
	if _, err := n.Int64(); err != nil {
		return fail(path, "must be an integer, not %.40s", n)
	}
	return nil
}

// link accepts the address of something on the web.
func link(path string, v any) error {
	if err := text(path, v); err != nil {
		return err
	}
	u, err := url.Parse(v.(string))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fail(path, "must be an http or https URL")
	}
	return nil
}

func wrongType(path, want string, v any) error {
	kind := "null"
	switch v.(type) {
	case string:
		kind = "a string"
	case json.Number:
		kind = "a number"
	case bool:
		kind = "a boolean"
	case []any:
		kind = "an array"
	case map[string]any:
		kind = "an object"
	}
	return fail(path, "must be %s, not %s", want, kind)
}
