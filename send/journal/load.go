package journal

import (
	"context"
	"encoding/json"
	"sync"
)

// loadStep is how many recipients are written in one transaction.
const loadStep = 4096

// runBits are those of a key that the index of contacts does not tell apart.
const runBits = 16

// Loader adds a campaign's recipients. Until Commit the campaign does not exist: a loader that was left, by a crash too,
// leaves nothing behind that is ever sent.
type Loader struct {
	j        *Journal
	campaign Campaign
	worker   *Worker // its heartbeat keeps others from clearing away what was added

	mu      sync.Mutex
	seq     int64 // of the recipient that was added last
	pending []Recipient
	first   map[string]int // the rows of those that are pending
	seen    *filter        // of those that are not
	closed  bool
}

// Load begins a campaign. A campaign of that name that is loaded already is an error, *[Exists].
func (j *Journal) Load(ctx context.Context, c Campaign) (*Loader, error) {
	l, err := j.load(ctx, c)
	return l, j.explain(err)
}

func (j *Journal) load(ctx context.Context, c Campaign) (*Loader, error) {
	if err := j.checkSound(ctx); err != nil {
		return nil, err
	}
	if err := j.clearAway(ctx); err != nil {
		return nil, err
	}
	l := &Loader{j: j, campaign: c, first: map[string]int{}, seen: newFilter()}
	var id int64
	err := j.main.do(ctx, func(t *tx) error {
		if there, found, err := j.find(t, c.Name); err != nil {
			return err
		} else if found {
			return &Exists{there.Campaign}
		}
		var err error
		id, err = t.next("campaigns")
		if err != nil {
			return err
		}
		about, err := json.Marshal(aboutOf(c))
		if err != nil {
			return err
		}
		if _, err = t.exec(`insert into watemplate_campaigns (id, name, ready, about, created, total) values ($1, $2, 0, $3, $4, 0)`,
			id, c.Name, string(about), c.Created.UnixMicro()); err != nil {
			return err
		}
		_, err = t.exec(`insert into watemplate_counts values ($1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)`, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	l.worker, err = j.enlist(ctx, &onDisk{Campaign: c, id: id})
	return l, err
}

// next gives a number that was never given before.
func (t *tx) next(of string) (int64, error) {
	var id int64
	_, err := t.one(`update watemplate_meta set `+of+` = `+of+` + 1 returning `+of, nil, &id)
	return id, err
}

// Add adds a recipient. If the contact was added before, it is not added again, and the row of the first is returned;
// else 0. Additions are written many at a time.
func (l *Loader) Add(ctx context.Context, r Recipient) (duplicateOf int, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return 0, errLoaded
	}
	if row, found := l.first[r.Contact]; found {
		return row, nil
	}
	if l.seen.has(r.Contact) {
		if row, err := l.rowOf(ctx, r.Contact); err != nil || row != 0 {
			return row, l.j.explain(err)
		}
	}
	l.pending = append(l.pending, r)
	l.first[r.Contact] = r.Row
	if len(l.pending) < loadStep {
		return 0, nil
	}
	return 0, l.j.explain(l.flush(ctx))
}

var errLoaded = says("this campaign is no longer being loaded")

// rowOf is the row of a contact that was written already, 0 if it was not.
func (l *Loader) rowOf(ctx context.Context, contact string) (int, error) {
	var row int
	err := l.j.main.do(ctx, func(t *tx) error {
		for run := key(l.id(), 0) >> runBits; run <= key(l.id(), l.seq)>>runBits; run++ {
			found, err := t.one(`select line from watemplate_recipients where (id >> 16) = $1 and contact = $2`, []any{run, contact}, &row)
			if found || err != nil {
				return err
			}
		}
		return nil
	})
	return row, err
}

func (l *Loader) id() int64 { return l.worker.campaign.id }

var (
	addRecipients = &many{
		head:    `insert into watemplate_recipients (id, campaign, line, contact, language, body) values `,
		columns: make([]string, 6),
	}
	addStates = `insert into watemplate_states (id, campaign, state, version, attempts, worker, due, began, ended, message, status, reason)
		select id, campaign, 1, 0, 0, 0, 0, 0, 0, 0, 0, '' from watemplate_recipients where id > $1 and id <= $2 order by id`
)

// flush writes what is pending.
func (l *Loader) flush(ctx context.Context) error {
	if len(l.pending) == 0 {
		return nil
	}
	first := key(l.id(), l.seq)
	err := l.j.main.do(ctx, func(t *tx) error {
		if err := l.alive(t); err != nil {
			return err
		}
		for from := 0; from < len(l.pending); from += t.dialect.rows {
			if err := l.insert(t, from); err != nil {
				return err
			}
		}
		_, err := t.exec(addStates, first, first+int64(len(l.pending)))
		return err
	})
	if err != nil {
		return err
	}
	for _, r := range l.pending {
		l.seen.add(r.Contact)
	}
	l.seq += int64(len(l.pending))
	clear(l.pending)
	clear(l.first)
	l.pending = l.pending[:0]
	return nil
}

// alive makes sure that nobody took the loader for gone and cleared its campaign away.
func (l *Loader) alive(t *tx) error {
	n, err := t.exec(`update watemplate_workers set ended = 0 where id = $1`, l.worker.id)
	if err == nil && n == 0 {
		err = says("another process cleared away what was loaded, because this one had stood still; run the command again")
	}
	return err
}

func (l *Loader) insert(t *tx, from int) error {
	part := l.pending[from:min(from+t.dialect.rows, len(l.pending))]
	args := make([]any, 0, 6*len(part))
	for i, r := range part {
		body := r.Body
		if body == nil {
			body = []byte{}
		}
		args = append(args, key(l.id(), l.seq+int64(from+i)+1), l.id(), int64(r.Row), r.Contact, r.Language, body)
	}
	_, err := t.exec(addRecipients.text(len(part)), args...)
	return err
}

// key is the primary key of a campaign's recipient.
func key(campaign, seq int64) int64 { return campaign<<seqBits | seq }

// seqOf is the recipient's number within the campaign, from 1.
func seqOf(key int64) int64 { return key & (1<<seqBits - 1) }

// Commit makes the campaign exist. If the audit log already speaks of the campaign, because the database was lost, what
// it says of each recipient holds again.
func (l *Loader) Commit(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return errLoaded
	}
	return l.j.explain(l.commit(ctx))
}

func (l *Loader) commit(ctx context.Context) error {
	if err := l.flush(ctx); err != nil {
		return err
	}
	c := l.worker.campaign
	c.Total = l.seq
	if l.j.dialect.loaded != "" {
		if err := l.j.main.do(ctx, func(t *tx) error { _, err := t.exec(l.j.dialect.loaded); return err }); err != nil {
			return err
		}
	}
	if err := l.j.main.do(ctx, func(t *tx) error {
		_, err := t.exec(`update watemplate_counts set queued = $2 where campaign = $1`, c.id, c.Total)
		return err
	}); err != nil {
		return err
	}
	// Before the campaign exists: nobody can claim what the log knows to be sent.
	if err := l.j.compare(ctx, c); err != nil {
		return err
	}
	if _, err := l.j.log(c); err != nil {
		return err
	}
	err := l.j.main.do(ctx, func(t *tx) error {
		if err := l.alive(t); err != nil {
			return err
		}
		if there, found, err := l.j.find(t, c.Name); err != nil {
			return err
		} else if found {
			return &Exists{there.Campaign}
		}
		n, err := t.exec(`update watemplate_campaigns set ready = 1, total = $2 where id = $1`, c.id, c.Total)
		if err != nil {
			return err
		}
		return must(n, 1)
	})
	if err != nil {
		return err
	}
	l.closed = true
	return l.worker.retire(ctx)
}

// Discard drops it.
func (l *Loader) Discard(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil
	}
	l.closed = true
	if err := l.worker.retire(ctx); err != nil {
		return l.j.explain(err)
	}
	return l.j.explain(l.j.erase(ctx, l.id()))
}
