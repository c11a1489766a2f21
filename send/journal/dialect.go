package journal

import "strings"

// dialect is all that differs between the databases.
type dialect struct {
	driver string
	begin  string
	// clock is the database's own clock in microseconds since 1970.
	clock string
	// lock and skip are written behind a select whose rows are then changed; skip passes over what others have locked.
	lock, skip string
	// guard keeps others from making the tables at the same time.
	guard string
	// loaded is run once a campaign was loaded.
	loaded string
	// check says "ok" if the database is sound; empty where the database sees to that itself.
	check string
	// closing is run before the database is closed.
	closing string
	// rows is the most rows of one statement. In SQLite there is no way to go for a statement, and its driver takes a time
	// for many parameters that grows with their square.
	rows  int
	types *strings.Replacer
}

// sqlite has one writer at a time, so that no row needs a lock.
var sqlite = &dialect{
	driver:  "sqlite",
	begin:   "begin immediate",
	clock:   "cast(round(unixepoch('subsec') * 1000) as integer) * 1000",
	rows:    1,
	check:   "pragma quick_check(1)",
	closing: "pragma wal_checkpoint(truncate)",
	types:   strings.NewReplacer("{key}", "integer primary key", "{bytes}", "blob", "{busy}", ""),
}

var postgres = &dialect{
	driver: "pgx",
	begin:  "begin",
	clock:  "cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)",
	lock:   " for update",
	skip:   " for update skip locked",
	guard:  "select pg_advisory_xact_lock(7814930021)",
	rows:   256,
	loaded: "analyze watemplate_states, watemplate_recipients",
	// A row that changes leaves its old version behind, which every claim has to pass until it is cleared away.
	types: strings.NewReplacer("{key}", "bigint primary key", "{bytes}", "bytea", "{busy}", " with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.01)"),
}
