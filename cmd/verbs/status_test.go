package verbs

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
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
