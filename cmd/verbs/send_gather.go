package verbs

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"

	"github.com/watemplate/watemplate/recipients"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

// gathering reads a list of recipients to its end, fills the template in for each of them, and gives the journal those
// that can be sent to. Of the list it holds no more than some hundred rows.
type gathering struct {
	app  *app
	list *recipients.Reader
	path string // of the list
	// parameters are the columns of the list that are values.
	parameters []string
	variants   *variants
	ready      map[int]*variant
	faults     []fileFaults // found while a batch was read
	defaults   template.Values
	envelope   envelope
	loader     *journal.Loader
	plan       *sendPlan
	bad        *badRows
	reading    *readingLine
}

// rowBatch are some rows that are filled in, or why there are no more.
type rowBatch struct {
	rows   []row
	faults []fileFaults // to be said first
	err    error
}

// fileFaults are faults of a template that a row has called for.
type fileFaults struct {
	file   *template.File
	faults []template.Diagnostic
}

// run reads the whole list. Faults of its rows are no error: they are in bad. While the journal takes some rows, the next
// are read and filled in.
func (g *gathering) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	batches := make(chan rowBatch)
	var producing sync.WaitGroup
	defer producing.Wait()
	defer cancel()
	producing.Go(func() { g.produce(ctx, batches) })
	defer g.reading.end()
	for b := range batches {
		for _, f := range b.faults {
			g.reading.end()
			if err := g.app.report(f.faults, f.file); err != nil {
				return err
			}
		}
		if b.err != nil {
			return b.err
		}
		g.reading.at(g.plan.rows)
		for i := range b.rows {
			if err := g.pass(ctx, &b.rows[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// produce reads and fills in the rows until the list or the context ends.
func (g *gathering) produce(ctx context.Context, batches chan<- rowBatch) {
	defer close(batches)
	for last := false; !last; {
		var b rowBatch
		if b.rows, last, b.err = g.read(); b.err == nil {
			b.err = g.fill(b.rows)
		}
		b.faults, g.faults = g.faults, nil
		last = last || b.err != nil
		select {
		case batches <- b:
		case <-ctx.Done():
			return
		}
	}
}

// read reads some rows.
func (g *gathering) read() (rows []row, last bool, err error) {
	for len(rows) < atOnce {
		r, faults, err := g.list.Next()
		if errors.Is(err, io.EOF) {
			return rows, true, nil
		}
		if err != nil {
			return nil, false, listError(g.path, err)
		}
		one := row{Recipient: r}
		for _, f := range faults {
			one.faults = append(one.faults, rowFault{Place: f.Place, column: g.columnAt(r.Cells, f.Place), message: f.Message})
		}
		for _, parameter := range g.parameters {
			one.places = append(one.places, g.list.At(parameter))
		}
		for _, cell := range r.Cells {
			text := cell.Text
			if slices.Contains(one.places, cell.Place) {
				text = cell.Value() // which is what is sent
			}
			one.cells = append(one.cells, text)
		}
		g.mended(one.Values)
		if err := g.choose(&one); err != nil {
			return nil, false, err
		}
		rows = append(rows, one)
	}
	return rows, false, nil
}

// pass gives a row to the journal, or to those that are broken.
func (g *gathering) pass(ctx context.Context, r *row) error {
	g.plan.rows++
	if r.bad() {
		return g.bad.add(r)
	}
	first, err := g.loader.Add(ctx, journal.Recipient{
		Row: r.Row, Contact: r.Contact, Language: r.payload.language(), Body: r.payload.body,
	})
	if err != nil {
		return err
	}
	if first > 0 {
		g.plan.duplicate(r, first)
		return nil
	}
	g.plan.add(r)
	return nil
}
