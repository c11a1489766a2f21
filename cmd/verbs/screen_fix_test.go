package verbs

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

const fixable = "name: order_sent\nLanguage: en-us\ncategory: UTILITY\nbody: Your order has been sent.\n"

// faulty writes a file and returns its name and the fault of a rule's that has a fix.
func faulty(t *testing.T, text, title string) (file string, fault template.Diagnostic) {
	t.Helper()
	file = filepath.ToSlash(filepath.Join(t.TempDir(), "a.yaml"))
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	for _, d := range lint.Run([]*template.File{template.Parse(file, []byte(text))}) {
		if d.Fix != nil && d.Fix.Title == title {
			return file, d
		}
	}
	require.Fail(t, "no such fault")
	return "", fault
}

func TestFixes(t *testing.T) {
	fix := fixes(func() (*lint.Linter, error) { return lint.New(lint.Options{}), nil })
	file, fault := faulty(t, fixable, "write utility")

	one, err := fix(file, &fault)
	require.NoError(t, err)
	assert.Equal(t, []string{"write utility"}, one.Titles)
	assert.Equal(t, "--- "+file+"\n+++ "+file+"\n@@ -1,4 +1,4 @@\n name: order_sent\n Language: en-us\n-category: UTILITY\n+category: utility\n body: Your order has been sent.\n", one.Diff)
	all, err := fix(file, nil)
	require.NoError(t, err)
	assert.Len(t, all.Titles, 3)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, fixable, string(text), "to ask writes nothing")

	require.NoError(t, one.Apply())
	require.ErrorIs(t, all.Apply(), errChanged)
	text, err = os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, "name: order_sent\nLanguage: en-us\ncategory: utility\nbody: Your order has been sent.\n", string(text))
	_, err = fix(file, &fault)
	require.ErrorIs(t, err, errNotSafe, "it is mended")

	all, err = fix(file, nil)
	require.NoError(t, err)
	require.NoError(t, all.Apply())
	none, err := fix(file, nil)
	require.NoError(t, err)
	assert.Empty(t, none.Diff)

	require.NoError(t, os.Remove(file))
	_, err = fix(file, nil)
	require.Error(t, err)
	require.Error(t, all.Apply())
	assert.NoFileExists(t, file)
}
