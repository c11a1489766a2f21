package journal

import "context"

// judge holds a recipient's state in the database against the last that the audit log has of it. It returns the state that
// holds, with its version, or ok false if the two do not have the same past.
func judge(db, log step) (holds step, ok bool) {
	switch {
	case log.version > db.version && log.state == Attempting:
		return step{log.version + 1, Unknown}, true
	case log.version > db.version:
		return log, true
	case log.version < db.version:
		// What was accepted stays so, whatever somebody who did not know it has decided since.
		if log.state == Accepted && (db.state == Queued || db.state == Unknown || db.state == Skipped) {
			return step{db.version + 1, Accepted}, true
		}
		return db, true
	case log.state == db.state || log.state == Unknown && db.state != Queued && db.state != Attempting:
		return db, true
	case db.state == Unknown && log.state != Attempting:
		// Others took the worker for gone. Its own outcome is better knowledge.
		return step{db.version + 1, log.state}, true
	}
	return db, false
}

// step is a state with its version.
type step struct {
	version int64
	state   State
}

// packed is a step in the four bytes that are kept of every recipient while they are compared.
type packed uint32

// mostVersions is the highest version that can be packed.
const mostVersions = 1<<29 - 1

func pack(s step) packed    { return packed(s.version<<3 | int64(s.state)) }
func (p packed) step() step { return step{int64(p >> 3), State(p & 7)} }

// compare holds a campaign's states against the audit logs that this machine has of it. Where the database is behind it is
// mended: it was damaged and lost its end, or is an older copy, or was built anew, or a sender was killed between an answer
// and the next turn. Where it is ahead all is well: others have sent, or the log lost its end.
func (j *Journal) compare(ctx context.Context, c *onDisk) error {
	logs, err := j.readLogs(c)
	if err != nil {
		return err
	}
	if logs.any {
		if err := j.compareWith(ctx, c, logs); err != nil {
			return err
		}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.known[c.Name] = true
	return nil
}

func (j *Journal) compareWith(ctx context.Context, c *onDisk, logs *logs) error {
	behind := 0
	err := j.each(ctx, `select id, version, state from watemplate_states where id > $1 and id < $2 order by id`,
		[]any{key(c.id, 0), key(c.id+1, 0)}, func(scan func(...any) error) error {
			var id int64
			var db step
			if err := scan(&id, &db.version, &db.state); err != nil {
				return err
			}
			seq := seqOf(id)
			if seq >= int64(len(logs.last)) || logs.last[seq] == 0 {
				return nil
			}
			log := logs.last[seq].step()
			holds, ok := judge(db, log)
			if !ok {
				return contradiction(c, seq, db, log, logs.files)
			}
			if holds == db {
				logs.last[seq] = 0
				return nil
			}
			behind++
			return nil
		})
	if err != nil || behind == 0 {
		return err
	}
	mended, err := j.mendFrom(ctx, c, logs)
	if mended > 0 {
		j.notice("the journal of campaign %q lacked what became of %d recipients; it was mended from the audit log", c.Name, mended)
	}
	return err
}

func contradiction(c *onDisk, seq int64, db, log step, files []string) error {
	return says("recipient %d of campaign %q is %s in the journal and %s in the audit log %s, both in version %d: the two do not have the same past; "+
		"move aside the one that is wrong (without the journal, the same send command builds it anew from the log)", seq, c.Name, db.state, log.state, list(files), db.version)
}

// mendStep is how many recipients are mended in one transaction.
const mendStep = 256

// mendFrom reads the logs once more, for the details of the steps that are left in logs.last.
func (j *Journal) mendFrom(ctx context.Context, c *onDisk, logs *logs) (int64, error) {
	var mended int64
	var batch []line
	flush := func() error {
		n, err := j.mend(ctx, c, batch)
		mended += n
		batch = batch[:0]
		return err
	}
	err := logs.each(func(l line) error {
		if logs.last[l.seq] != pack(step{l.version, l.state}) {
			return nil
		}
		logs.last[l.seq] = 0
		batch = append(batch, l)
		if len(batch) < mendStep {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	return mended, err
}

var (
	readSteps = &many{
		head:    `select id, version, state from watemplate_states where id in (`,
		tail:    `)`,
		columns: []string{"bigint"},
	}
	mendSteps = &many{
		head: `with v (id, was, state, version, attempts, message, status, reason) as (values `,
		tail: `) update watemplate_states set state = v.state, version = v.version, attempts = v.attempts, message = v.message, status = v.status,
				reason = v.reason, due = 0, ended = $1
			from v where watemplate_states.id = v.id and watemplate_states.version = v.was`,
		fixed:   1,
		columns: []string{"bigint", "bigint", "integer", "bigint", "integer", "bigint", "integer", "text"},
	}
)

// mend makes what the log says hold in the database, and writes into the log what it does not say itself.
func (j *Journal) mend(ctx context.Context, c *onDisk, batch []line) (int64, error) {
	if len(batch) == 0 {
		return 0, nil
	}
	var added []line
	var mended int64
	err := j.main.do(ctx, func(t *tx) error {
		added, mended = nil, 0
		now, err := t.now(j)
		if err != nil {
			return err
		}
		steps, err := t.steps(c, batch)
		if err != nil {
			return err
		}
		var d delta
		var rows []any
		for _, l := range batch {
			db := steps[l.seq]
			holds, ok := judge(db, step{l.version, l.state})
			if !ok || holds == db {
				continue // somebody settled it in the meantime
			}
			if holds != (step{l.version, l.state}) {
				if l.state == Attempting {
					l.reason = reasonGone
				}
				l.version, l.state = holds.version, holds.state
				added = append(added, l)
			}
			rows = append(rows, key(c.id, l.seq), db.version, int64(l.state), l.version, int64(l.attempt), l.message, int64(l.status), l.reason)
			d.move(db.state, l.state, 1)
			mended++
		}
		if err := mendSteps.run(t, []any{now}, rows, mended); err != nil {
			return err
		}
		_, _, err = d.write(t, c.id, now)
		return err
	})
	if err != nil || len(added) == 0 {
		return mended, err
	}
	log, err := j.log(c)
	if err != nil {
		return mended, err
	}
	return mended, log.write(added)
}

// now is the database's time.
func (t *tx) now(j *Journal) (int64, error) {
	var now int64
	_, err := t.one(`select `+j.clock, nil, &now)
	return now, err
}

// steps are the recipients' steps in the database, which stay so until the transaction ends.
func (t *tx) steps(c *onDisk, of []line) (map[int64]step, error) {
	steps := make(map[int64]step, len(of))
	for from := 0; from < len(of); from += t.dialect.rows {
		var ids []any
		for _, l := range of[from:min(len(of), from+t.dialect.rows)] {
			ids = append(ids, key(c.id, l.seq))
		}
		text, args := readSteps.write(nil, ids)
		err := t.each(text+t.dialect.lock, args, func(scan func(...any) error) error {
			var id int64
			var s step
			err := scan(&id, &s.version, &s.state)
			steps[seqOf(id)] = s
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return steps, nil
}
