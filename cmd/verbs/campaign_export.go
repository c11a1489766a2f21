package verbs

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/recipients"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

func campaignExportCommand(a *app) *cobra.Command {
	var where, output string
	var names []string
	c := &cobra.Command{
		Use:   "export NAME",
		Short: "Write what became of every recipient into a CSV file or a workbook",
		Long: `Write what became of every recipient: row of the list, contact, language, state, message
id, attempts, HTTP status, reason, and when the last attempt began and ended.

The file's ending says what it is: .xlsx is a workbook, in which message ids are texts,
so that no spreadsheet rounds them; all else is CSV. Without --output the CSV goes
to the standard output. A cell never becomes a formula.`,
		Example: `  watemplate campaign export order_shipped-march -o results.xlsx
  watemplate campaign export order_shipped-march --state failed,unknown > left.csv`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeCampaigns,
		RunE: func(c *cobra.Command, args []string) error {
			chosen, err := parseStates(names)
			if err != nil {
				return err
			}
			return a.withCampaign(c.Context(), where, args[0], func(j *journal.Journal, s journal.Summary) error {
				return a.export(c.Context(), j, s.Name, output, chosen)
			})
		},
	}
	journalFlag(c, &where)
	c.Flags().StringVarP(&output, "output", "o", "", "the file, .csv or .xlsx (default CSV on the standard output)")
	c.Flags().StringSliceVar(&names, "state", nil, "only recipients in these states, such as failed,unknown")
	return c
}

// parseStates reads the names of states.
func parseStates(names []string) ([]journal.State, error) {
	var chosen []journal.State
	for _, name := range names {
		i := -1
		for j, state := range states {
			if state.String() == strings.TrimSpace(name) {
				i = j
			}
		}
		if i < 0 {
			return nil, usage("--state: there is no state %q; there are accepted, failed, unknown, skipped, attempting, queued", name)
		}
		chosen = append(chosen, states[i])
	}
	return chosen, nil
}

// export writes the recipients in the states, or all, to a file or the standard output.
func (a *app) export(ctx context.Context, j *journal.Journal, name, output string, chosen []journal.State) error {
	write := func(row func([]string) error) error { return exportRows(ctx, j, name, chosen, row) }
	switch {
	case output == "" || output == "-":
		return exportCSV(a.out, write)
	case strings.EqualFold(filepath.Ext(output), ".xlsx"):
		return replaceFile(output, func(f *os.File) error {
			row, closed, err := a.tools.NewWorkbook(f.Name())
			if err != nil {
				return err
			}
			return errors.Join(write(row), closed())
		})
	}
	return replaceFile(output, func(f *os.File) error { return exportCSV(f, write) })
}

// exportColumns are the names of an export's columns. They stay as they are: scripts read them.
var exportColumns = []string{"row", "contact", "language", "state", "message_id", "attempts", "status", "reason", "began", "ended"}

// exportRows gives a function the names of the columns and then every recipient.
func exportRows(ctx context.Context, j *journal.Journal, name string, chosen []journal.State, row func([]string) error) error {
	if err := row(exportColumns); err != nil {
		return err
	}
	for r, err := range j.Results(ctx, name, chosen...) {
		if err != nil {
			return err
		}
		status := ""
		if r.Status != 0 {
			status = strconv.Itoa(r.Status)
		}
		err = row([]string{
			strconv.Itoa(r.Row), template.Visible(r.Contact), template.Visible(r.Language), r.State.String(), messageID(r),
			strconv.Itoa(r.Attempts), status, template.Visible(r.Reason), exportTime(r.Began), exportTime(r.Ended),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func exportTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// exportCSV writes rows as CSV in which no cell becomes a formula.
func exportCSV(out interface{ Write([]byte) (int, error) }, rows func(row func([]string) error) error) error {
	buffered := bufio.NewWriter(out)
	w := csv.NewWriter(buffered)
	safe := make([]string, len(exportColumns))
	err := rows(func(cells []string) error {
		for i, cell := range cells {
			safe[i] = recipients.SafeCell(cell)
		}
		return w.Write(safe)
	})
	w.Flush()
	return errors.Join(err, w.Error(), buffered.Flush())
}

// replaceFile lets write fill a file beside the path, with the same ending, and renames it: nobody ever sees half of it. It
// is for the user's eyes only, for it has contacts in it.
func replaceFile(path string, write func(*os.File) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".watemplate-*"+filepath.Ext(path))
	if err != nil {
		return explainPath(path, err)
	}
	err = errors.Join(write(f), f.Close())
	if err == nil {
		err = errors.Join(os.Chmod(f.Name(), 0o600), os.Rename(f.Name(), path))
	}
	if err != nil {
		os.Remove(f.Name())
		return statusError{statusFailure, fmt.Errorf("%s was not written: %w", template.Visible(path), err)}
	}
	return nil
}
