package journal

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"
)

// Result is a recipient and what became of the message.
type Result struct {
	Seq, Version      int64
	Row               int
	Contact, Language string
	Body              []byte
	State             State
	Attempts          int
	MessageID         int64
	Status            int
	Reason            string
	Began, Ended      time.Time // of the last attempt
}

// resultsPage is how many are read at once: nobody's writing waits for a reader who is slow.
const resultsPage = 500

// Results are the recipients in the order of the list: those in one of the states, or all without any.
func (j *Journal) Results(ctx context.Context, campaign string, states ...State) iter.Seq2[Result, error] {
	return func(yield func(Result, error) bool) {
		c, err := j.get(ctx, campaign)
		if err != nil {
			yield(Result{}, j.explain(err))
			return
		}
		j.refresh(ctx, c)
		query := selectResults
		if len(states) > 0 {
			query += ` and s.state in (` + numbers(states) + `)`
		}
		query += ` order by s.id limit ` + fmt.Sprint(resultsPage)
		for last := int64(0); ; {
			page, err := j.page(ctx, query, c.id, last)
			if err != nil {
				yield(Result{}, j.explain(err))
				return
			}
			for _, r := range page {
				if !yield(r, nil) {
					return
				}
				last = r.Seq
			}
			if len(page) < resultsPage {
				return
			}
		}
	}
}

func numbers(states []State) string {
	var all []string
	for _, s := range states {
		all = append(all, fmt.Sprintf("%d", uint8(s)))
	}
	return strings.Join(all, ", ")
}

const selectResults = `select s.id, s.version, r.line, r.contact, r.language, r.body, s.state, s.attempts, s.message, s.status, s.reason, s.began, s.ended
	from watemplate_states s join watemplate_recipients r on r.id = s.id where s.id > $1 and s.id < $2`

func (j *Journal) page(ctx context.Context, query string, campaign, last int64) ([]Result, error) {
	var page []Result
	err := j.each(ctx, query, []any{key(campaign, last), key(campaign+1, 0)}, func(scan func(...any) error) error {
		var r Result
		var began, ended int64
		err := scan(&r.Seq, &r.Version, &r.Row, &r.Contact, &r.Language, &r.Body, &r.State, &r.Attempts, &r.MessageID, &r.Status, &r.Reason, &began, &ended)
		r.Seq = seqOf(r.Seq)
		r.Began, r.Ended = timeOf(began), timeOf(ended)
		page = append(page, r)
		return err
	})
	return page, err
}
