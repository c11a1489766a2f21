package verbs

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// errNoEditor says what to do where neither the user nor the system names an editor.
var errNoEditor = errors.New("no editor: set EDITOR, such as EDITOR=nano")

// editor returns what opens a file at a line and a column in the user's editor: VISUAL, else EDITOR, else vi where
// there is one.
func (a *app) editor(file string, line, column int) (*exec.Cmd, error) {
	words := editorWords(a.getenv("VISUAL"))
	if len(words) == 0 {
		words = editorWords(a.getenv("EDITOR"))
	}
	if len(words) == 0 {
		if _, err := exec.LookPath("vi"); err != nil {
			return nil, errNoEditor
		}
		words = []string{"vi"}
	}
	args := append(words[1:], placeArgs(words[0], file, line, column)...)
	return exec.Command(words[0], args...), nil
}

// editorWords are the program that a variable names and its arguments. A program whose path has blanks stands alone.
func editorWords(value string) []string {
	words := strings.Fields(value)
	if len(words) > 1 {
		if _, err := exec.LookPath(value); err == nil {
			return []string{value}
		}
	}
	return words
}

// placeArgs tell an editor, in its own way, which file to open and where. Those with a window of their own are not told
// to wait, so that the screen goes on beside them.
func placeArgs(editor, file string, line, column int) []string {
	file = filepath.FromSlash(file)
	if strings.ContainsAny(file[:min(1, len(file))], "-+") { // it would be taken for an option
		file = "." + string(filepath.Separator) + file
	}
	name := strings.TrimSuffix(strings.ToLower(filepath.Base(editor)), ".exe")
	name, _, _ = strings.Cut(name, ".") // vim.basic
	l, c := strconv.Itoa(line), strconv.Itoa(column)
	switch name {
	case "vi", "vim", "nvim", "gvim", "mvim", "view", "vimx":
		// The function cursor counts bytes, and a small vim has no functions; l goes by characters.
		move := fmt.Sprintf("+normal! %dG0", line)
		if column > 1 {
			move += fmt.Sprintf("%dl", column-1)
		}
		return []string{move, file}
	case "nano":
		return []string{"+" + l + "," + c, file}
	case "emacs", "emacsclient", "micro", "kak":
		return []string{"+" + l + ":" + c, file}
	case "hx", "helix", "subl", "zed":
		return []string{file + ":" + l + ":" + c}
	case "code", "code-insiders", "codium", "cursor", "windsurf":
		return []string{"--goto", file + ":" + l + ":" + c}
	case "kate", "idea", "goland", "pycharm", "webstorm":
		return []string{"--line", l, "--column", c, file}
	case "notepad":
		return []string{file}
	}
	return []string{"+" + l, file}
}
