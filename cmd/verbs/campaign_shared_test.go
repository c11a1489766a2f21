package verbs

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/bench/postgres"
	"github.com/watemplate/watemplate/send/sandbox"
)

// TestSharedJournal: who can write the database of others must not choose where the token goes.
func TestSharedJournal(t *testing.T) {
	server, err := postgres.New()
	if errors.Is(err, postgres.ErrAbsent) {
		t.Skip(err)
	}
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Remove()) })

	p := newPractice(t, 3, sandbox.Options{})
	theirs := "http://127.0.0.1:1/v1"
	p.path, err = server.Create("campaigns")
	require.NoError(t, err)
	p.load(practiceName, 3, p.url)
	p.load("theirs", 3, theirs)
	for _, name := range []string{practiceName, "theirs"} {
		status, _, talk := p.run("campaign", "resume", name, "--yes", "--expect", "3")
		assert.Equal(t, statusUsage, status)
		assert.Contains(t, talk, "as a database says that others can write")
	}
	assert.Zero(t, p.api.Load().Total())
	status, _, talk := p.run("campaign", "resume", practiceName, "--yes", "--expect", "3", "--base-url", p.url)
	assert.Equal(t, statusClean, status, talk)
	assert.Equal(t, 3, p.api.Load().Total())
}
