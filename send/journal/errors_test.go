package journal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
)

type codeError int

func (e codeError) Error() string { return "words" }
func (e codeError) Code() int     { return int(e) }

type stateError string

func (e stateError) Error() string    { return "words" }
func (e stateError) SQLState() string { return string(e) }

// Those failures that cannot be brought about in a test have their sentences all the same.
func TestSentences(t *testing.T) {
	file := &Journal{dialect: sqlite, where: "c.db", options: Options{Audit: "c.db-audit"}}
	server := &Journal{dialect: postgres, where: "postgres://host/db"}
	for _, c := range []struct {
		j    *Journal
		err  error
		says string
	}{
		{file, codeError(5), "the journal c.db was locked by another process for too long; "},
		{file, codeError(517), "the journal c.db was locked by another process for too long; "},
		{file, codeError(1032), "the journal c.db cannot be written; "},
		{file, codeError(778), "the disk failed while the journal c.db was read or written (words); "},
		{file, codeError(267), "the journal c.db is damaged (words); move it and its -wal and -shm files away"},
		{file, codeError(26), "the journal c.db is damaged (its beginning is not that of an SQLite database); "},
		{file, codeError(1), "the journal c.db failed: words"},
		{server, stateError("53100"), "the database postgres://host/db is out of disk, memory or connections (53100)"},
		{server, stateError("25006"), "the database postgres://host/db can only be read; "},
		{server, stateError("42501"), "the user may not make or use tables in postgres://host/db; "},
		{server, stateError("57P03"), "the database postgres://host/db is being stopped or started; "},
		{server, stateError("XX000"), "the database postgres://host/db failed: words"},
		{server, fmt.Errorf("user:password %w", errors.New("no route")), "the database postgres://host/db cannot be reached: no route; "},
	} {
		err := c.j.explain(fmt.Errorf("around: %w", fromDriver(c.err)))
		assert.Truef(t, len(err.Error()) >= len(c.says) && err.Error()[:len(c.says)] == c.says, "%v", err)
		assert.ErrorIs(t, err, c.err)
		assert.Equal(t, err, c.j.explain(err), "a sentence stays as it is")
	}
	full := file.explain(&fs.PathError{Op: "write", Path: "c.db-audit/x.jsonl", Err: syscall.ENOSPC})
	assert.EqualError(t, full, "the disk that holds c.db-audit/x.jsonl is full; make room, then run the command again")
	assert.Equal(t, context.Canceled, file.explain(context.Canceled))
	assert.NoError(t, file.explain(nil))
}
