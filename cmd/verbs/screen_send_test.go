package verbs

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/template"
	"github.com/watemplate/watemplate/tui"
)

// driven is the screen with its sender, driven without a terminal.
type driven struct {
	t     *testing.T
	model tea.Model
}

// drive opens the screen on a file as the command preview does.
func drive(t *testing.T, a *app, s *sending, channel *int64, file string) *driven {
	t.Helper()
	sender, end, err := a.sender(s, channel)
	require.NoError(t, err)
	t.Cleanup(end)
	d := &driven{t, tui.New(tui.Options{
		Load: func(ctx context.Context, emit func([]*template.File)) error {
			return a.stream(ctx, []string{file}, emit)
		},
		Sender: sender,
	})}
	d.update(tea.WindowSizeMsg{Width: 100, Height: 60})
	d.run(d.model.Init())
	return d
}

func (d *driven) update(msg tea.Msg) {
	next, cmd := d.model.Update(msg)
	d.model = next
	d.run(cmd)
}

func (d *driven) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, cmd := range msg {
			d.run(cmd)
		}
	default:
		d.update(msg)
	}
}

// press types, and presses enter and tab where the text has a line break or a tab.
func (d *driven) press(text string) {
	for _, r := range text {
		switch r {
		case '\n':
			d.update(tea.KeyPressMsg{Code: tea.KeyEnter})
		case '\t':
			d.update(tea.KeyPressMsg{Code: tea.KeyTab})
		default:
			d.update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
}

// text is what the screen shows, as one line.
func (d *driven) text() string {
	return strings.Join(strings.Fields(ansi.Strip(d.model.View().Content)), " ")
}

func appWith(environment map[string]string) *app {
	return &app{shell: shell{in: strings.NewReader(""), out: io.Discard, err: io.Discard, width: 80, getenv: func(k string) string { return environment[k] }}}
}

// TestScreenSends sends from the screen to the sandbox, over HTTP, and meets its faults.
func TestScreenSends(t *testing.T) {
	for name, c := range map[string]struct {
		fault []string
		says  string
	}{
		"accepted":     {nil, "✓ accepted: message "},
		"wrong token":  {[]string{"--token", "other"}, "✗ 401 Unauthorized"},
		"tried again":  {[]string{"--fault", "429,times=1"}, "✓ accepted: message "},
		"reset after":  {[]string{"--fault", "drop-after"}, "⚠ unknown: sent, but no answer came"},
		"server error": {[]string{"--fault", "500"}, "⚠ unknown: 500 Internal Server Error"},
		"nobody":       {[]string{"--contact", "id:7"}, "✗ 404 Not Found"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, received := startCommand(t, c.fault...)
			a := appWith(map[string]string{"WATEMPLATE_TOKEN": "secret-token", "WATEMPLATE_BASE_URL": url})
			d := drive(t, a, &sending{connection: connection{attempts: 4}}, nil, "../../examples/track_order.yaml")
			d.press("sphone: +60 12-123 3112\t\t")
			assert.Contains(t, d.text(), "Send track_order (en) to phone:+60121233112 on the contact's last channel, through "+url+"?")
			d.press("yes\n\nyes\n")
			assert.Contains(t, d.text(), c.says)
			assert.NotContains(t, d.text(), "secret-token")
			arrived := 0
			if strings.Contains(c.says, "accepted") || name == "reset after" {
				arrived = 1
			}
			assert.Equal(t, arrived, strings.Count(received.String(), "track_order"), received.String())
		})
	}
}

// TestScreenSandbox: the sandbox inside the command takes what the screen sends, without a token.
func TestScreenSandbox(t *testing.T) {
	channel := int64(7)
	s := &sending{connection: connection{attempts: 1}, to: "id:5", sandbox: true}
	d := drive(t, appWith(nil), s, &channel, "../../examples/track_order.yaml")
	assert.Contains(t, d.text(), "s send to the sandbox")
	d.press("s")
	assert.Contains(t, d.text(), "nothing leaves this machine")
	assert.Contains(t, d.text(), `"channelId": 7`)
	d.press("\t\tyes\n")
	assert.Contains(t, d.text(), "✓ accepted: message ")
	assert.Contains(t, d.text(), "to id:5")
}

// TestScreenRefuses: what stops the command send stops the screen.
func TestScreenRefuses(t *testing.T) {
	for src, says := range map[string]string{
		"name: a\nlanguage: en\nbody: Hi\nfotter: typo\n":                                "fotter",
		"name: a\nlanguage: en\nbody: {text: Hi <<1>> there, params: [{example: Al}]}\n": "give it in the tab Values",
		"name: a\nlanguage: en\nbody: {text: Hi <<1>> there, params: [\"a     b\"]}\n":   "[value-spaces]",
	} {
		file := filepath.Join(t.TempDir(), "a.yaml")
		require.NoError(t, os.WriteFile(file, []byte(src), 0o600))
		d := drive(t, appWith(nil), &sending{connection: connection{attempts: 1}, sandbox: true}, nil, file)
		d.press("sid:5\t\tyes\n")
		assert.Contains(t, d.text(), "It cannot be sent as it is", src)
		assert.Contains(t, d.text(), says, src)
		assert.NotContains(t, d.text(), "accepted", src)
	}
}

// TestScreenOff: without a token nothing is sent, and the screen says what to do.
func TestScreenOff(t *testing.T) {
	t.Setenv("PATH", t.TempDir()) // where there is no other program to hand over to
	for _, c := range []struct {
		environment map[string]string
		says        string
	}{
		{nil, "Sending is off: no base URL; set WATEMPLATE_BASE_URL or --base-url, or start with --sandbox."},
		{map[string]string{"WATEMPLATE_BASE_URL": "https://api.example.com/v1"}, "Sending is off: no token; set WATEMPLATE_TOKEN or --token-file, or keep it in the keyring with watemplate token save, or start with --sandbox."},
		{map[string]string{"WATEMPLATE_BASE_URL": "http://api.example.com/v1", "WATEMPLATE_TOKEN": "x"}, "would show the token to the network"},
	} {
		d := drive(t, appWith(c.environment), &sending{connection: connection{attempts: 1}}, nil, "../../examples/track_order.yaml")
		d.press("s")
		assert.Contains(t, d.text(), c.says)
	}
	_, _, err := appWith(nil).sender(&sending{connection: connection{attempts: 1}, to: "60121233112"}, nil)
	assert.ErrorContains(t, err, "write phone:+60121233112")
	_, _, err = appWith(nil).sender(&sending{connection: connection{attempts: 1, tokenFile: "nowhere"}}, nil)
	assert.ErrorContains(t, err, "nowhere")
}
