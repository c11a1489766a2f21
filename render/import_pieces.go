package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// nextPage is the path under which a list says that there is more of it, empty if it does not.
func nextPage(v any) string {
	m, _ := v.(map[string]any)
	for _, key := range []string{"paging", "pagination", "meta"} {
		inner, _ := m[key].(map[string]any)
		for _, next := range []string{"next", "next_page_url"} {
			if s, _ := inner[next].(string); s != "" {
				return key + "." + next
			}
		}
	}
	return ""
}

// decodeJSON reads one JSON value, its numbers as they are written.
func decodeJSON(src []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(src, []byte("\ufeff"))))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return nil, explainJSON(src, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("there is more text after the JSON, at byte %d", d.InputOffset())
	}
	return value, nil
}

// explainJSON says where a text stops being JSON.
func explainJSON(src []byte, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		before := src[:min(int(syntax.Offset), len(src))]
		return fmt.Errorf("not JSON at line %d: %s", 1+bytes.Count(before, []byte("\n")), strings.TrimPrefix(err.Error(), "json: "))
	}
	if errors.Is(err, io.EOF) {
		return errors.New("there is nothing to read: the JSON is empty")
	}
	return fmt.Errorf("not JSON: %w", err)
}

// piece is a value that may be a template, and its path.
type piece struct {
	value any
	path  string
}

// listKeys are the keys under which lists of templates come: Meta's, the platform's, Twilio's, and those of tools that
// save such lists.
var listKeys = []string{"data", "templates", "message_templates", "waba_templates", "items", "contents", "results"}

// pieces cuts lists into their templates. An array of components is one piece.
func pieces(v any, path string) []piece {
	switch v := v.(type) {
	case []any:
		if len(v) > 0 && isComponent(v[0]) {
			return []piece{{map[string]any{"components": v}, path}}
		}
		var all []piece
		for i, item := range v {
			all = append(all, pieces(item, fmt.Sprintf("%s[%d]", path, i))...)
		}
		return all
	case map[string]any:
		if v["components"] != nil || v["types"] != nil || v["body"] != nil {
			break
		}
		for _, key := range listKeys {
			if inner, ok := v[key]; ok {
				return pieces(inner, strings.TrimPrefix(path+"."+key, "."))
			}
		}
	}
	return []piece{{v, path}}
}

// isComponent reports whether a value is a component rather than a template: it has a component's type and no name.
func isComponent(v any) bool {
	m, _ := v.(map[string]any)
	kind, _ := m["type"].(string)
	_, named := m["name"]
	return !named && slices.Contains(componentTypes, fold(kind))
}

// componentTypes are the types of components, of all shapes.
var componentTypes = []string{
	"header", "body", "footer", "buttons", "button", "carousel", "limited_time_offer", "call_permission_request", "order_status",
}
