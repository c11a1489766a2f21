package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
)

// changedSince returns the names, as diagnostics have them, of the files that changed since a revision and this branch
// parted: in commits, in the working tree, and those that git does not know yet.
func changedSince(revision string) (map[string]bool, error) {
	if strings.HasPrefix(revision, "-") {
		return nil, usage("--changed-since is %q, which is no revision", revision)
	}
	prefix, err := git(".", "rev-parse", "--show-prefix")
	if err != nil {
		return nil, fmt.Errorf("--changed-since: %w", err)
	}
	if _, err := git(".", "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}"); err != nil {
		return nil, usage("--changed-since: git knows no revision %q here; in a pipeline, fetch it first (actions/checkout: fetch-depth: 0)", revision)
	}
	base, err := git(".", "merge-base", "--end-of-options", revision, "HEAD")
	if err != nil {
		return nil, usage("--changed-since: %s and HEAD have no commit in common; in a pipeline, fetch all of them (actions/checkout: fetch-depth: 0)", revision)
	}
	changed := map[string]bool{}
	for _, args := range [][]string{
		{"diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=d", strings.TrimSpace(string(base)), "--", ":/"},
		{"ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"},
	} {
		out, err := git(".", args...)
		if err != nil {
			return nil, fmt.Errorf("--changed-since: %w", err)
		}
		for name := range bytes.SplitSeq(out, []byte{0}) {
			// git names files from the repository's own folder.
			if path, err := filepath.Rel("/"+strings.TrimSpace(string(prefix)), "/"+string(name)); err == nil && len(name) > 0 {
				changed[slashed(path)] = true
			}
		}
	}
	return changed, nil
}
