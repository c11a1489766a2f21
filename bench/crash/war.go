package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/watemplate/watemplate/bench/postgres"
)

// faults are what the sandbox does at random: some that surely did not accept, and some after which nobody can know.
var faults = []string{
	"429,retry-after=1s,chance=0.05%", "449,retry-after=1s,chance=0.1%", "400,chance=0.2%",
	"500,chance=0.2%", "500,after,chance=0.2%", "drop,chance=0.1%", "drop-after,chance=0.1%", "reset,chance=0.1%", "reset-after,chance=0.1%",
	"half,chance=0.2%", "garbled,chance=0.1%", "no-id,chance=0.1%", "slow=50ms,chance=1%",
}

// delays make campaigns last long enough to be killed in: that of many workers longer, which start slowly beside each
// other.
var delays = map[string]string{"sqlite": "delay=20ms,chance=10%", "postgres": "delay=40ms,chance=60%"}

// killsEach is about how often a campaign is killed, so that each comes some way between two kills.
const killsEach = 15

// run fights as many campaigns as the kills take, on each kind of journal.
func (o options) run() error {
	a, err := newArena(o.recipients, o.connections)
	if err != nil {
		return err
	}
	engines := map[string][]string{"sqlite": {"sqlite"}, "postgres": {"postgres"}, "both": {"sqlite", "postgres"}}[o.journal]
	if engines == nil {
		return fmt.Errorf("-journal is %q; it takes sqlite, postgres, both", o.journal)
	}
	fmt.Printf("campaigns of %d, %d connections a worker, seed %d\nfaults: %s\n", o.recipients, o.connections, o.seed, strings.Join(faults, " "))
	for _, engine := range engines {
		if err := o.war(a, engine); err != nil {
			return fmt.Errorf("%w\nwhat was left behind is in %s", err, a.dir)
		}
	}
	if o.keep {
		fmt.Println("what was left behind is in", a.dir)
		return nil
	}
	return os.RemoveAll(a.dir)
}

// sums are the totals of many campaigns.
type sums struct {
	campaigns, kills, crashes, messages, orphans, faulty, most, twice, lost int
	phases                                                                  map[string]int
}

func (o options) war(a *arena, engine string) (err error) {
	var server *postgres.Server
	workers := 1
	if engine == "postgres" {
		workers = o.workers
		if server, err = postgres.New(); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, server.Remove()) }()
	}
	fails := append(slices.Clone(faults), delays[engine])
	p, whole, err := a.measure(o.seed, fails)
	if err != nil {
		return err
	}
	fmt.Printf("\n%s, %d worker(s): the first message after %d ms with the list and %d ms without, a campaign in %.1f s\n", engine, workers,
		p.load.Milliseconds(), p.resume.Milliseconds(), whole.Seconds())
	fmt.Println("campaign         kills  crashes  accepted  failed  unknown by kill  by fault  most a kill  twice  lost  seconds")
	all := sums{phases: map[string]int{}}
	for n := 0; all.kills < o.kills; n++ {
		b := &battle{
			arena: a, name: fmt.Sprintf("%s-%d", engine, n), server: server, workers: workers, pace: p, killed: map[string]int{},
			random: rand.New(rand.NewPCG(o.seed, uint64(n))), sending: whole / killsEach * 2, faults: fails,
		}
		b.kills.Store(int64(min(killsEach, o.kills-all.kills)))
		if err := o.one(b, n, &all); err != nil {
			return fmt.Errorf("campaign %s, seed %d: %w", b.name, o.seed, err)
		}
		if all.campaigns > 3*o.kills {
			return errors.New("campaigns end before they are killed")
		}
	}
	fmt.Printf("%s: %d kills (%s) and %d crashes of the server over %d campaigns, %d messages accepted: %d twice, %d lost; unknown by a kill %.2f a kill, most %d in flight\n",
		engine, all.kills, all.byPhase(), all.crashes, all.campaigns, all.messages, all.twice, all.lost,
		float64(all.orphans)/float64(max(all.kills, 1)), all.most)
	return nil
}

