package verbs

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestStatuses: scripts decide by the exit status alone.
func TestStatuses(t *testing.T) {
	const (
		clean    = "name: a\nlanguage: en\nbody: Hello there\n"
		warning  = "name: a\nlanguage: en\nparams: {order: A-1}\nbody: Hello there\n"
		faulty   = "name: a\nlanguage: en\nbody: Hello there\nfoter: x\n"
		example  = "../../examples/track_order.yaml"
		nowhere  = "http://127.0.0.1:1/v1" // nobody listens on port 1
		insecure = "http://api.example.com/v1"
	)
	for _, c := range []struct {
		args  string
		stdin string
		want  int
	}{
		{"", "", statusClean},
		{"--version", "", statusClean},
		{"lint -", clean, statusClean},
		{"lint -", warning, statusClean},
		{"lint --strict -", warning, statusProblems},
		{"lint -", faulty, statusProblems},
		{"preview -", faulty, statusProblems},
		{"compile -", faulty, statusProblems},
		{"lint --nonsense", "", statusUsage},
		{"lint nowhere.yaml", "", statusUsage},
		{"lnt", "", statusUsage},
		{"rules nonsense", "", statusUsage},
		{"schema nonsense", "", statusUsage},
		{"compile", "", statusUsage},
		{"compile --channel -1 -", clean, statusUsage},
		{"compile --set x -", clean, statusUsage},
		{"preview --width 5 -", clean, statusUsage},
		{"preview --row 1 -", clean, statusUsage},
		{"preview --recipients nowhere.csv -", clean, statusUsage},
		{"send " + example, "", statusUsage},
		{"send " + example + " --to nobody --sandbox", "", statusUsage},
		{"send " + example + " --to id:7 --sandbox --attempts 0", "", statusUsage},
		{"send " + example + " --to id:7 --yes --base-url " + insecure, "", statusUsage},
		{"send " + example + " --to id:7 --yes --attempts 1 --base-url " + nowhere, "", statusFailure},
		{"send " + example + " --to id:7 --yes --base-url " + nowhere + " --token-file nowhere", "", statusUsage},
		{"send - --to id:7 --token-file -", clean, statusUsage},
		{"campaign nonsense", "", statusUsage},
		{"token nonsense", "", statusUsage},
		{"token save", "secret", statusUsage},
		{"token where --base-url " + nowhere, "", statusClean},
		{"sandbox --addr 0.0.0.0:0", "", statusUsage},
		{"sandbox --fault nonsense", "", statusUsage},
		{"sandbox --contact nobody", "", statusUsage},
	} {
		t.Run(c.args, func(t *testing.T) {
			sh := shell{
				in: strings.NewReader(c.stdin), out: io.Discard, err: io.Discard, width: 80,
				getenv: func(k string) string { return map[string]string{"WATEMPLATE_TOKEN": "secret"}[k] },
			}
			assert.Equal(t, c.want, run(context.Background(), sh, strings.Fields(c.args)))
		})
	}
}

// TestCampaignStatuses: by them a script knows whether to go on, to mend something, or to look.
func TestCampaignStatuses(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { busy.Close() })
	answers := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			fmt.Fprintf(w, `{"messageId":1700000000000001,"code":%d,"message":"as it is"}`, status)
		}
	}
	for name, c := range map[string]struct {
		answer int
		flags  string
		want   int
		says   string
	}{
		"accepted":          {200, "", statusClean, ""},
		"refused for good":  {404, "", statusFailure, ""},
		"the token is not":  {401, "", statusToken, "check the token in WATEMPLATE_TOKEN"},
		"unknown":           {500, "", statusUnknown, ""},
		"some are left":     {200, "--limit 2", statusUnknown, ""},
		"the breaker":       {500, "--breaker 2", statusUnknown, ""},
		"another number":    {200, "--expect 7", statusUsage, "--expect says 7"},
		"the list":          {200, "--map to=order", statusProblems, ""},
		"a log of contacts": {200, "--log-contacts", statusUsage, "--log-contacts is about a log; give --log FILE or --log-format text"},
		"no such format":    {200, "--log-format xml", statusUsage, "it takes text, json"},
		"no place to log":   {200, "--log nowhere/campaign.log", statusUsage, "nowhere/campaign.log"},
		"to the network":    {200, "--metrics-addr 0.0.0.0:9464", statusUsage, "served on this machine alone, such as 127.0.0.1:9464"},
		"no port":           {200, "--metrics-addr 127.0.0.1", statusUsage, "such as 127.0.0.1:9464"},
		"a busy port":       {200, "--metrics-addr " + busy.Addr().String(), statusFailure, "--metrics-addr: cannot listen: "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out lockedBuffer
			assert.Equal(t, c.want, campaignToPeople(t, answers(c.answer), &out, strings.Fields(c.flags)...), out.String())
			assert.Contains(t, out.String(), c.says)
			assert.NotContains(t, out.String(), tokenOfList)
		})
	}
}
