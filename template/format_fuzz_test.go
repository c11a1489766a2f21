package template

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// FuzzFormat holds Format to its promises for any bytes: a file without faults can be formatted, reads as before, has
// its comments, and is left alone the second time.
func FuzzFormat(f *testing.F) {
	seed(f, "testdata/format/*")
	f.Fuzz(func(t *testing.T, src []byte) {
		checkFormat(t, src)
	})
}

// checkFormat formats a text and reports whether that was possible.
func checkFormat(t *testing.T, src []byte) bool {
	t.Helper()
	before := Parse("f.yaml", src)
	out, err := Format(before)
	if err != nil {
		foreign := strings.Contains(err.Error(), "cannot be kept as it stands") // a directive, or a tag of no name
		require.True(t, len(before.Problems) > 0 || foreign, "%v\n%s", err, src)
		return false
	}
	after := Parse("f.yaml", out)
	require.Equal(t, values(before.Templates), values(after.Templates), "%s", src)
	require.Equal(t, values(before.Messages), values(after.Messages), "%s", src)
	require.Equal(t, len(before.Problems) == 0, len(after.Problems) == 0, "%s", src)
	if !bytes.Contains(src, []byte(`\`)) { // an escape may hide one
		require.Equal(t, bytes.Count(src, []byte("#")), bytes.Count(out, []byte("#")), "%s", src)
	}
	again, err := Format(after)
	require.NoError(t, err, "%s", out)
	require.Equal(t, string(out), string(again), "%s", src)
	return true
}

// TestFormatNoise sprinkles comments, empty lines, line breaks and blanks over good files, as no careful person would.
func TestFormatNoise(t *testing.T) {
	var files []string
	for _, pattern := range []string{"testdata/format/*.yaml", "../examples/*.yaml", "../examples/messages/*.yaml"} {
		paths, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, path := range paths {
			src, err := os.ReadFile(path)
			require.NoError(t, err)
			files = append(files, string(src))
		}
	}
	formatted := 0
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 1))
		if checkFormat(t, []byte(noisy(r, files[r.IntN(len(files))]))) {
			formatted++
		}
	}
	assert.Greater(t, formatted, 1000)
}

func noisy(r *rand.Rand, src string) string {
	var b strings.Builder
	for line := range strings.Lines(src) {
		blanks := strings.Repeat(" ", r.IntN(8))
		colon, dash, bracket := strings.Index(line, ": "), strings.Index(line, "- "), strings.IndexAny(line, ",{}[]")
		switch at := r.IntN(len(line)); r.IntN(48) {
		case 0, 1:
			b.WriteString(blanks + "# above\n")
		case 2:
			b.WriteString(blanks + "\n")
		case 3:
			line = strings.TrimSuffix(line, "\n") + " " + blanks + "# beside\n"
		case 4:
			line = line[:at] + blanks + line[at:]
		case 5:
			line = line[:bracket+1] + " # inside\n" + line[bracket+1:]
		case 6:
			line = line[:colon+1] + "\n" + blanks + line[colon+1:]
		case 7:
			line = line[:dash+1] + "\n" + blanks + line[dash+1:]
		case 8:
			line = strings.TrimSuffix(line, "\n") + "\r\n"
		case 9:
			b.WriteString("...\n" + blanks + "# after the end\n")
		case 10:
			b.WriteString("--- # another\n")
		case 11:
			line = ""
		case 12:
			line = line[:colon+1] + " ['" + strings.TrimSpace(line[colon+1:]) + "', b: c, ]\n"
		case 13:
			line = line[:colon+1] + " |2-\n" + blanks + line[colon+1:]
		}
		b.WriteString(line)
	}
	return b.String()
}

// values writes the model without its places: every text as the payload has it, and all else as it is.
func values(model any) string {
	var b strings.Builder
	writeValues(&b, reflect.ValueOf(model))
	return b.String()
}

func writeValues(b *strings.Builder, v reflect.Value) {
	switch value := v.Interface().(type) {
	case Text:
		fmt.Fprintf(b, "%q %t ", value.WireNamed(), value.IsSet())
		return
	case json.RawMessage:
		fmt.Fprintf(b, "%s ", value)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			writeValues(b, v.Elem())
		}
	case reflect.Slice:
		b.WriteByte('[')
		for i := range v.Len() {
			writeValues(b, v.Index(i))
		}
		b.WriteByte(']')
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				fmt.Fprintf(b, "%s:", field.Name)
				writeValues(b, v.Field(i))
			}
		}
	default:
		fmt.Fprintf(b, "%v ", v.Interface())
	}
}
