package journal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
)

// explained is an error that is a sentence with a remedy.
type explained struct {
	text string
	err  error
}

// says makes an error that is a sentence already.
func says(format string, a ...any) error { return &explained{fmt.Sprintf(format, a...), nil} }

func (e *explained) Error() string { return e.text }
func (e *explained) Unwrap() error { return e.err }

// failed is an error of a driver.
type failed struct{ error }

func (f *failed) Unwrap() error { return f.error }

func fromDriver(err error) error {
	if err == nil {
		return nil
	}
	return &failed{err}
}

// explain makes a sentence of what a driver or the file system said. Errors that are sentences already, and the ends of
// contexts, stay as they are.
func (j *Journal) explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if _, done := errors.AsType[*explained](err); done {
		return err
	}
	text := j.sentence(err)
	if text == "" {
		return err
	}
	return &explained{text, err}
}

func (j *Journal) sentence(err error) string {
	if errors.Is(err, errNoDatabase) {
		// Where campaigns were sent from, another file would know nothing of them, and send them again.
		if logs, _ := filepath.Glob(filepath.Join(j.options.Audit, "*.jsonl")); len(logs) > 0 {
			return j.damaged("it is not an SQLite database")
		}
		return fmt.Sprintf("%s is no journal: it is not an SQLite database; give --journal another file", j.where)
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return pathSentence(e)
	}
	failure, ok := errors.AsType[*failed](err)
	if !ok {
		return ""
	}
	if e, ok := errors.AsType[interface {
		error
		Code() int
	}](err); ok {
		return j.sqliteSentence(e.Code(), e.Error())
	}
	if e, ok := errors.AsType[interface {
		error
		SQLState() string
	}](err); ok {
		return j.postgresSentence(e.SQLState(), e.Error())
	}
	if j.dialect == postgres {
		return j.connectionSentence(failure)
	}
	return fmt.Sprintf("the journal %s failed: %v", j.where, failure)
}

func pathSentence(e *fs.PathError) string {
	switch {
	case errors.Is(e, syscall.ENOSPC):
		return fmt.Sprintf("the disk that holds %s is full; make room, then run the command again", e.Path)
	case errors.Is(e, fs.ErrPermission), errors.Is(e, syscall.EROFS):
		return fmt.Sprintf("%s cannot be written: %v; give yourself the right to write it and its folder; another --journal knows nothing of what was sent from this one", e.Path, e.Err)
	}
	return fmt.Sprintf("%s cannot be used: %v", e.Path, e.Err)
}

// The primary codes of SQLite's errors.
const (
	sqliteBusy     = 5
	sqliteReadOnly = 8
	sqliteIO       = 10
	sqliteCorrupt  = 11
	sqliteFull     = 13
	sqliteCantOpen = 14
	sqliteNotDB    = 26
)

func (j *Journal) sqliteSentence(code int, words string) string {
	switch code & 0xff {
	case sqliteBusy:
		return fmt.Sprintf("the journal %s was locked by another process for too long; see whether one hangs, then run the command again", j.where)
	case sqliteReadOnly:
		return fmt.Sprintf("the journal %s cannot be written; give yourself the right to write the file and its folder; another --journal knows nothing of what was sent from this one", j.where)
	case sqliteFull:
		return fmt.Sprintf("the disk that holds the journal %s is full; make room, then run the command again", j.where)
	case sqliteCorrupt:
		return j.damaged(words)
	case sqliteNotDB:
		return j.damaged("its beginning is not that of an SQLite database")
	case sqliteCantOpen:
		return fmt.Sprintf("the journal %s cannot be opened; see whether its folder exists and may be written", j.where)
	case sqliteIO:
		return fmt.Sprintf("the disk failed while the journal %s was read or written (%s); see whether it is full or broken, then run the command again", j.where, words)
	}
	return fmt.Sprintf("the journal %s failed: %s", j.where, words)
}

func (j *Journal) damaged(how string) string {
	return fmt.Sprintf("the journal %s is damaged (%s); move it and its -wal and -shm files away and run the same send command again: it is built anew, and what the audit log in %s says holds again, so that nobody is sent anything twice",
		j.where, how, j.options.Audit)
}

func (j *Journal) postgresSentence(state, words string) string {
	switch {
	case strings.HasPrefix(state, "28"):
		return fmt.Sprintf("the database %s does not let this user in (%s); check the user and the password, in the URL or in PGPASSWORD or ~/.pgpass", j.where, state)
	case state == "3D000":
		return fmt.Sprintf("there is no database %s; make it with createdb", j.where)
	case state == "42501":
		return fmt.Sprintf("the user may not make or use tables in %s; grant create and usage on its schema", j.where)
	case strings.HasPrefix(state, "53"):
		return fmt.Sprintf("the database %s is out of disk, memory or connections (%s)", j.where, state)
	case strings.HasPrefix(state, "57P"):
		return fmt.Sprintf("the database %s is being stopped or started; run the command again when it is up", j.where)
	case state == "25006":
		return fmt.Sprintf("the database %s can only be read; give the address of the server that is written to", j.where)
	}
	return fmt.Sprintf("the database %s failed: %s", j.where, words)
}

// connectionSentence is about what came from no database. The driver's words on a connection that could not be made hold
// the user and the host, and its words on the URL might hold the password: only the last cause is shown.
func (j *Journal) connectionSentence(err error) string {
	cause := err
	for next := errors.Unwrap(cause); next != nil; next = errors.Unwrap(cause) {
		cause = next
	}
	// One line for every address that was tried.
	words, _, _ := strings.Cut(cause.Error(), "\n")
	return fmt.Sprintf("the database %s cannot be reached: %s; see whether it runs and the address is right, then run the command again", j.where, words)
}
