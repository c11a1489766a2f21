package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestWatch: whatever way a file is saved, a word of it comes; so it does for files in folders made later.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.yaml")
	require.NoError(t, os.WriteFile(file, []byte("name: a\n"), 0o600))
	for name, paths := range map[string][]string{"folder": {dir}, "file": {file}} {
		t.Run(name, func(t *testing.T) {
			changes, err := watch(t.Context(), paths)
			require.NoError(t, err)
			heard := func() {
				t.Helper()
				select {
				case _, open := <-changes:
					require.True(t, open)
				case <-time.After(10 * time.Second):
					require.Fail(t, "nobody noticed")
				}
			}
			require.NoError(t, os.WriteFile(file, []byte("name: b\n"), 0o600))
			heard()
			for range 2 { // an editor that writes by rename, twice
				require.NoError(t, os.WriteFile(file+"~", []byte("name: c\n"), 0o600))
				require.NoError(t, os.Rename(file+"~", file))
				heard()
			}
			if name == "folder" {
				sub := filepath.Join(dir, "sub")
				require.NoError(t, os.Mkdir(sub, 0o700))
				require.NoError(t, os.WriteFile(filepath.Join(sub, "b.yml"), []byte("name: d\n"), 0o600))
				heard()
			}
		})
	}
	_, err := watch(t.Context(), []string{filepath.Join(dir, "nowhere", "x.yaml")})
	require.NoError(t, err, "what is not there is not watched; the screen says that it is missing")
}
