package verbs

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSandboxPage runs the page's commands, in three terminals: the sandbox, what sends to it, and what asks it.
func TestSandboxPage(t *testing.T) {
	page, err := filepath.Abs("../../docs/sandbox.md")
	require.NoError(t, err)
	src, err := os.ReadFile(page)
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	s := &sandboxSession{t: t, box: &lockedBuffer{}}
	t.Cleanup(s.end)
	got := regexp.MustCompile("(?ms)^```(yaml|console|text)\n(.*?)^```$").ReplaceAllStringFunc(string(src), func(block string) string {
		fence, text, _ := strings.Cut(strings.TrimSuffix(block, "```"), "\n")
		first, rest, _ := strings.Cut(text, "\n")
		if name, found := strings.CutPrefix(first, "# "); found {
			require.NoError(t, os.WriteFile(name, []byte(rest), 0o600))
			return block
		}
		if command, found := strings.CutPrefix(first, "$ "); found {
			return fence + "\n" + first + "\n" + s.still(s.run(command)) + "```"
		}
		if first == "^C" {
			s.end()
			return fence + "\n^C\n" + s.still(s.fresh()) + "```"
		}
		return fence + "\n" + s.still(s.fresh()) + "```"
	})
	if *update {
		require.NoError(t, os.WriteFile(page, []byte(got), 0o644))
		return
	}
	assert.Equal(t, string(src), got)
}

// TestSandboxPageFlags: every flag that the page and its table name is one.
func TestSandboxPageFlags(t *testing.T) {
	src, err := os.ReadFile("../../docs/sandbox.md")
	require.NoError(t, err)
	c, _, err := rootCommand(shell{}, nil).Find([]string{"sandbox"})
	require.NoError(t, err)
	named := regexp.MustCompile("`--([a-z-]+)").FindAllStringSubmatch(string(src), -1)
	require.NotEmpty(t, named)
	for _, m := range named {
		assert.NotNil(t, c.Flags().Lookup(m[1]), m[0])
	}
}

// sandboxSession is a sandbox that the page starts and ends.
type sandboxSession struct {
	t     *testing.T
	box   *lockedBuffer // what the sandbox prints, on both streams
	read  int           // of it
	url   string        // with its prefix
	close context.CancelFunc
	done  chan int
}

// run gives what a command prints.
func (s *sandboxSession) run(command string) string {
	words := strings.Fields(command)
	switch {
	case words[0] == "curl":
		res, err := http.Get(strings.Replace(words[1], "http://127.0.0.1:8787", strings.TrimSuffix(s.url, sandboxPrefix), 1))
		require.NoError(s.t, err)
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		require.NoError(s.t, err)
		return string(body)
	case words[1] == "sandbox":
		return s.start(words[1:])
	}
	var out bytes.Buffer
	environment := map[string]string{"WATEMPLATE_TOKEN": anyToken, "WATEMPLATE_BASE_URL": s.url}
	sh := shell{in: strings.NewReader(""), out: &out, err: &out, width: 80, getenv: func(k string) string { return environment[k] }}
	run(context.Background(), sh, words[1:])
	return out.String()
}

// start starts the sandbox on a free port, in place of the one before.
func (s *sandboxSession) start(args []string) string {
	s.end()
	s.fresh()
	ctx, cancel := context.WithCancel(context.Background())
	s.close, s.done = cancel, make(chan int, 1)
	done := s.done
	sh := shell{in: strings.NewReader(""), out: s.box, err: s.box, width: 80, getenv: func(string) string { return "" }}
	go func() { done <- run(ctx, sh, append(args, "--addr", "127.0.0.1:0")) }()
	require.Eventually(s.t, func() bool { return strings.Contains(s.box.String()[s.read:], "is shown on") }, 10*time.Second, time.Millisecond)
	said := s.fresh()
	s.url = regexp.MustCompile(`WATEMPLATE_BASE_URL=(\S+)`).FindStringSubmatch(said)[1]
	return said
}

func (s *sandboxSession) end() {
	if s.close == nil {
		return
	}
	s.close()
	assert.Equal(s.t, statusClean, <-s.done)
	s.close = nil
}

// fresh is what the sandbox has printed since it was last asked.
func (s *sandboxSession) fresh() string {
	all := s.box.String()
	defer func() { s.read = len(all) }()
	return all[s.read:]
}

// still is a text with the numbers that differ from run to run as the page has them.
func (s *sandboxSession) still(text string) string {
	for pattern, shown := range map[string]string{
		`127\.0\.0\.1:[0-9]+->127\.0\.0\.1:[0-9]+`: "127.0.0.1:40600->127.0.0.1:8787",
		`127\.0\.0\.1:[0-9]{5}([^-0-9])`:           "127.0.0.1:8787$1",
		`\b1[0-9]{15}\b`:                           "1795339022800954",
		`[0-9]{2}:[0-9]{2}:[0-9]{2}`:               "12:00:00",
		`[0-9]{2}:[0-9]{2} │`:                      "12:00 │",
	} {
		text = regexp.MustCompile(pattern).ReplaceAllString(text, shown)
	}
	return text
}
