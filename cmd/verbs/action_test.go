package verbs

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// action is GitHub's description of an action, as far as ours goes.
type action struct {
	Name, Description string
	Branding          map[string]string
	Inputs            map[string]struct{ Description, Default string }
	Runs              struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	ID, Name, If, Uses, Shell, Run string
	With, Env                      map[string]string
}

func readAction(t *testing.T) (act action) {
	decodeStrictly(t, "../../action.yml", &act)
	return act
}

// decodeStrictly reads YAML that may have no key which the value does not know.
func decodeStrictly(t *testing.T, path string, into any) {
	t.Helper()
	src, err := os.ReadFile(path)
	require.NoError(t, err)
	d := yaml.NewDecoder(bytes.NewReader(src))
	d.KnownFields(true)
	require.NoError(t, d.Decode(into), path)
}

// expression is what GitHub fills in before anything runs.
var expression = regexp.MustCompile(`\$\{\{\s*([\w.-]+)\s*\}\}`)

// TestAction holds that the action is whole: no input is forgotten or unknown, and none of them is pasted into a script,
// where its words would be commands.
func TestAction(t *testing.T) {
	act := readAction(t)
	assert.Equal(t, "composite", act.Runs.Using)
	used, ids := map[string]bool{}, map[string]bool{}
	for _, s := range act.Runs.Steps {
		assert.NotContains(t, s.Run, "${{", "%s: use env", s.Name)
		if s.Run != "" {
			assert.Equal(t, "bash", s.Shell, s.Name)
		} else {
			assert.Regexp(t, `^actions/[a-z-]+@v\d+$`, s.Uses)
		}
		for _, values := range []map[string]string{s.Env, s.With, {"if": "${{" + strings.ReplaceAll(s.If, " != ", "}} ${{") + "}}"}} {
			for _, v := range values {
				for _, m := range expression.FindAllStringSubmatch(v, -1) {
					name, isInput := strings.CutPrefix(m[1], "inputs.")
					step, isStep := strings.CutPrefix(m[1], "steps.")
					step, _, _ = strings.Cut(step, ".")
					used[name] = used[name] || isInput
					assert.True(t, !isStep || ids[step], "%s: no step %s comes before", s.Name, step)
					assert.True(t, !isInput || act.Inputs[name].Description != "", "there is no input %s", name)
				}
			}
		}
		ids[s.ID] = true
	}
	for name := range act.Inputs {
		assert.True(t, used[name], "no step uses the input %s", name)
	}
}

// runner runs the action's scripts as GitHub's would.
type runner struct {
	action  action
	dir     string            // the repository
	outputs map[string]string // steps.plan.outputs.bin and so on
	path    []string          // put before PATH
	temp    string
}

func newRunner(t *testing.T, dir string) *runner {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("there is no bash")
	}
	return &runner{action: readAction(t), dir: dir, outputs: map[string]string{}, temp: t.TempDir()}
}

// step runs a step with some inputs and returns what it prints and its exit status.
func (r *runner) step(t *testing.T, id string, inputs map[string]string) (string, int) {
	t.Helper()
	var s actionStep
	for _, one := range r.action.Runs.Steps {
		if one.ID == id {
			s = one
		}
	}
	require.NotEmpty(t, s.Run, "there is no step %s", id)
	script := filepath.Join(r.temp, id+".sh")
	output, path := filepath.Join(r.temp, "output"), filepath.Join(r.temp, "path")
	require.NoError(t, os.WriteFile(script, []byte(s.Run), 0o600))
	require.NoError(t, os.WriteFile(output, nil, 0o600))
	require.NoError(t, os.WriteFile(path, nil, 0o600))
	source, err := filepath.Abs("../..")
	require.NoError(t, err)

	c := exec.CommandContext(t.Context(), "bash", "--noprofile", "--norc", "-eo", "pipefail", script)
	c.Dir = r.dir
	c.Env = append(os.Environ(), "GITHUB_ACTION_PATH="+source, "GITHUB_OUTPUT="+output, "GITHUB_PATH="+path, "RUNNER_TEMP="+r.temp,
		"PATH="+strings.Join(append(r.path, os.Getenv("PATH")), string(os.PathListSeparator)))
	for name, v := range s.Env {
		c.Env = append(c.Env, name+"="+expression.ReplaceAllStringFunc(v, func(e string) string {
			of := expression.FindStringSubmatch(e)[1]
			if name, found := strings.CutPrefix(of, "inputs."); found {
				if v, given := inputs[name]; given {
					return v
				}
				return r.action.Inputs[name].Default
			}
			return r.outputs[of]
		}))
	}
	out, err := c.CombinedOutput()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	written, err := os.ReadFile(output)
	require.NoError(t, err)
	for line := range strings.Lines(string(written)) {
		name, v, _ := strings.Cut(strings.TrimSpace(line), "=")
		r.outputs["steps."+id+".outputs."+name] = v
	}
	added, err := os.ReadFile(path)
	require.NoError(t, err)
	r.path = append(strings.Fields(string(added)), r.path...)
	return string(out), c.ProcessState.ExitCode()
}

