package verbs

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const realToken = "a-token-as-long-as-real-ones"

// sendThrough runs watemplate send against an address, and gives its exit status and what it says.
func sendThrough(url string, args ...string) (status int, says string) {
	var out strings.Builder
	environment := map[string]string{"WATEMPLATE_TOKEN": realToken, "WATEMPLATE_BASE_URL": url}
	sh := shell{in: strings.NewReader(""), out: &out, err: &out, width: 80, getenv: func(k string) string { return environment[k] }}
	status = run(context.Background(), sh, append([]string{"send", "../../examples/track_order.yaml", "--yes", "--to"}, args...))
	return status, out.String()
}

// TestRecordForwardReplay: a failure of the API is recorded on its way through a forwarding sandbox, and met again
// without the API.
func TestRecordForwardReplay(t *testing.T) {
	record := filepath.Join(t.TempDir(), "failing.jsonl")
	api, _ := startCommand(t, "--token", realToken, "--fault", "500,after,at=2")
	out, talk := &lockedBuffer{}, &lockedBuffer{}
	proxy, end := runCommand(t, out, talk, "--forward", api, "--record", record)
	for i, want := range []int{statusClean, statusUnknown} {
		status, says := sendThrough(proxy, "id:7")
		assert.Equal(t, want, status, "%d: %s", i, says)
	}
	end()
	assert.Contains(t, talk.String(), "every request goes on to "+api+": the messages are real")
	assert.Contains(t, out.String(), "id:7  track_order (en)")
	info, err := os.Stat(record)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	src, err := os.ReadFile(record)
	require.NoError(t, err)
	assert.Equal(t, 2, strings.Count(string(src), "\n"))
	assert.NotContains(t, string(src), realToken)

	replay, _ := startCommand(t, "--replay", record)
	for i, want := range []struct {
		status int
		says   string
	}{
		{statusClean, "accepted: message"},
		{statusUnknown, "500 Internal Server Error: Unexpected error occurred"},
		{statusFailure, "replay: the record does not have POST /contact/id:7/message with this body once more"},
	} {
		status, says := sendThrough(replay, "id:7")
		assert.Equal(t, want.status, status, "%d: %s", i, says)
		assert.Contains(t, says, want.says)
	}
}

// TestTemplatesOfFolder: the templates of files are the account's, so that diff finds no difference, and others cannot be
// sent.
func TestTemplatesOfFolder(t *testing.T) {
	url, _ := startCommand(t, "--templates", "../../examples/gallery", "--templates", "../../examples/send_otp.yaml", "--channel", "135898", "--rate", "-1")
	environment := map[string]string{"WATEMPLATE_TOKEN": "any", "WATEMPLATE_BASE_URL": url}
	for channel, want := range map[string]int{"135898": statusClean, "7": statusFailure} {
		var out strings.Builder
		sh := shell{in: strings.NewReader(""), out: &out, err: &out, width: 80, getenv: func(k string) string { return environment[k] }}
		status := run(context.Background(), sh, []string{"diff", "../../examples/gallery", "../../examples/send_otp.yaml", "--channel", channel})
		assert.Equal(t, want, status, out.String())
	}
	status, says := sendThrough(url, "id:7")
	assert.Equal(t, statusFailure, status, says)
	assert.Contains(t, says, `the account has no template "track_order"`)
}
