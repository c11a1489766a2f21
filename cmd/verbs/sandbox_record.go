package verbs

import (
	"fmt"
	"net/url"
	"os"
	"sync"

	"github.com/watemplate/watemplate/send"
	"github.com/watemplate/watemplate/send/sandbox"
)

// answers sets who answers in the sandbox's place: a record, or the API.
func (s *sandboxing) answers() error {
	switch {
	case s.replay != "":
		f, err := os.Open(s.replay)
		if err != nil {
			return explainPath(s.replay, err)
		}
		defer f.Close()
		exchanges, err := sandbox.ReadExchanges(f)
		if err != nil {
			return statusError{statusProblems, fmt.Errorf("%s: %w", s.replay, err)}
		}
		if len(exchanges) == 0 {
			return statusError{statusProblems, fmt.Errorf("%s has no exchanges; --record writes them", s.replay)}
		}
		s.options.Answer = sandbox.Replay(exchanges)
	case s.forward != "":
		const noToken = "none" // the client's is handed on
		if err := (&send.Client{BaseURL: s.forward, Token: noToken}).Check(); err != nil {
			return usage("--forward: %w", err)
		}
		base, err := url.Parse(s.forward)
		if err != nil {
			return usage("--forward: %w", err)
		}
		s.options.Answer = sandbox.Forward(base)
	}
	return nil
}

// recorder writes exchanges into a file.
type recorder struct {
	mu     sync.Mutex
	app    *app
	file   *os.File
	failed bool
}

// newRecorder makes the file, which nobody else may read: the messages are in it.
func (a *app) newRecorder(path string) (*recorder, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if os.IsExist(err) {
		return nil, usage("%s is there already; --record writes a new file", path)
	}
	if err != nil {
		return nil, explainPath(path, err)
	}
	return &recorder{app: a, file: f}, nil
}

func (r *recorder) write(x sandbox.Exchange) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failed {
		return
	}
	if err := sandbox.WriteExchange(r.file, x); err != nil {
		r.failed = true
		complain(r.app.err, fmt.Errorf("the record ends here: %w", explainPath(r.file.Name(), err)))
	}
}

func (r *recorder) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failed = true
	if err := r.file.Close(); err != nil {
		complain(r.app.err, explainPath(r.file.Name(), err))
	}
}