func (s sums) byPhase() string {
	var texts []string
	for phase, n := range s.phases {
		texts = append(texts, fmt.Sprintf("%d %s", n, phase))
	}
	slices.Sort(texts)
	return strings.Join(texts, ", ")
}

// one fights a campaign and adds it to the sums. An error says what is wrong with it.
func (o options) one(b *battle, n int, all *sums) (err error) {
	began := time.Now()
	b.journal = filepath.Join(b.dir, b.name+".db")
	if b.server != nil {
		if b.journal, err = b.server.Create(strings.ReplaceAll(b.name, "-", "_")); err != nil {
			return err
		}
	}
	if b.stand, err = b.openStand(-1, o.seed+uint64(n), b.faults...); err != nil {
		return err
	}
	defer b.close()
	if err := b.fight(); err != nil {
		return err
	}
	rows, err := b.finish()
	if err != nil {
		return err
	}
	v, err := b.judge(rows)
	if err != nil {
		return err
	}
	b.judgeUnknown(v)
	if err := b.judgeAudit(v, rows); err != nil {
		return err
	}
	first := *v
	if len(v.wrong) == 0 {
		if v, err = b.reconcile(rows); err != nil {
			return err
		}
	}
	kills := 0
	for phase, n := range b.killed {
		kills += n
		all.phases[phase] += n
	}
	faulty := first.states["unknown"] - first.orphans
	fmt.Printf("%-15s %6d %8d %9d %7d %16d %9d %12d %6d %5d %8.1f\n", b.name, kills, b.crashes, first.states["accepted"], first.states["failed"],
		first.orphans, faulty, b.most, len(v.twice), len(v.lost), time.Since(began).Seconds())
	all.campaigns++
	all.kills += kills
	all.crashes += b.crashes
	all.messages += b.sum()
	all.orphans += first.orphans
	all.faulty += faulty
	all.most = max(all.most, b.most)
	all.twice += len(v.twice)
	all.lost += len(v.lost)
	if len(v.wrong) > 0 {
		return fmt.Errorf("%d things are wrong:\n  %s", len(v.wrong), strings.Join(v.wrong[:min(len(v.wrong), 20)], "\n  "))
	}
	return nil
}

// judgeUnknown: a kill leaves at most one unknown for every connection, and so does a crash of the server for every worker.
func (b *battle) judgeUnknown(v *verdict) {
	kills := 0
	for _, n := range b.killed {
		kills += n
	}
	if most := (kills + b.crashes*b.workers) * b.connections; v.orphans > most {
		v.complain("%d are unknown for want of their worker; %d kills and %d crashes explain %d at most", v.orphans, kills, b.crashes, most)
	}
	if b.most > b.connections {
		v.complain("%d were being attempted when one worker of %d connections was killed", b.most, b.connections)
	}
}

// measure finds out how long the program takes when nobody disturbs it.
func (a *arena) measure(seed uint64, faults []string) (pace, time.Duration, error) {
	s, err := a.openStand(-1, seed, faults...)
	if err != nil {
		return pace{}, 0, err
	}
	defer s.close()
	b := &battle{arena: a, stand: s, name: fmt.Sprint("pace-", time.Now().UnixNano()), workers: 1}
	b.journal = filepath.Join(a.dir, b.name+".db")
	var firsts [2]time.Duration
	for i := range firsts {
		p, err := b.start(b.log(0), machine(0), b.command(0)...)
		if err != nil {
			return pace{}, 0, err
		}
		if !s.next(p.ended) {
			return pace{}, 0, fmt.Errorf("watemplate ends with %d before it sends, see %s", p.status(), p.said)
		}
		firsts[i] = time.Since(p.started)
		p.kill()
	}
	began := time.Now()
	if _, err := b.finish(); err != nil {
		return pace{}, 0, err
	}
	return pace{load: firsts[0], resume: firsts[1]}, time.Since(began), nil
}
