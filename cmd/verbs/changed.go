package verbs

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
)

// changes are what a branch has done to the files of the repository.
type changes struct {
	base string // the commit at which the branch left
	// files has what changed, by the names that diagnostics have: true for what base has too. What is deleted is
	// among them.
	files map[string]bool
}

// changedSince finds what changed since a revision and this branch parted: in commits, in the working tree, and files
// that git does not know yet.
func changedSince(revision string) (*changes, error) {
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
	c := &changes{base: strings.TrimSpace(string(base)), files: map[string]bool{}}
	diff := []string{"diff", "--name-only", "-z", "--no-renames", "--no-ext-diff"}
	for _, list := range []struct {
		old  bool
		args []string
	}{
		{false, append(diff, "--diff-filter=A", c.base, "--", ":/")},
		{true, append(diff, "--diff-filter=a", c.base, "--", ":/")},
		{false, []string{"ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"}},
	} {
		out, err := git(".", list.args...)
		if err != nil {
			return nil, fmt.Errorf("--changed-since: %w", err)
		}
		for name := range bytes.SplitSeq(out, []byte{0}) {
			// git names files from the repository's own folder.
			path, err := filepath.Rel("/"+strings.TrimSpace(string(prefix)), "/"+string(name))
			if err != nil || len(name) == 0 {
				continue
			}
			// Who takes a file out of the index alone has it twice: deleted, and unknown to git.
			c.files[slashed(path)] = c.files[slashed(path)] || list.old
		}
	}
	return c, nil
}

// has reports whether a file is among what changed.
func (c *changes) has(name string) bool {
	_, changed := c.files[name]
	return changed
}

// before is the text of a file that changed, as the branch found it.
func (c *changes) before(name string) ([]byte, error) {
	text, err := git(".", "cat-file", "blob", c.base+":./"+name) // from this folder, not from the repository's
	if err != nil {
		return nil, fmt.Errorf("--changed-since: %s: %w", name, err)
	}
	return text, nil
}