// TestActionPlan: what never changes is kept, by a name of its own.
func TestActionPlan(t *testing.T) {
	r := newRunner(t, t.TempDir())
	key := func(version string) string {
		out, status := r.step(t, "plan", map[string]string{"version": version})
		assert.Zero(t, status, out)
		return r.outputs["steps.plan.outputs.key"]
	}
	assert.Regexp(t, `^[0-9a-f]{40}$`, key(""))
	assert.Equal(t, key(""), key(""))
	assert.Equal(t, "v1.2.3", key("v1.2.3"))
	for _, moving := range []string{"latest", "main", "v1", "v1.2.3\nbin=/elsewhere", "$(touch owned)"} {
		assert.Empty(t, key(moving), moving)
		assert.Equal(t, filepath.Join(r.temp, "watemplate"), r.outputs["steps.plan.outputs.bin"])
	}
	assert.NoFileExists(t, filepath.Join(r.dir, "owned"))
}

// TestActionBuild: what the action has go do, and that the steps that follow find what came of it.
func TestActionBuild(t *testing.T) {
	r := newRunner(t, scaffolded(t))
	_, err := os.Stat("../watemplate/main.go")
	require.NoError(t, err, "the package that the action builds is this one, cmd/watemplate")
	fake := filepath.Join(t.TempDir(), "go")
	require.NoError(t, os.WriteFile(fake, []byte("#!/bin/sh\ncp \"$(command -v watemplate)\" \"${3:-$GOBIN}\"\npwd; printf '<%s>' \"$@\"\n"), 0o700))
	r.path = []string{filepath.Dir(fake)}
	out, status := r.step(t, "plan", nil)
	require.Zero(t, status, out)
	bin := r.outputs["steps.plan.outputs.bin"]
	source, err := filepath.Abs("../..")
	require.NoError(t, err)

	out, status = r.step(t, "build", nil)
	assert.Zero(t, status, out)
	assert.Equal(t, source+"\n<build><-o><"+bin+"/><./cmd/watemplate>", out)
	out, status = r.step(t, "build", map[string]string{"version": "latest; touch owned"})
	assert.Zero(t, status, out)
	assert.Equal(t, r.dir+"\n<install><github.com/watemplate/watemplate/cmd/watemplate@latest; touch owned>", out)
	assert.NoFileExists(t, filepath.Join(r.dir, "owned"))

	out, status = r.step(t, "path", nil)
	assert.Zero(t, status, out)
	assert.Equal(t, bin, r.path[0])
	assert.FileExists(t, filepath.Join(bin, "watemplate"))
	out, status = r.step(t, "lint", map[string]string{"args": "--strict"})
	assert.Zero(t, status, out)
}

// scaffolded is a folder with what init writes.
func scaffolded(t *testing.T) string {
	dir := t.TempDir()
	files, err := plan()
	require.NoError(t, err)
	for _, f := range files {
		at := filepath.Join(dir, filepath.FromSlash(f.path))
		require.NoError(t, os.MkdirAll(filepath.Dir(at), 0o755))
		require.NoError(t, os.WriteFile(at, f.data, 0o600))
	}
	return dir
}

// TestActionLint runs the action's check with the command under test.
func TestActionLint(t *testing.T) {
	r := newRunner(t, scaffolded(t))
	require.NoError(t, os.MkdirAll(filepath.Join(r.dir, "more templates"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(r.dir, "more templates", "bad.yaml"),
		[]byte("name: Bad\nlanguage: en\nbody: Hello, this one has a name with a capital letter.\n"), 0o600))
	for _, c := range []struct {
		inputs map[string]string
		status int
		says   string
	}{
		{nil, statusClean, ""},
		{map[string]string{"args": "  --strict\n --color=never"}, statusClean, ""},
		{map[string]string{"paths": "templates\nmore templates\n"}, statusProblems, "name-charset"},
		{map[string]string{"paths": "--help"}, statusUsage, "--help: no such file"},
		{map[string]string{"paths": "$(touch owned)"}, statusUsage, "$(touch owned): no such file"},
		{map[string]string{"args": "--color=red; touch owned"}, statusUsage, "--color is \"red;\""},
		{map[string]string{"args": "`touch owned` $(touch owned)"}, statusUsage, "no such file"},
	} {
		out, status := r.step(t, "lint", c.inputs)
		assert.Equal(t, c.status, status, "%v: %s", c.inputs, out)
		assert.Contains(t, out, c.says)
	}
	assert.NoFileExists(t, filepath.Join(r.dir, "owned"))
}

// TestActionReports: the words that reach the command, and which of its exit statuses stop the check at once.
func TestActionReports(t *testing.T) {
	r := newRunner(t, t.TempDir())
	fake := filepath.Join(t.TempDir(), "watemplate")
	require.NoError(t, os.WriteFile(fake, []byte("#!/bin/sh\nfor w; do printf '<%s>' \"$w\"; done; echo\nexit $FAKE_STATUS\n"), 0o700))
	r.path = []string{filepath.Dir(fake)}
	inputs := map[string]string{"sarif": "a b.sarif", "changed-since": "origin/main", "paths": "x y\n\nz", "args": "--strict"}

	t.Setenv("FAKE_STATUS", "1")
	out, status := r.step(t, "lint", inputs)
	assert.Equal(t, "<lint><--strict><--changed-since=origin/main><--format=sarif><--output=a b.sarif><--><x y><z>\n"+
		"<lint><--strict><--changed-since=origin/main><--><x y><z>\n", out)
	assert.Equal(t, 1, status)

	t.Setenv("FAKE_STATUS", "2")
	out, status = r.step(t, "lint", inputs)
	assert.Equal(t, 1, strings.Count(out, "<lint>"), "a wrong command line is not said twice")
	assert.NotZero(t, status)

	t.Setenv("FAKE_STATUS", "0")
	out, status = r.step(t, "lint", nil)
	assert.Equal(t, "<lint><-->\n", out)
	assert.Zero(t, status)
}
