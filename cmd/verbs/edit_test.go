package verbs

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPlaceArgs(t *testing.T) {
	for _, c := range []struct {
		editor, file string
		want         []string
	}{
		{"vim", "a.yaml", []string{"+normal! 12G07l", "a.yaml"}},
		{"/usr/bin/vim.basic", "a.yaml", []string{"+normal! 12G07l", "a.yaml"}},
		{"nvim", "+q.yaml", []string{"+normal! 12G07l", "./+q.yaml"}},
		{"nano", "-a.yaml", []string{"+12,8", "./-a.yaml"}},
		{"emacsclient", "a.yaml", []string{"+12:8", "a.yaml"}},
		{"micro", "a.yaml", []string{"+12:8", "a.yaml"}},
		{"hx", "in a folder/a.yaml", []string{"in a folder/a.yaml:12:8"}},
		{"/opt/Zed/zed", "a.yaml", []string{"a.yaml:12:8"}},
		{"Code.exe", "a.yaml", []string{"--goto", "a.yaml:12:8"}},
		{"idea", "a.yaml", []string{"--line", "12", "--column", "8", "a.yaml"}},
		{"notepad.exe", "a.yaml", []string{"a.yaml"}},
		{"ed", "a.yaml", []string{"+12", "a.yaml"}},
	} {
		for i := range c.want {
			c.want[i] = filepath.FromSlash(c.want[i])
		}
		assert.Equal(t, c.want, placeArgs(c.editor, c.file, 12, 8), c.editor)
	}
	assert.Equal(t, []string{"+normal! 1G0", "a.yaml"}, placeArgs("vi", "a.yaml", 1, 1), "0l would go one further")
}

func TestEditor(t *testing.T) {
	blanks := filepath.Join(t.TempDir(), "my editor.exe")
	require.NoError(t, os.WriteFile(blanks, []byte("#!/bin/sh\n"), 0o700))
	for _, c := range []struct {
		name string
		env  map[string]string
		want []string
	}{
		{"VISUAL before EDITOR", map[string]string{"VISUAL": "micro", "EDITOR": "nano"}, []string{"micro", "+3:4", "a.yaml"}},
		{"blank VISUAL", map[string]string{"VISUAL": " ", "EDITOR": "nano"}, []string{"nano", "+3,4", "a.yaml"}},
		{"arguments", map[string]string{"EDITOR": "code  --wait"}, []string{"code", "--wait", "--goto", "a.yaml:3:4"}},
		{"blanks in the path", map[string]string{"EDITOR": blanks}, []string{blanks, "+3", "a.yaml"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := &app{shell: shell{getenv: func(name string) string { return c.env[name] }}}
			command, err := a.editor("a.yaml", 3, 4)
			require.NoError(t, err)
			assert.Equal(t, c.want, command.Args)
		})
	}
}

func TestNoEditor(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("what a program is hangs on its name there")
	}
	a := &app{shell: shell{getenv: func(string) string { return "" }}}
	path := t.TempDir()
	t.Setenv("PATH", path)
	_, err := a.editor("a.yaml", 1, 1)
	require.EqualError(t, err, "no editor: set EDITOR, such as EDITOR=nano")
	require.NoError(t, os.WriteFile(filepath.Join(path, "vi"), []byte("#!/bin/sh\n"), 0o700))
	command, err := a.editor("a.yaml", 1, 1)
	require.NoError(t, err)
	assert.Equal(t, []string{"vi", "+normal! 1G0", "a.yaml"}, command.Args)
}
