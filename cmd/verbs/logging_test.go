package verbs

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// peopleOfList are a list whose every cell is somebody's own.
var peopleOfList = []struct{ to, first, order string }{
	{"phone:+60121233112", "Aminah", "A-1043"},
	{"phone:+60121233113", "Benjamin", "B-2087"},
	{"email:chandra@example.com", "Chandra", "C-3091"},
	{"id:73451986", "Dorothea", "D-4055"},
	{"phone:+60121233115", "Ezekiel", "E-5012"},
	{"email:farida@example.com", "Farida", "F-6044"},
}

const tokenOfList = "token-of-nobodys-business"

// spokenBack answers each request in another way, and quotes in each answer whatever it was sent. The last is answered
// once atLast returns.
func spokenBack(atLast func()) http.HandlerFunc {
	var requests atomic.Int64
	return func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		n := requests.Add(1)
		if n == int64(len(peopleOfList)) {
			atLast()
		}
		status := [...]int{200, 400, 404, 500, 200, 400}[(n-1)%6]
		answer, _ := json.Marshal(map[string]any{
			"code": status, "message": r.URL.Path + r.Header.Get("Authorization") + string(body), "messageId": 1700000000000000 + n,
		})
		w.WriteHeader(status)
		_, _ = w.Write(answer)
	}
}

// sendToPeople sends to the list and returns all that was printed. While the last request waits for its answer, atLast is
// told what was printed until then.
func sendToPeople(t *testing.T, atLast func(said string), flags ...string) string {
	t.Helper()
	var out lockedBuffer
	status := campaignToPeople(t, spokenBack(func() { atLast(out.String()) }), &out, flags...)
	require.Equal(t, statusUnknown, status, out.String())
	return out.String()
}

// campaignToPeople sends to the list through an API, one after another, and returns the exit status.
func campaignToPeople(t *testing.T, answer http.HandlerFunc, out io.Writer, flags ...string) int {
	t.Helper()
	api := httptest.NewServer(answer)
	defer api.Close()
	folder := t.TempDir()
	var list strings.Builder
	list.WriteString("to,first,order\n")
	for _, p := range peopleOfList {
		fmt.Fprintf(&list, "%s,%s,%s\n", p.to, p.first, p.order)
	}
	require.NoError(t, os.WriteFile(filepath.Join(folder, "people.csv"), []byte(list.String()), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "order.yaml"), []byte(`name: order
language: en
body:
  text: "Hi <<1>>, your order <<2>> is on its way."
  params: [{name: first}, {name: order}]
`), 0o600))
	sh := shell{in: strings.NewReader(""), out: io.Discard, err: out, tools: testTools, width: 80, getenv: func(k string) string {
		return map[string]string{tokenVariable: tokenOfList, baseURLVariable: api.URL + "/v1"}[k]
	}, errSize: func() (int, int) { return 80, 24 }}
	return run(t.Context(), sh, append([]string{
		"send", filepath.Join(folder, "order.yaml"), "--recipients", filepath.Join(folder, "people.csv"), "--yes", "--expect", "6",
		"--journal", filepath.Join(folder, "campaigns.db"), "--rate", "1000", "--connections", "1",
	}, flags...))
}

// personal are all the texts that are somebody's, in a list.
func personal() []string {
	var all []string
	for _, p := range peopleOfList {
		_, value, _ := strings.Cut(p.to, ":")
		all = append(all, strings.TrimPrefix(value, "+"), p.first, p.order)
	}
	return all
}

// TestLogIsAnonymous: an API that quotes all it was sent, and a log that has nothing of it.
func TestLogIsAnonymous(t *testing.T) {
	for _, format := range []string{"text", "json"} {
		for _, file := range []string{"", filepath.Join(t.TempDir(), "campaign.log")} {
			flags := []string{"--log-format", format}
			if file != "" {
				flags = append(flags, "--log", file)
			}
			log := logLines(t, sendToPeople(t, func(string) {}, flags...), file)
			for _, word := range append(personal(), tokenOfList) {
				assert.NotContains(t, log, word)
			}
			if format == "json" {
				assertJSONLog(t, log)
				continue
			}
			assert.Contains(t, log, `level=INFO msg=begin campaign=order-people template=order`)
			assert.Contains(t, log, `msg=request campaign=order-people row=2 seq=1 attempt=1 outcome=accepted status=200 took=`)
			assert.Contains(t, log, `outcome=failed status=404`)
			assert.Contains(t, log, `outcome=unknown status=500`)
			assert.Contains(t, log, `msg=end campaign=order-people stop=done accepted=2 failed=3 unknown=1`)
		}
	}
}

// logLines are the lines of a log, from the file, or else from what a command said beside them.
func logLines(t *testing.T, said, file string) string {
	t.Helper()
	if file != "" {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.NotContains(t, said, "outcome", "the progress is where it was")
		return string(text)
	}
	var log strings.Builder
	for line := range strings.Lines(said) {
		if strings.HasPrefix(line, "time=") || strings.HasPrefix(line, "{") {
			log.WriteString(line)
		}
	}
	return log.String()
}

// assertJSONLog holds that every line is an object, and that durations are seconds.
func assertJSONLog(t *testing.T, log string) {
	t.Helper()
	requests := 0
	for line := range strings.Lines(log) {
		var entry struct {
			Msg      string
			Campaign string
			Took     *float64
		}
		require.NoError(t, json.Unmarshal([]byte(line), &entry), line)
		assert.Equal(t, "order-people", entry.Campaign)
		if entry.Msg == "request" {
			requests++
			require.NotNil(t, entry.Took)
			assert.Less(t, *entry.Took, 60.0)
		}
	}
	assert.Equal(t, len(peopleOfList), requests)
}

// TestLogContacts: who asks for contacts has them, and still no token.
func TestLogContacts(t *testing.T) {
	file := filepath.Join(t.TempDir(), "campaign.log")
	log := logLines(t, sendToPeople(t, func(string) {}, "--log", file, "--log-contacts"), file)
	for _, p := range peopleOfList {
		assert.Contains(t, log, p.to)
	}
	assert.NotContains(t, log, tokenOfList)
	if info, err := os.Stat(file); runtime.GOOS != "windows" {
		require.NoError(t, err)
		assert.Zero(t, info.Mode().Perm()&0o077)
	}
}
