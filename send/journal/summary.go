package journal

import (
	"context"
	"time"
)

// Summary is a campaign and how far it is.
type Summary struct {
	Campaign
	Counts map[State]int64
	// Reasons are the words of those that Failed and are Unknown, and how often each came, the most frequent first, at
	// most 20.
	Reasons []Reason
	Workers []WorkerInfo
	// First and Last are when the first and the last outcome came; zero without any.
	First, Last time.Time
	// Rate is how many were settled in the last ten seconds, a second.
	Rate float64
	// NotBefore is when the next may be sent at the earliest, if all wait.
	NotBefore time.Time
}

// Reason is why some were not accepted.
type Reason struct {
	State State
	Text  string
	Count int64
}

// WorkerInfo is a process that sends.
type WorkerInfo struct {
	Machine string
	PID     int
	Alive   bool
	Beat    time.Time
}

// Campaigns are all that the journal has, the newest first, with their Counts.
func (j *Journal) Campaigns(ctx context.Context) ([]Summary, error) {
	var all []*onDisk
	err := j.each(ctx, selectCampaign+` order by id desc`, nil, func(scan func(...any) error) error {
		c, err := scanCampaign(scan)
		all = append(all, c)
		return err
	})
	var summaries []Summary
	for _, c := range all {
		s := Summary{Campaign: c.Campaign}
		if err == nil {
			_, err = j.count(ctx, c, &s)
		}
		summaries = append(summaries, s)
	}
	if err != nil {
		return nil, j.explain(err)
	}
	return summaries, nil
}

// Summary is one of them; *[Missing] if there is none of that name.
func (j *Journal) Summary(ctx context.Context, campaign string) (Summary, error) {
	s, err := j.summary(ctx, campaign)
	return s, j.explain(err)
}

func (j *Journal) summary(ctx context.Context, campaign string) (Summary, error) {
	c, err := j.get(ctx, campaign)
	if err != nil {
		return Summary{}, err
	}
	j.refresh(ctx, c)
	s := Summary{Campaign: c.Campaign}
	now, err := j.count(ctx, c, &s)
	if err == nil {
		err = j.reasons(ctx, c, &s)
	}
	if err == nil {
		err = j.listWorkers(ctx, c, now, &s)
	}
	if err == nil {
		err = j.notBefore(ctx, c, now, &s)
	}
	return s, err
}

// count fills the counts and the pace in, and returns the database's time.
func (j *Journal) count(ctx context.Context, c *onDisk, s *Summary) (int64, error) {
	var now, first, last, mark, recent, before int64
	var n [Skipped + 1]int64
	err := j.each(ctx, `select `+j.clock+`, queued, attempting, accepted, failed, unknown, skipped, first, last, mark, recent, before
		from watemplate_counts where campaign = $1`, []any{c.id}, func(scan func(...any) error) error {
		return scan(&now, &n[Queued], &n[Attempting], &n[Accepted], &n[Failed], &n[Unknown], &n[Skipped], &first, &last, &mark, &recent, &before)
	})
	s.Counts = map[State]int64{}
	for state := Queued; state <= Skipped; state++ {
		if n[state] != 0 {
			s.Counts[state] = n[state]
		}
	}
	s.First, s.Last = timeOf(first), timeOf(last)
	s.Rate = pace(now, first, mark, recent, before)
	return now, err
}

// pace is the number of outcomes a second: those of the span that is running, and as much of the one before as makes it a
// whole span.
func pace(now, first, mark, recent, before int64) float64 {
	span := paceSpan.Microseconds()
	gone := now - mark*span // since the span began whose outcomes are recent
	switch {
	case gone < 0:
		return 0
	case gone >= 2*span:
		return 0
	case gone >= span:
		recent, before, gone = 0, recent, gone-span
	}
	n := float64(recent) + float64(before)*(1-float64(gone)/float64(span))
	over := min(span, max(now-first, time.Second.Microseconds()))
	return n / (float64(over) / 1e6)
}

func (j *Journal) reasons(ctx context.Context, c *onDisk, s *Summary) error {
	return j.each(ctx, `select state, reason, count(*) from watemplate_states where campaign = $1 and state in (4, 5)
		group by state, reason order by count(*) desc, state, reason limit 20`, []any{c.id}, func(scan func(...any) error) error {
		var r Reason
		err := scan(&r.State, &r.Text, &r.Count)
		s.Reasons = append(s.Reasons, r)
		return err
	})
}

func (j *Journal) listWorkers(ctx context.Context, c *onDisk, now int64, s *Summary) error {
	return j.each(ctx, selectWorkers, []any{c.id}, func(scan func(...any) error) error {
		p, err := scanWorker(scan)
		s.Workers = append(s.Workers, WorkerInfo{Machine: p.machine, PID: int(p.pid), Alive: !p.gone(now), Beat: timeOf(p.beat)})
		return err
	})
}

// notBefore fills in when the next may be sent, if none may be now.
func (j *Journal) notBefore(ctx context.Context, c *onDisk, now int64, s *Summary) error {
	if s.Counts[Queued] == 0 {
		return nil
	}
	var next int64
	err := j.each(ctx, `select due from watemplate_states where campaign = $1 and state = 1 order by due limit 1`, []any{c.id},
		func(scan func(...any) error) error { return scan(&next) })
	if err != nil {
		return err
	}
	err = j.each(ctx, `select until from watemplate_rate where api = $1`, []any{c.API}, func(scan func(...any) error) error {
		var until int64
		err := scan(&until)
		next = max(next, until)
		return err
	})
	if next > now {
		s.NotBefore = timeOf(next)
	}
	return err
}

// refresh brings the states up to date for somebody who looks: of workers that are gone, and of answers that only the audit
// log knows. Whoever may only look does without.
func (j *Journal) refresh(ctx context.Context, c *onDisk) {
	if err := j.catchUp(ctx, c); err != nil && ctx.Err() == nil {
		j.notice("the campaign %q is shown as the journal has it; it could not be brought up to date: %v", c.Name, j.explain(err))
	}
}

// catchUp compares the campaign with its audit log, once, and gives up what workers attempted that are gone.
func (j *Journal) catchUp(ctx context.Context, c *onDisk) error {
	j.mu.Lock()
	known := j.known[c.Name]
	j.mu.Unlock()
	if !known {
		if err := j.compare(ctx, c); err != nil {
			return err
		}
	}
	gone := false
	now := int64(0)
	if err := j.each(ctx, `select `+j.clock, nil, func(scan func(...any) error) error { return scan(&now) }); err != nil {
		return err
	}
	err := j.each(ctx, selectWorkers, []any{c.id}, func(scan func(...any) error) error {
		p, err := scanWorker(scan)
		gone = gone || !p.ended && p.gone(now)
		return err
	})
	if err != nil || !gone {
		return err
	}
	return j.sweep(ctx, j.main, c, 0)
}
