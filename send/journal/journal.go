// Package journal keeps what became of every message of a campaign, so that nobody is sent anything twice, whatever
// breaks. It is an SQL database: a file of SQLite, or PostgreSQL where several machines send one campaign; the statements
// are the same. The drivers "sqlite" and "pgx" of database/sql must be linked by the program.
//
// Beside the database stands an audit log, to which every step is appended before it counts. It is compared when the
// journal is opened: a database that has forgotten something is mended from it.
package journal

import (
	"context"
	"iter"
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

// Options say where the journal keeps what is not in the database.
type Options struct {
	// Audit is the folder of the audit logs, one a campaign.
	Audit string
	// Notice is told what the journal mended or passed over, in a sentence; nil for nobody.
	Notice func(string)
}

// Journal is an open journal. It is safe for concurrent use, also by several processes and machines.
type Journal struct{}

// Open opens the journal: a postgres:// URL, or the path of an SQLite file, which is made if it is not there. Its errors
// are sentences with a remedy: a damaged file, a full disk, a folder that cannot be written, a database that does not
// answer.
func Open(ctx context.Context, where string, o Options) (*Journal, error) { panic("unwritten") }

// Close closes it.
func (j *Journal) Close() error { panic("unwritten") }

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

// Loader adds a campaign's recipients. Until Commit the campaign does not exist: a loader that was left, by a crash too,
// leaves nothing behind that is ever sent.
type Loader struct{}

// Load begins a campaign. A campaign of that name that is loaded already is an error, *[Exists].
func (j *Journal) Load(ctx context.Context, c Campaign) (*Loader, error) { panic("unwritten") }

// Exists says that a campaign of this name is in the journal.
type Exists struct{ Campaign Campaign }

func (e *Exists) Error() string { panic("unwritten") }

// Add adds a recipient. If the contact was added before, it is not added again, and the row of the first is returned;
// else 0. Additions are written many at a time.
func (l *Loader) Add(ctx context.Context, r Recipient) (duplicateOf int, err error) {
	panic("unwritten")
}

// Commit makes the campaign exist. If the audit log already speaks of the campaign, because the database was lost, what
// it says of each recipient holds again.
func (l *Loader) Commit(ctx context.Context) error { panic("unwritten") }

// Discard drops it.
func (l *Loader) Discard(ctx context.Context) error { panic("unwritten") }

// Worker is a process's part in a campaign. Its heartbeat tells the others that what it attempts is still being
// attempted; what a worker that is gone was attempting becomes Unknown, never Queued.
type Worker struct{}

// Join makes this process a worker of a campaign. Leave ends it.
func (j *Journal) Join(ctx context.Context, campaign string) (*Worker, error) { panic("unwritten") }

// Leave ends the worker. What it still attempts becomes Unknown.
func (w *Worker) Leave(ctx context.Context) error { panic("unwritten") }

// Fit reports an error if the heartbeat is so old that others may take this worker for gone: what was claimed must not be
// sent any more then, but given back by settling it as Queued. It is called before every request, and is cheap.
func (w *Worker) Fit() error { panic("unwritten") }

// Claim is a recipient whom this worker, and nobody else, may send to now.
type Claim struct {
	Seq     int64
	Version int64 // of the recipient's state
	Attempt int   // from 1
	Row     int
	Contact string
	Body    []byte
}

// Outcome is what became of a claim.
type Outcome struct {
	Claim     Claim
	State     State // Accepted, Failed, Unknown, or Queued: surely not accepted, to be sent again
	MessageID int64
	Status    int           // HTTP status, 0 without an answer
	Reason    string        // the API's words, fit to be shown; without the contact
	Wait      time.Duration // of Queued: not again before this long from now
	// Uncounted says that the attempt does not count against the number of attempts, because it says nothing about the
	// recipient: 429, no connection.
	Uncounted bool
}

// Request is what a worker wants of the journal in one turn.
type Request struct {
	Outcomes []Outcome
	Want     int // the most to claim: no more than can be sent at once
	// Rate is the number of requests a second that all workers of all campaigns with the same API may make together; 0
	// for no limit. Pause stops all of them for this long.
	Rate  float64
	Pause time.Duration
}

// Turn is what the journal gives for it.
type Turn struct {
	Claims []Claim
	// Wait is how long there is nothing to claim for; 0 if there may be more at once.
	Wait time.Duration
	// Queued and Attempting are how many there are beside the claims; Attempting are those of other workers.
	Queued, Attempting int64
}

// Turn settles outcomes and claims recipients, in one transaction that is on disk when it returns; only then may the
// claims be sent. Outcomes are in the audit log before the transaction begins. After an error nothing was claimed, and
// the outcomes have to be given again; that they may have been settled already does no harm. It also takes what workers
// that are gone attempted for Unknown.
func (w *Worker) Turn(ctx context.Context, r Request) (Turn, error) { panic("unwritten") }

// Note writes an outcome down in the audit log at once, so that a process that is killed before its next turn does not
// forget it. It does not wait for the disk.
func (w *Worker) Note(o Outcome) error { panic("unwritten") }

// Summary is a campaign and how far it is.
type Summary struct {
	Campaign
	Counts map[State]int64
	// Reasons are the words of those that Failed and are Unknown, and how often each came, the most frequent first, at
	// most 20.
	Reasons []Reason
	Workers []WorkerInfo
	// First and Last are when the first and the last outcome came; zero without any.
	First, Last time.Time
	// Rate is how many were settled in the last ten seconds, a second.
	Rate float64
	// NotBefore is when the next may be sent at the earliest, if all wait.
	NotBefore time.Time
}

// Reason is why some were not accepted.
type Reason struct {
	State State
	Text  string
	Count int64
}

// WorkerInfo is a process that sends.
type WorkerInfo struct {
	Machine string
	PID     int
	Alive   bool
	Beat    time.Time
}

// Campaigns are all that the journal has, the newest first, with their Counts.
func (j *Journal) Campaigns(ctx context.Context) ([]Summary, error) { panic("unwritten") }

// Summary is one of them; *[Missing] if there is none of that name.
func (j *Journal) Summary(ctx context.Context, campaign string) (Summary, error) { panic("unwritten") }

// Missing says that there is no such campaign, and which there are.
type Missing struct {
	Name  string
	Names []string
}

func (e *Missing) Error() string { panic("unwritten") }

// Result is a recipient and what became of the message.
type Result struct {
	Seq, Version      int64
	Row               int
	Contact, Language string
	Body              []byte
	State             State
	Attempts          int
	MessageID         int64
	Status            int
	Reason            string
	Began, Ended      time.Time // of the last attempt
}

// Results are the recipients in the order of the list: those in one of the states, or all without any.
func (j *Journal) Results(ctx context.Context, campaign string, states ...State) iter.Seq2[Result, error] {
	panic("unwritten")
}

// Change is what a person decided about a recipient.
type Change struct {
	Result    Result // as it was read; if its state has changed since, it stays as it is
	State     State
	MessageID int64
	Reason    string
}

// Resolve changes recipients that are Unknown or Failed to what somebody decided: to be sent again (Queued), left
// (Skipped), or found (Accepted). It returns how many it changed.
func (j *Journal) Resolve(ctx context.Context, campaign string, changes []Change) (int64, error) {
	panic("unwritten")
}
