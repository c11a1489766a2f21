package render

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// object is a JSON object whose keys are taken one by one, so that those nobody asked for can be listed. Keys in
// camelCase are read as if they were in snake_case.
type object struct {
	im     *importer
	path   string
	values map[string]any
	own    map[string]string // how the JSON spells a key
	taken  map[string]bool
	asked  map[string]bool // for a text, and had none
	kids   map[string]*object
	kind   string // of a component that has been sorted
}

func (im *importer) object(m map[string]any, path string) *object {
	o := &object{
		im: im, path: path, values: make(map[string]any, len(m)), own: make(map[string]string, len(m)),
		taken: map[string]bool{}, kids: map[string]*object{},
	}
	for _, key := range slices.Sorted(maps.Keys(m)) { // of several in camelCase always the same is named
		snake := snakeCase(key)
		if _, twice := o.values[snake]; twice && snake != key {
			continue
		}
		o.values[snake], o.own[snake] = m[key], key
		if snake != key && !slices.Contains(platformKeys, key) && im.camel == nil {
			im.camel = &Note{o.at(snake), "read as " + snake + ", and so are all keys in camelCase: Meta's are in snake_case"}
		}
	}
	return o
}

// at is the path of a key, as the JSON spells it.
func (o *object) at(key string) string {
	return strings.TrimPrefix(o.path+"."+firstOf(o.own[key], key), ".")
}

func (o *object) note(key, format string, args ...any) {
	o.im.notes = append(o.im.notes, Note{o.at(key), fmt.Sprintf(format, args...)})
}

// has reports whether a key holds anything: null, and what is empty, are as good as absent.
func (o *object) has(key string) bool { return !empty(o.values[key]) }

func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return false
}

func (o *object) take(key string) any {
	o.taken[key] = true
	return o.values[key]
}

// drop notes that a key is left out on purpose.
func (o *object) drop(key, why string) {
	if o.has(key) {
		o.note(key, "%s", why)
	}
	o.taken[key] = true
}

// peek is the folded text of a key, which stays to be taken.
func (o *object) peek(key string) string { return fold(scalar(o.values[key])) }

// text takes the first of the keys that holds a text, a number or a truth value.
func (o *object) text(keys ...string) string {
	for _, key := range keys {
		if s := scalar(o.values[key]); s != "" {
			o.taken[key] = true
			return s
		}
		if o.has(key) {
			if o.asked == nil {
				o.asked = map[string]bool{}
			}
			o.asked[key] = true
		}
	}
	return ""
}

// scalar is a JSON scalar as text, numbers as they are written; empty for anything else.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return fmt.Sprint(v)
	}
	return ""
}

// child is the object under a key, nil if there is none.
func (o *object) child(key string) *object {
	if k, known := o.kids[key]; known {
		o.taken[key] = true
		return k
	}
	m, ok := o.values[key].(map[string]any)
	if !ok {
		return nil
	}
	o.taken[key] = true
	o.kids[key] = o.im.object(m, o.at(key))
	return o.kids[key]
}

// objects takes the list of objects under a key; what is none is noted.
func (o *object) objects(key string) []*object {
	list := o.peekObjects(key)
	o.taken[key] = true
	items, isList := o.values[key].([]any)
	if !isList && !empty(o.values[key]) {
		o.note(key, "not carried: it is %s, not a list", describe(o.values[key]))
	}
	if len(list) < len(items) {
		o.note(key, "not carried: %d of its %d entries are no objects", len(items)-len(list), len(items))
	}
	return list
}

func (o *object) peekObjects(key string) []*object {
	items, _ := o.values[key].([]any)
	var all []*object
	for i, item := range items {
		if m, ok := item.(map[string]any); ok {
			all = append(all, o.im.object(m, fmt.Sprintf("%s[%d]", o.at(key), i)))
		}
	}
	return all
}

// components takes the components, which the platform may give as a string of JSON.
func (o *object) components(key string) []*object {
	if s, ok := o.values[key].(string); ok {
		if v, err := decodeJSON([]byte(s)); err == nil {
			o.values[key] = v
		}
	}
	return o.objects(key)
}

// texts takes the texts of a list under a key, of a list of lists, or a text alone. Nested tells how deep they were; 3
// is a list of lists with one text in each.
func (o *object) texts(key string) (all []string, nested int) {
	v := o.take(key)
	if s := scalar(v); s != "" {
		return []string{s}, 0
	}
	items, isList := v.([]any)
	if !isList && !empty(v) {
		o.note(key, "not carried: it is %s, not a list of texts", describe(v))
	}
	nested = 1
	for i, item := range items {
		inner, isList := item.([]any)
		if isList {
			nested = 2
			if i > 0 && len(inner) == 1 && len(all) == i { // a list for each sample instead of one for all
				nested = 3
			} else if i > 0 {
				o.note(key, "not carried: %d more sets of samples; one is enough", len(items)-i)
				break
			}
			for _, s := range inner {
				all = append(all, scalar(s))
			}
			continue
		}
		if m, ok := item.(map[string]any); ok { // the platform's {type: text, text: ...}
			item = m["text"]
			if key != "examples" {
				o.note(key, "entry %d is read as its text: Meta's are texts", i+1)
			}
		}
		all = append(all, scalar(item))
	}
	return all, nested
}

// raw takes an object as JSON.
func (o *object) raw(key string) []byte {
	m, ok := o.take(key).(map[string]any)
	if !ok {
		if o.has(key) {
			o.note(key, "not carried: it is %s, not an object", describe(o.values[key]))
		}
		return nil
	}
	b, _ := json.Marshal(m)
	return b
}

// others takes all that is left as JSON, nil if that is nothing.
func (o *object) others() []byte {
	left := map[string]any{}
	for key, value := range o.values {
		if !o.taken[key] && o.has(key) {
			left[key] = value
			o.taken[key] = true
		}
	}
	if len(left) == 0 {
		return nil
	}
	b, _ := json.Marshal(left)
	return b
}

// rest notes the keys that nobody took.
func (o *object) rest() {
	var left []string
	for key := range o.values {
		if !o.taken[key] && o.has(key) {
			left = append(left, key)
		}
	}
	slices.SortFunc(left, func(a, b string) int { return strings.Compare(o.own[a], o.own[b]) })
	for _, key := range left {
		switch {
		case !o.asked[key]:
			o.note(key, "not carried: the language has no such key")
		case o.values[key] == "":
			o.note(key, "not carried: it is empty")
		default:
			o.note(key, "not carried: it is %s, not a text", describe(o.values[key]))
		}
	}
}
