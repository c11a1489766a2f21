package journal

import (
	"context"
)

// schemaVersion is of the tables below. Another number means another program.
const schemaVersion = 1

// seqBits are the bits of a key that number a campaign's recipients; those above them number the campaign.
const seqBits = 36

// tables are made in a new database. Bodies and states lie apart, because a change of a state rewrites all that lies
// beside it. Times are microseconds since 1970 on the database's clock.
var tables = []string{
	`create table watemplate_meta (id integer primary key, version integer not null, campaigns bigint not null, workers bigint not null)`,
	`insert into watemplate_meta values (1, 1, 0, 0)`,
	`create table watemplate_campaigns (id bigint primary key, name text not null, ready integer not null, about text not null, created bigint not null, total bigint not null)`,
	`create unique index watemplate_names on watemplate_campaigns (name) where ready = 1`,
	`create table watemplate_recipients (id {key}, campaign bigint not null, line bigint not null, contact text not null, language text not null, body {bytes} not null)`,
	// Contacts have no order, and an index of all of them would be read and written all over while a list is loaded. This
	// one is of runs, one after the other, of which each is small.
	`create unique index watemplate_contacts on watemplate_recipients ((id >> 16), contact)`,
	`create table watemplate_states (id {key}, campaign bigint not null, state integer not null, version bigint not null, attempts integer not null,
		worker bigint not null, due bigint not null, began bigint not null, ended bigint not null, message bigint not null, status integer not null, reason text not null){busy}`,
	`create index watemplate_queue on watemplate_states (campaign, due desc, id) where state = 1`,
	`create index watemplate_reasons on watemplate_states (campaign, state, reason) where state in (4, 5)`,
	// counts spares every turn the counting; recent and before are the outcomes of the ten seconds number mark, and of
	// those before them.
	`create table watemplate_counts (campaign bigint primary key, queued bigint not null, attempting bigint not null, accepted bigint not null,
		failed bigint not null, unknown bigint not null, skipped bigint not null, first bigint not null, last bigint not null,
		mark bigint not null, recent bigint not null, before bigint not null){busy}`,
	`create table watemplate_workers (id bigint primary key, campaign bigint not null, machine text not null, place text not null, pid bigint not null, started text not null,
		beat bigint not null, ended integer not null){busy}`,
	`create table watemplate_rate (api text primary key, slot bigint not null, step bigint not null, paused bigint not null, until bigint not null){busy}`,
}

// prepare makes the tables, or finds that they are there.
func (j *Journal) prepare(ctx context.Context) error {
	return j.main.do(ctx, func(t *tx) error {
		if j.dialect.guard != "" {
			if _, err := t.exec(j.dialect.guard); err != nil {
				return err
			}
		}
		version, err := j.version(t)
		if err != nil {
			return err
		}
		switch version {
		case schemaVersion:
			return nil
		case 0:
			return j.create(t)
		}
		return says("the journal %s is of version %d, and this program knows version %d; use the newer program", j.where, version, schemaVersion)
	})
}

func (j *Journal) create(t *tx) error {
	for _, table := range tables {
		if _, err := t.conn.ExecContext(t.ctx, j.dialect.types.Replace(table)); err != nil {
			return fromDriver(err)
		}
	}
	return nil
}
