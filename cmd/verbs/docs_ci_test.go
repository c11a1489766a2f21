package verbs

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// hook is one of pre-commit's hooks, as far as ours go.
type hook struct {
	ID, Name, Description, Language, Entry, Files string
	PassFilenames                                 *bool `yaml:"pass_filenames"`
	RequireSerial                                 bool  `yaml:"require_serial"`
}

func readHooks(t *testing.T) (hooks []hook) {
	decodeStrictly(t, "../../.pre-commit-hooks.yaml", &hooks)
	return hooks
}

// TestHooks runs the hooks' commands, without files as pre-commit does, in a new repository.
func TestHooks(t *testing.T) {
	hooks := readHooks(t)
	require.Len(t, hooks, 2)
	t.Chdir(scaffolded(t))
	for _, h := range hooks {
		assert.Equal(t, "golang", h.Language)
		require.NotNil(t, h.PassFilenames)
		assert.False(t, *h.PassFilenames, "all templates are looked at")
		assert.NotEmpty(t, h.Name+h.Description)
		files, err := regexp.Compile(h.Files)
		require.NoError(t, err)
		assert.True(t, files.MatchString("templates/otp.yaml") && files.MatchString("a.yml") && !files.MatchString("a.yaml.bak"))
		assert.Empty(t, output(t, "$ "+h.Entry), h.ID)
	}
}

// TestCIPage writes the table of the action's inputs, and holds the examples against what is there: the action's inputs,
// the hooks, the commands.
func TestCIPage(t *testing.T) {
	act, hooks := readAction(t), readHooks(t)
	page, err := os.ReadFile("../../docs/ci.md")
	require.NoError(t, err)
	uses, hooked := 0, 0
	for _, m := range fence.FindAllStringSubmatch(string(page), -1) {
		var example any
		require.NoError(t, yaml.Unmarshal([]byte(m[2]), &example), m[2])
		walkMaps(example, func(step map[string]any) {
			if step["uses"] == "watemplate/watemplate@v1" {
				uses++
				holdInputs(t, act, step)
			}
			if id, ok := step["id"].(string); ok {
				hooked++
				assert.True(t, slices.ContainsFunc(hooks, func(h hook) bool { return h.ID == id }), "there is no hook %s", id)
			}
		})
	}
	assert.Equal(t, 3, uses)
	assert.Equal(t, len(hooks), hooked)
	commands := regexp.MustCompile(`watemplate ([a-z]+)`).FindAllStringSubmatch(string(page), -1)
	require.NotEmpty(t, commands)
	root := rootCommand(shell{}, nil)
	for _, m := range commands {
		c, _, err := root.Find([]string{m[1]})
		assert.True(t, err == nil && c != root, "there is no command %s", m[1])
	}

	table := inputTable(t)
	regenerate(t, "../../docs/ci.md", parts{"inputs": func(*testing.T, string) string { return table }})
}

// TestScaffoldWorkflow holds the workflow that init writes to the same.
func TestScaffoldWorkflow(t *testing.T) {
	act := readAction(t)
	src, err := scaffold.ReadFile("scaffold/.github/workflows/templates.yml")
	require.NoError(t, err)
	var workflow any
	require.NoError(t, yaml.Unmarshal(src, &workflow))
	uses := 0
	walkMaps(workflow, func(step map[string]any) {
		if step["uses"] == "watemplate/watemplate@v1" {
			uses++
			holdInputs(t, act, step)
		}
	})
	assert.Equal(t, 1, uses)
}

// holdInputs checks that a step gives our action nothing that it does not take.
func holdInputs(t *testing.T, act action, step map[string]any) {
	t.Helper()
	with, _ := step["with"].(map[string]any)
	for name := range with {
		assert.Contains(t, act.Inputs, name)
	}
}

// walkMaps visits every map of a YAML document.
func walkMaps(v any, visit func(map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(v)
		for _, one := range v {
			walkMaps(one, visit)
		}
	case []any:
		for _, one := range v {
			walkMaps(one, visit)
		}
	}
}

// inputTable lists the action's inputs in the file's order.
func inputTable(t *testing.T) string {
	var file struct{ Inputs yaml.Node }
	src, err := os.ReadFile("../../action.yml")
	require.NoError(t, err)
	require.NoError(t, yaml.Unmarshal(src, &file))
	var b strings.Builder
	b.WriteString("| input | what it is |\n| --- | --- |\n")
	for i := 0; i+1 < len(file.Inputs.Content); i += 2 {
		var in struct{ Description string }
		require.NoError(t, file.Inputs.Content[i+1].Decode(&in))
		fmt.Fprintf(&b, "| `%s` | %s |\n", file.Inputs.Content[i].Value, cell(in.Description))
	}
	return b.String()
}
