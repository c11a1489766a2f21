package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// parseJSON reads a whole body into maps, slices, strings, json.Number, bool
// and nil. Unlike encoding/json it refuses a key that is given twice, of which
// one would be lost, and text that is not UTF-8.
func parseJSON(body []byte) (any, error) {
	if !utf8.Valid(body) {
		return nil, errors.New("body: is not valid UTF-8")
	}
	var raw json.RawMessage
	if err := json.Unmarshal(body, &raw); err != nil {
		return nil, fmt.Errorf("body: is not JSON: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	return readValue(d, "")
}

// readValue reads the next value of input that is known to be JSON.
func readValue(d *json.Decoder, path string) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		return readObject(d, path)
	case json.Delim('['):
		return readArray(d, path)
	}
	return token, nil
}

func readObject(d *json.Decoder, path string) (any, error) {
	object := map[string]any{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		key, _ := token.(string)
		if _, twice := object[key]; twice {
			return nil, fail(join(path, key), "is given twice")
		}
		if object[key], err = readValue(d, join(path, key)); err != nil {
			return nil, err
		}
	}
	_, err := d.Token() // the }
	return object, err
}

func readArray(d *json.Decoder, path string) (any, error) {
	array := []any{}
	for d.More() {
		value, err := readValue(d, index(path, len(array)))
		if err != nil {
			return nil, err
		}
		array = append(array, value)
	}
	_, err := d.Token() // the ]
	return array, err
}
