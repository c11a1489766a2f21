// Package journal keeps what became of every message of a campaign, so that nobody is sent anything twice, whatever
// breaks. It is an SQL database: a file of SQLite, or PostgreSQL where several machines send one campaign; the statements
// are the same. The drivers "sqlite" and "pgx" of database/sql must be linked by the program.
//
// Beside the database stands an audit log, to which every outcome is appended before it counts. It is compared when
// somebody joins a campaign: a database that has forgotten something is mended from it.
//
// The life of a recipient's message is a chain of states, each with a version that is one higher than the last:
//
//	Queued -> Attempting -> Accepted | Failed | Unknown | Queued
//
// A worker settles only the version that it claimed, so that a late or repeated outcome changes nothing. The one
// exception: where others took the worker for gone and the message for Unknown, its own outcome is better knowledge.
package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"
)

// State is what is known of a recipient's message.
type State uint8

// The states. Attempting is on disk before the request's first byte.
const (
	Queued     State = iota + 1 // not sent, or surely not accepted
	Attempting                  // a worker is about to send it, or has
	Accepted
	Failed  // refused for good
	Unknown // sent, or perhaps sent, and no answer is known
	Skipped // unknown, and left at that by whoever resolved it
)

// words are the states' names, for people and in the audit log.
var words = [...]string{Queued: "queued", Attempting: "attempting", Accepted: "accepted", Failed: "failed", Unknown: "unknown", Skipped: "skipped"}

// String gives the state in one lower-case word.
func (s State) String() string {
	if s >= Queued && s <= Skipped {
		return words[s]
	}
	return fmt.Sprintf("State(%d)", uint8(s))
}

// stateOf is the state of a word; 0 for a word that is none.
func stateOf(word string) State {
	for s := Queued; s <= Skipped; s++ {
		if words[s] == word {
			return s
		}
	}
	return 0
}

// Options say where the journal keeps what is not in the database.
type Options struct {
	// Audit is the folder of the audit logs. It belongs to one database.
	Audit string
	// Notice is told what the journal mended or passed over, in a sentence; nil for nobody.
	Notice func(string)
}

// Journal is an open journal. It is safe for concurrent use, also by several processes and machines.
type Journal struct {
	dialect *dialect
	where   string // for people, without a password
	options Options
	write   *sql.DB
	read    *sql.DB
	main    *session // for all that is no turn of a worker in PostgreSQL
	clock   string   // the SQL expression of now, in microseconds since 1970

	mu    sync.Mutex
	sound bool                // the database was found to be sound
	known map[string]bool     // the campaigns that were compared with their audit logs
	logs  map[string]*logFile // the audit logs that are open for writing
}

// notice tells somebody, if there is anybody.
func (j *Journal) notice(format string, args ...any) {
	if j.options.Notice != nil {
		j.options.Notice(fmt.Sprintf(format, args...))
	}
}

// Shared reports whether the journal is a database that other people than this machine's user may be able to write.
func (j *Journal) Shared() bool { return j.dialect == postgres }

// Close closes it. What SQLite wrote ahead of its file is brought home, if nobody else has the file open.
func (j *Journal) Close() error {
	var errs []error
	j.mu.Lock()
	for _, l := range j.logs {
		errs = append(errs, l.close())
	}
	j.logs = map[string]*logFile{}
	j.mu.Unlock()
	if j.dialect.closing != "" {
		// It is refused while somebody reads, and is no loss then.
		_ = j.main.plain(context.Background(), j.dialect.closing)
	}
	j.main.drop()
	errs = append(errs, j.write.Close())
	if j.read != j.write {
		errs = append(errs, j.read.Close())
	}
	return errors.Join(errs...)
}

// Campaign is what a campaign is. The journal takes no other under the same name.
type Campaign struct {
	Name string
	// Template, Category and Languages are for people.
	Template, Category string
	Languages          []string
	// API is the base URL that it is sent through, and Channel the channel's number or empty.
	API, Channel string
	// Source is the list's name.
	Source string
	// TemplateHash, ListHash and SettingsHash are of all that decides what is sent to whom.
	TemplateHash, ListHash, SettingsHash string
	Created                              time.Time
	// Total is the number of recipients, once it is loaded.
	Total int64
}

// Recipient is one whom a campaign writes to.
type Recipient struct {
	Row               int // in the list
	Contact, Language string
	Body              []byte // of the request
}

// Exists says that a campaign of this name is in the journal.
type Exists struct{ Campaign Campaign }

func (e *Exists) Error() string {
	return fmt.Sprintf("the journal has a campaign %q already, with %d recipients", e.Campaign.Name, e.Campaign.Total)
}

// Missing says that there is no such campaign, and which there are.
type Missing struct {
	Name  string
	Names []string
}

func (e *Missing) Error() string {
	if len(e.Names) == 0 {
		return fmt.Sprintf("the journal has no campaign %q, nor any other", e.Name)
	}
	return fmt.Sprintf("the journal has no campaign %q; it has %s", e.Name, list(e.Names))
}

// list names at most ten.
func list(names []string) string {
	var s string
	for i, name := range names {
		if i == 10 {
			return fmt.Sprintf("%s and %d more", s, len(names)-i)
		}
		if i > 0 {
			s += ", "
		}
		s += name
	}
	return s
}
