package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

var harms = []harm{
	{name: "nothing", do: func(*battle) error { return nil }},
	{name: "the journal's end cut off", do: func(b *battle) error { return b.cut(b.journal, 0.6) }, undo: aside},
	{name: "a page of the journal zeroed", do: func(b *battle) error { return b.overwrite(0.5, 4096, 0) }, undo: aside},
	{name: "the journal's header overwritten", do: func(b *battle) error { return b.overwrite(0, 100, 'x') }, undo: aside},
	{name: "the journal emptied", do: func(b *battle) error { return errors.Join(b.cut(b.journal, 0), b.lastWritesRemoved()) }},
	{name: "the journal's last writes removed", do: (*battle).lastWritesRemoved},
	{name: "an old copy of the journal put back", before: (*battle).copied, do: (*battle).putBack},
	{name: "the journal moved away", do: aside},
	{name: "the audit log removed", do: func(b *battle) error { return os.RemoveAll(b.audit()) }},
	{name: "the audit log's end cut off", do: (*battle).auditCut},
	{name: "the journal cannot be written", do: (*battle).locked, undo: (*battle).unlocked},
}

// lastWritesRemoved removes what SQLite has not yet moved into the journal's file.
func (b *battle) lastWritesRemoved() error { return remove(b.journal+"-wal", b.journal+"-shm") }

// copied sends a tenth and copies the journal.
func (b *battle) copied() error {
	if _, err := b.run(b.log(0), machine(0), append(b.command(0), "--limit", strconv.Itoa(b.recipients/10))...); err != nil {
		return err
	}
	src, err := os.ReadFile(b.journal)
	if err != nil {
		return err
	}
	return os.WriteFile(b.journal+".copy", src, 0o600)
}

// putBack puts the copy in place of the journal.
func (b *battle) putBack() error {
	if err := b.lastWritesRemoved(); err != nil {
		return err
	}
	src, err := os.ReadFile(b.journal + ".copy")
	if err != nil {
		return err
	}
	return os.WriteFile(b.journal, src, 0o600)
}

// locked takes the right to write from the journal and its folders.
func (b *battle) locked() error { return b.chmod(0o400, 0o500) }

func (b *battle) unlocked() error { return b.chmod(0o600, 0o700) }

func (b *battle) chmod(file, folder os.FileMode) error {
	return filepath.WalkDir(filepath.Dir(b.journal), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.Chmod(path, folder)
		}
		return os.Chmod(path, file)
	})
}

// audit is the folder of the audit logs.
func (b *battle) audit() string { return b.journal + "-audit" }

// aside moves the journal away, as its remedy says.
func aside(b *battle) error {
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(b.journal+end, b.journal+".damaged"+end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// cut leaves a part of a file.
func (b *battle) cut(path string, part float64) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return os.Truncate(path, int64(part*float64(info.Size())))
}

// auditCut cuts a tenth off each audit log, whose last line ends in the middle then.
func (b *battle) auditCut() error {
	logs, err := filepath.Glob(filepath.Join(b.audit(), "*"))
	if err != nil || len(logs) == 0 {
		return errors.Join(err, errors.New("there is no audit log"))
	}
	for _, path := range logs {
		if err := b.cut(path, 0.9); err != nil {
			return err
		}
	}
	return nil
}

// overwrite sets bytes of the journal's file, from a part of it on.
func (b *battle) overwrite(at float64, n int, with byte) error {
	f, err := os.OpenFile(b.journal, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	bytes := make([]byte, n)
	for i := range bytes {
		bytes[i] = with
	}
	_, err = f.WriteAt(bytes, int64(at*float64(info.Size()))/4096*4096)
	return err
}

// remove removes files that may be there.
func remove(paths ...string) error {
	for _, path := range paths {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}
