package verbs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestJournalPlace: the flag, then the environment, then the user's own folder, which nobody else can read. A password
// is never shown.
func TestJournalPlace(t *testing.T) {
	home := t.TempDir()
	environment := ""
	a := &app{shell: shell{stateDir: home, getenv: func(k string) string {
		return map[string]string{"WATEMPLATE_JOURNAL": environment}[k]
	}}}

	own, err := a.journalPlace("")
	require.NoError(t, err)
	assert.Equal(t, filepath.Join(home, "watemplate", "campaigns.db"), own.database)
	assert.Equal(t, own.database+"-audit", own.audit)
	assert.NoDirExists(t, filepath.Dir(own.database), "to look makes nothing")
	require.NoError(t, own.prepare())
	info, err := os.Stat(filepath.Dir(own.database))
	require.NoError(t, err)
	assert.Zero(t, info.Mode().Perm()&0o077, "the folder is the user's alone")

	environment = "postgres://sender:secret@DB.example.com:5433/campaigns?sslmode=require"
	server, err := a.journalPlace("")
	require.NoError(t, err)
	assert.Equal(t, environment, server.database)
	assert.Equal(t, "postgres://sender@DB.example.com:5433/campaigns", server.String())
	assert.Equal(t, filepath.Join(home, "watemplate", "audit"), filepath.Dir(server.audit))
	same, err := a.journalPlace("postgresql://other:word@db.example.com:5433/campaigns")
	require.NoError(t, err)
	assert.Equal(t, server.audit, same.audit, "the database's audit log stays with it when the password changes")
	another, err := a.journalPlace("postgres://sender:secret@db.example.com:5433/other")
	require.NoError(t, err)
	assert.NotEqual(t, server.audit, another.audit)

	file, err := a.journalPlace("march.db")
	require.NoError(t, err)
	assert.Equal(t, place{database: "march.db", file: true, audit: "march.db-audit", shown: "march.db"}, file)

	for _, faulty := range []string{
		home, "mysql://u:secret@h/d", "postgres://sender:secret@db.example.com", "postgres://sender:sec%ret@h/d",
	} {
		_, err := a.journalPlace(faulty)
		require.Error(t, err, faulty)
		assert.NotContains(t, err.Error(), "sec")
	}
	a.stateDir, environment = "", ""
	_, err = a.journalPlace("")
	assert.ErrorContains(t, err, "name a file with --journal")
}

// TestShellWord: a command that is shown can be given to a shell.
func TestShellWord(t *testing.T) {
	for word, want := range map[string]string{
		"order_shipped-march": "order_shipped-march", "--unknown=check": "--unknown=check", "": "''", "two words": "'two words'",
		"it's": `'it'\''s'`, "$(rm)": "'$(rm)'", "/tmp/a.db": "/tmp/a.db",
	} {
		assert.Equal(t, want, shellWord(word))
	}
	a := &app{journalGiven: "my journal.db"}
	assert.Equal(t, "watemplate campaign resume spring --journal 'my journal.db'", a.commandLine("campaign", "resume", "spring"))
	assert.False(t, strings.ContainsAny(a.commandLine("campaign", "resume", "a\x1b[2J"), "\x1b"))
}
