package verbs

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

// openLog begins the log that the flags ask for, and puts it into them: a file to which it is added, or the standard
// error, where it takes the place of the progress. What is logged has no telephone number, name or token; --log-contacts
// adds the contacts and the API's words, which may quote them.
func (a *app) openLog(r *running, s journal.Summary) (closed func() error, err error) {
	closed = func() error { return nil }
	if r.logFormat == "" && r.logFile == "" {
		return closed, nil
	}
	var out io.Writer = said{a}
	if r.logFile != "" {
		f, err := os.OpenFile(r.logFile, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, explainPath(r.logFile, err)
		}
		out, closed = f, f.Close
	}
	r.log = slog.New(logHandler(out, r.logFormat))
	r.log.Info("begin", "campaign", s.Name, "template", s.Template, "api", s.API, "recipients", s.Total, "left", left(s),
		"version", version(), "pid", os.Getpid())
	return closed, nil
}

// logHandler writes lines of text, or of JSON, in which durations are seconds, as everything that reads JSON expects.
func logHandler(out io.Writer, format string) slog.Handler {
	o := slog.HandlerOptions{Level: slog.LevelDebug}
	if format != "json" {
		return slog.NewTextHandler(out, &o)
	}
	o.ReplaceAttr = func(_ []string, attr slog.Attr) slog.Attr {
		if attr.Value.Kind() == slog.KindDuration {
			attr.Value = slog.Float64Value(attr.Value.Duration().Seconds())
		}
		return attr
	}
	return slog.NewJSONHandler(out, &o)
}

// said is the standard error for lines that nothing else that is said there may tear apart.
type said struct{ *app }

func (s said) Write(line []byte) (int, error) {
	s.saying.Lock()
	defer s.saying.Unlock()
	_, err := fmt.Fprintln(s.err, template.Visible(string(bytes.TrimSuffix(line, []byte("\n")))))
	return len(line), err
}
