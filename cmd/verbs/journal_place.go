package verbs

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/template"
)

// journalFlag is the flag of every command that opens a journal.
func journalFlag(c *cobra.Command, where *string) {
	c.Flags().StringVar(where, "journal", "",
		"where campaigns are kept: a file, or postgres://... for several machines (default $WATEMPLATE_JOURNAL, or a file of yours)")
}

// openJournal opens the journal that --journal names, or else the environment, or else that of this user. The command
// has called needTools before.
func (a *app) openJournal(ctx context.Context, where string) (*journal.Journal, error) {
	if place, err := url.Parse(where); err == nil && place.User != nil {
		if _, given := place.User.Password(); given {
			a.say("the password in --journal can be read by everybody on this machine; WATEMPLATE_JOURNAL keeps it to yourself")
		}
	}
	place, err := a.journalPlace(where)
	if err == nil {
		err = place.prepare()
	}
	if err != nil {
		return nil, err
	}
	if where != "" {
		a.journalGiven = place.shown
	}
	j, err := journal.Open(ctx, place.database, journal.Options{Audit: place.audit, Notice: a.say})
	if err != nil {
		return nil, statusError{statusFailure, err}
	}
	return j, nil
}

// openScratchJournal opens a journal that is gone once it is closed: what is only tried out in the sandbox leaves nothing
// behind.
func (a *app) openScratchJournal(ctx context.Context) (j *journal.Journal, closeAndForget func() error, err error) {
	folder, err := os.MkdirTemp("", "watemplate-sandbox-")
	if err != nil {
		return nil, nil, err
	}
	a.scratch = true
	j, err = a.openJournal(ctx, filepath.Join(folder, journalFile))
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(folder))
	}
	return j, func() error { return errors.Join(j.Close(), os.RemoveAll(folder)) }, nil
}

// say tells the user something in a line of its own, also while a progress is drawn. It is safe for concurrent use.
func (a *app) say(line string) {
	a.saying.Lock()
	defer a.saying.Unlock()
	line = "watemplate: " + template.Visible(line) + "\n"
	if a.live != nil {
		a.live.interrupt(line)
		return
	}
	fmt.Fprint(a.err, line)
}

// journalFile is the name of the journal's file in the state folder.
const journalFile = "campaigns.db"

// place is where a journal is.
type place struct {
	database string // as journal.Open takes it, with its password
	file     bool   // and not a server
	own      string // the folder of ours that it needs; empty if the user named another
	audit    string // the folder of its audit logs
	shown    string // fit to be shown
}

func (p place) String() string { return template.Visible(p.shown) }

// begun reports whether there is a journal. Opening would begin one, which is for send alone.
func (p place) begun() bool {
	if !p.file {
		return true
	}
	_, err := os.Stat(p.database)
	return !errors.Is(err, fs.ErrNotExist)
}

// prepare makes the folder of ours that the journal needs.
func (p place) prepare() error {
	if p.own == "" {
		return nil
	}
	if err := os.MkdirAll(p.own, 0o700); err != nil {
		return statusError{statusFailure, fmt.Errorf("campaigns cannot be kept: %w; name another place with --journal", err)}
	}
	return nil
}

// journalPlace says where the journal is.
func (a *app) journalPlace(where string) (place, error) {
	where = cmp.Or(where, a.getenv("WATEMPLATE_JOURNAL"))
	switch scheme, _, isURL := strings.Cut(where, "://"); {
	case where == "":
		return a.ownJournal()
	case !isURL:
		return filePlace(where)
	case scheme == "postgres" || scheme == "postgresql":
		return a.serverPlace(where)
	default:
		return place{}, usage("--journal is a %s address; it takes a file or postgres://user@host/database", template.Visible(scheme))
	}
}

// ownJournal is the file in the user's state folder.
func (a *app) ownJournal() (place, error) {
	folder, err := a.ownFolder()
	if err != nil {
		return place{}, err
	}
	p, err := filePlace(filepath.Join(folder, journalFile))
	p.own = folder
	return p, err
}

// ownFolder is this program's folder in the user's state folder.
func (a *app) ownFolder() (string, error) {
	if a.stateDir == "" {
		return "", usage("there is no home folder to keep campaigns in; name a file with --journal or WATEMPLATE_JOURNAL")
	}
	return filepath.Join(a.stateDir, "watemplate"), nil
}

func filePlace(path string) (place, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return place{}, usage("--journal: %s is a folder; name a file in it", template.Visible(path))
	}
	return place{database: path, file: true, audit: path + "-audit", shown: path}, nil
}

// serverPlace is a database whose audit logs are this machine's own. They are called after the server and the database,
// not after the user and the password, which change.
func (a *app) serverPlace(where string) (place, error) {
	u, err := url.Parse(where)
	if err != nil || u.Path == "" || u.Path == "/" {
		return place{}, usage("--journal: this is no address of a database; write postgres://user@host/database")
	}
	folder, err := a.ownFolder()
	if err != nil {
		return place{}, err
	}
	sum := sha256.Sum256([]byte(strings.ToLower(u.Host) + u.Path))
	audit := filepath.Join(folder, "audit", hex.EncodeToString(sum[:8]))
	shown := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	if u.User != nil {
		shown.User = url.User(u.User.Username())
	}
	return place{database: where, own: audit, audit: audit, shown: shown.String()}, nil
}
