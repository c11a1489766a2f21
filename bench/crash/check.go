package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// row is a line of what campaign export writes.
type row struct {
	contact, state, reason string
	id                     int64
	status                 int
}

// export has the program write down what became of everybody.
func (b *battle) export(name string) ([]row, error) {
	path := filepath.Join(b.dir, name+".csv")
	status, err := b.run(name+"-export", machine(0), "campaign", "export", b.name, "--journal", b.journal, "-o", path)
	if err != nil {
		return nil, err
	}
	if status != 0 {
		return nil, fmt.Errorf("campaign export ends with %d, see %s-export.log", status, filepath.Join(b.dir, name))
	}
	return readExport(path)
}

func readExport(path string) ([]row, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) == 0 {
		return nil, fmt.Errorf("%s: no table: %w", path, err)
	}
	column := func(line []string, name string) string {
		if i := slices.Index(lines[0], name); i >= 0 {
			return line[i]
		}
		return ""
	}
	var all []row
	for _, line := range lines[1:] {
		r := row{contact: column(line, "contact"), state: column(line, "state"), reason: column(line, "reason")}
		r.contact = strings.TrimPrefix(r.contact, "'") // of a cell that would be a formula otherwise
		r.id, _ = strconv.ParseInt(column(line, "message_id"), 10, 64)
		r.status, _ = strconv.Atoi(column(line, "status"))
		all = append(all, r)
	}
	return all, nil
}

// counts asks the sandbox itself.
func (s *stand) counts() (map[string]int, error) {
	answer, err := http.Get(strings.TrimSuffix(s.url, "/v1") + "/sandbox/counts")
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	var all struct{ Counts map[string]int }
	return all.Counts, json.NewDecoder(answer.Body).Decode(&all)
}

// verdict is what the sandbox's counters and the journal say of each other.
type verdict struct {
	states      map[string]int
	orphans     int // unknown because a worker was gone, and not by a fault
	twice, lost []string
	wrong       []string // sentences
}

func (v *verdict) complain(format string, a ...any) {
	v.wrong = append(v.wrong, fmt.Sprintf(format, a...))
}

// judge holds the rows of an export against what everybody got.
func (b *battle) judge(rows []row) (*verdict, error) {
	b.settle()
	counts, err := b.counts()
	if err != nil {
		return nil, err
	}
	v := &verdict{states: map[string]int{}}
	ids := b.received()
	for to, all := range ids {
		if counts[to] != len(all) {
			v.complain("%s: the sandbox printed %d messages and counts %d", to, len(all), counts[to])
		}
	}
	told := map[string]bool{}
	for _, r := range rows {
		if told[r.contact] {
			v.complain("%s: the journal has it twice", r.contact)
		}
		told[r.contact] = true
		v.states[r.state]++
		b.judgeOne(v, r, counts[r.contact], ids[r.contact])
	}
	for i := range b.recipients {
		if !told[contact(i)] {
			v.lost = append(v.lost, contact(i))
			v.complain("%s: the journal does not have it", contact(i))
		}
		delete(told, contact(i))
		delete(counts, contact(i))
	}
	for to := range told {
		v.complain("%s: the journal has it, and the list does not", to)
	}
	for to := range counts {
		v.complain("%s: got a message, and stands in no list", to)
	}
	return v, nil
}

func (b *battle) judgeOne(v *verdict, r row, count int, ids []int64) {
	if count > 1 {
		v.twice = append(v.twice, r.contact)
		v.complain("%s: got %d messages; the journal says %s", r.contact, count, r.state)
	}
	switch r.state {
	case "accepted":
		if count == 0 {
			v.lost = append(v.lost, r.contact)
			v.complain("%s: accepted, says the journal, and got nothing", r.contact)
		} else if !slices.Contains(ids, r.id) {
			v.complain("%s: the journal has message %d; it got %d", r.contact, r.id, ids)
		}
	case "failed":
		if count > 0 {
			v.complain("%s: failed, says the journal, and got %d messages", r.contact, count)
		}
	case "unknown":
		if r.reason == "" {
			v.complain("%s: unknown, and nobody says why", r.contact)
		}
		if orphaned(r) {
			v.orphans++
		}
	default:
		v.lost = append(v.lost, r.contact)
		v.complain("%s: still %s", r.contact, r.state)
	}
}

// orphaned reports whether a recipient is unknown because its worker was gone, and not for what the API answered.
func orphaned(r row) bool {
	return r.state == "unknown" && strings.HasPrefix(r.reason, "the sender ended")
}

// reconcile asks the API about the unknown, and then has those sent that it does not have, until nobody is unknown. The
// faults go on meanwhile.
func (b *battle) reconcile(before []row) (*verdict, error) {
	for round := 1; ; round++ {
		if status, err := b.resolve("check"); err != nil || status > 5 {
			return nil, fmt.Errorf("resolve --unknown=check: status %d: %w", status, err)
		}
		rows, err := b.export(fmt.Sprintf("%s-checked-%d", b.name, round))
		if err != nil {
			return nil, err
		}
		v, err := b.judge(rows)
		if err != nil {
			return nil, err
		}
		b.judgeCheck(v, before, rows)
		if err := b.judgeAudit(v, rows); err != nil {
			return nil, err
		}
		if len(v.wrong) > 0 || v.states["unknown"] == 0 {
			return v, nil
		}
		if round == 20 {
			v.complain("%d are still unknown after %d rounds", v.states["unknown"], round)
			return v, nil
		}
		if status, err := b.resolve("retry"); err != nil || status != 0 {
			return nil, fmt.Errorf("resolve --unknown=retry: status %d: %w", status, err)
		}
		if before, err = b.finish(); err != nil {
			return nil, err
		}
	}
}

func (b *battle) resolve(how string) (int, error) {
	return b.run(b.log(0), machine(0), "campaign", "resolve", b.name, "--unknown="+how, "--yes", "--journal", b.journal, "--base-url", b.url)
}

// judgeCheck: the check finds each unknown that got its message, and no other.
func (b *battle) judgeCheck(v *verdict, before, after []row) {
	was := map[string]string{}
	for _, r := range before {
		was[r.contact] = r.state
	}
	ids := b.received()
	for _, r := range after {
		got := len(ids[r.contact]) > 0
		if was[r.contact] != "unknown" {
			if r.state != was[r.contact] {
				v.complain("%s: was %s, and the check made it %s", r.contact, was[r.contact], r.state)
			}
		} else if got != (r.state == "accepted") {
			v.complain("%s: got %d, and the check says %s: %s", r.contact, ids[r.contact], r.state, r.reason)
		}
	}
}
