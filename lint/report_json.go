package lint

import (
	"bytes"
	"encoding/json"
)

// compact is a value as JSON on one line, with < and & as they are: what is written goes to files, not into HTML.
func compact(v any) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // only our own types of text and numbers come here
	}
	return bytes.TrimRight(out.Bytes(), "\n")
}
