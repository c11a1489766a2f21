package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// step is a line of an audit log.
type step struct {
	Campaign string // of the first line alone
	Seq      int
	Version  int64
	State    string
	Message  int64
}

// judgeAudit holds the audit logs of all machines against the journal: the last step of each recipient is what the journal
// says. Recipients are numbered in the order of the list, and so are the rows of an export.
func (b *battle) judgeAudit(v *verdict, rows []row) error {
	paths, err := filepath.Glob(filepath.Join(b.audit(), "*.jsonl"))
	if b.server != nil {
		paths, err = filepath.Glob(filepath.Join(b.dir, "home", "*", "state", "watemplate", "audit", "*", "*.jsonl"))
	}
	if err != nil {
		return err
	}
	last := map[int]step{}
	lines := 0
	for _, path := range paths {
		n, err := b.readAudit(path, last)
		if err != nil {
			return err
		}
		lines += n
	}
	if lines == 0 {
		return fmt.Errorf("the campaign %s has no audit log", b.name)
	}
	for i, r := range rows {
		s, told := last[i+1]
		switch {
		case !told:
			v.complain("%s: no audit log knows of it; the journal says %s", r.contact, r.state)
		case s.State != r.state || s.State == "accepted" && s.Message != r.id:
			v.complain("%s: the audit log ends with %s, message %d; the journal says %s, message %d", r.contact, s.State, s.Message, r.state, r.id)
		}
	}
	return nil
}

// readAudit keeps the newest step of every recipient, and returns the number of steps of our campaign. A line that a kill
// tore is passed over.
func (b *battle) readAudit(path string, last map[int]step) (int, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var s step
		if json.Unmarshal(lines.Bytes(), &s) != nil {
			continue
		}
		if s.Campaign != "" {
			if s.Campaign != b.name {
				return n, nil
			}
			continue
		}
		n++
		if s.Version >= last[s.Seq].Version {
			last[s.Seq] = s
		}
	}
	return n, nil
}
