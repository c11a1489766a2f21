package examples

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

var update = flag.Bool("update", false, "write the golden files")

// TestGallery: every example parses, breaks no rule, is in the house's form, has a sample for all that Meta wants one
// of, and looks and compiles as it did.
func TestGallery(t *testing.T) {
	require.GreaterOrEqual(t, len(Gallery()), 20)
	for _, e := range Gallery() {
		t.Run(e.Name, func(t *testing.T) {
			f := template.Parse(e.Name+".yaml", e.Source)
			require.Empty(t, lint.Run([]*template.File{f}))
			formatted, err := template.Format(f)
			require.NoError(t, err)
			assert.Equal(t, string(e.Source), string(formatted))
			assert.NotEmpty(t, e.Summary)
			var previews strings.Builder
			out := map[render.Target]*bytes.Buffer{}
			for _, target := range render.Targets() {
				out[target] = &bytes.Buffer{}
			}
			for _, tpl := range f.Templates {
				assert.Equal(t, e.Name, tpl.Name.Value)
				b, _ := render.Bind(tpl, nil)
				previews.WriteString(render.Show(b).Terminal(render.Look{Width: 60, Time: "12:00"}))
				for _, target := range render.Targets() {
					compile(t, out[target], tpl, target)
				}
			}
			golden(t, e.Name+".txt", previews.String())
			for _, target := range render.Targets() {
				golden(t, e.Name+"."+string(target)+".json", out[target].String())
			}
		})
	}
}

// compile writes what a template is for a target, with its samples as the values it lacks, or why it is nothing.
func compile(t *testing.T, out *bytes.Buffer, tpl *template.Template, target render.Target) {
	values := template.Values{}
	for _, p := range tpl.Parameters() {
		if target != render.Definition && p.Param != nil && !p.Param.Value.IsSet() {
			values[p.Address()] = p.Param.Example.Value
		}
	}
	b, unknown := render.Bind(tpl, values)
	require.Empty(t, unknown)
	var faults []string
	for _, d := range b.Faults(target) {
		faults = append(faults, d.Message)
	}
	if target == render.Definition {
		require.Empty(t, faults, "a sample lacks")
	}
	if len(faults) > 0 {
		require.NoError(t, json.NewEncoder(out).Encode(faults))
		return
	}
	body, err := render.Compile(b, target, render.Envelope{})
	require.NoError(t, err)
	require.NoError(t, json.Indent(out, body, "", "  "))
	fmt.Fprintln(out)
}

// TestSummaries: each example begins with the line for editors, which new rewrites, and one comment line that says what
// it is for, short enough for the list that new prints in a terminal of 80 cells.
func TestSummaries(t *testing.T) {
	for _, e := range Gallery() {
		first, rest, _ := strings.Cut(string(e.Source), "\n")
		assert.Equal(t, "# yaml-language-server: $schema=../../schema/template.schema.json", first, e.Name)
		second, _, _ := strings.Cut(rest, "\n")
		assert.Equal(t, "# "+e.Summary+".", second, e.Name)
		assert.LessOrEqual(t, len(e.Summary), 58, e.Name)
		assert.LessOrEqual(t, len(e.Name), 20, e.Name)
	}
}

// TestOptOut: whoever gets a marketing message can read how to get no more of them.
func TestOptOut(t *testing.T) {
	for _, e := range Gallery() {
		if strings.Contains(string(e.Source), "\ncategory: marketing\n") {
			assert.Contains(t, string(e.Source), "Reply STOP to opt out", e.Name)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

// TestEveryComponent: the gallery shows all that the language has.
func TestEveryComponent(t *testing.T) {
	var all strings.Builder
	for _, e := range Gallery() {
		all.Write(e.Source)
	}
	for _, what := range []string{
		"format: image", "format: video", "format: gif", "format: document", "format: location", "format: product", "header: ",
		"type: quick_reply", "type: url", "type: phone_number", "type: copy_code", "type: otp", "type: catalog", "type: mpm",
		"type: spm", "type: flow", "type: voice_call", "type: request_contact_info", "type: order_details", "type: currency",
		"type: date_time", "otp_type: one_tap", "otp_type: zero_tap", "limited_time_offer:", "carousel:", "order_status:",
		"call_permission_request: true", "ttl_seconds:", "\nparams:", "\n---\n",
	} {
		assert.Contains(t, all.String(), what)
	}
}

func ExampleGallery() {
	for _, e := range Gallery()[:2] {
		fmt.Printf("%s: %s\n", e.Name, e.Summary)
	}
	// Output:
	// abandoned_cart: Brings a reader back to what was left in the cart
	// appointment_moved: Offers another time for an appointment
}
