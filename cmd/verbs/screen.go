package verbs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
	"github.com/watemplate/watemplate/tui"
)

// screening is what the screen is opened with: values for all templates, a list of recipients, the channel to send on,
// and the flags.
type screening struct {
	values  template.Values
	list    firstRows
	channel *int64
	*previewFlags
}

// screen opens the terminal's preview of the files and folders that the arguments name.
func (a *app) screen(ctx context.Context, args []string, with screening) error {
	place := strings.Join(args, " ")
	if len(args) == 0 {
		args = []string{"."}
	}
	for _, path := range args {
		if _, err := os.Stat(path); err != nil && !isGlob(path) {
			return explainPath(path, err)
		}
	}
	if _, _, err := a.linter(args); err != nil {
		return err // before the screen is taken, while the faults of a configuration can be printed
	}
	sender, end, err := a.sender(&with.sending, with.channel)
	if err != nil {
		return err
	}
	defer end()
	ctx, stop := context.WithCancel(ctx)
	defer stop() // the watch ends with the screen
	// The library takes SIGTERM for a wish to quit.
	terminated, listen := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer listen()
	names := scopeOf(args)
	shown := map[string]bool{} // the files that the screen has; it reads one thing at a time
	err = tui.Run(ctx, tui.Options{
		Load: func(ctx context.Context, emit func([]*template.File)) error {
			return a.stream(ctx, args, func(batch []*template.File) {
				note(shown, nil, batch)
				emit(batch)
			})
		},
		Read: func(changed []string) ([]*template.File, error) {
			files, err := a.reread(names, changed, shown)
			note(shown, changed, files)
			return files, err
		},
		Watch:  func() (<-chan []string, error) { return watch(ctx, args) },
		Lint:   func() (*lint.Linter, error) { return linterAnew(args) },
		Edit:   a.editor,
		Fix:    fixes(func() (*lint.Linter, error) { return linterAnew(args) }),
		Media:  with.media.load,
		Values: with.values,
		Sender: sender,

		Recipients:     with.list.forScreen(),
		Row:            with.rows.row,
		RecipientsName: with.list.title(),

		Place: place,
		Color: a.forcedColour(),
		Dark:  a.dark(),
		Time:  previewTime,
	})
	switch {
	case errors.Is(err, tui.ErrUnderWay):
		return statusError{statusUnknown, err}
	case errors.Is(err, context.Canceled):
		return statusError{status: statusCanceled}
	case err == nil && terminated.Err() != nil:
		return statusError{status: statusTerminated}
	}
	return err
}

// forcedColour is whether the screen is to have colours; nil where the terminal may have as many as it can show.
func (a *app) forcedColour() *bool {
	on := a.colour(a.color, a.outTerminal)
	if a.color == "auto" && on {
		return nil
	}
	return &on
}

// note takes the names of files that were asked for and did not come out of those that are shown, and puts in those that did.
func note(shown map[string]bool, asked []string, came []*template.File) {
	for _, name := range asked {
		delete(shown, name)
	}
	for _, f := range came {
		shown[f.Name] = true
	}
}

// linterAnew is the linter of the configuration as it is now. Faults of the configuration are an error.
func linterAnew(args []string) (*lint.Linter, error) {
	c, err := readConfig()
	if err != nil {
		return nil, err
	}
	l, _, err := linterFor(c, args)
	for _, d := range c.File.Problems {
		return nil, fmt.Errorf("%s:%d:%d: %s", d.File, d.At.Start.Line, d.At.Start.Column, d.Message)
	}
	return l, err
}

// The first files come at once, so that there is something to see; then more at a time, so that ten thousand are not
// listed anew a thousand times.
const (
	firstBatch = 32
	lastBatch  = 1024
)

// stream reads the files that the arguments name and hands them over as they are read, until the context ends.
func (a *app) stream(ctx context.Context, args []string, emit func([]*template.File)) error {
	var batch []*template.File
	var errs []error
	size := firstBatch
	for f, err := range a.read(args) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if batch = append(batch, f); len(batch) == size {
			emit(batch)
			batch, size = nil, min(2*size, lastBatch)
		}
	}
	if len(batch) > 0 {
		emit(batch)
	}
	return errors.Join(errs...)
}
