package journal

import (
	"context"
	"fmt"
)

// clearAway erases what loaders left that are gone.
func (j *Journal) clearAway(ctx context.Context) error {
	var left []int64
	err := j.main.do(ctx, func(t *tx) error {
		return t.each(`select id from watemplate_campaigns where ready = 0`, nil, func(scan func(...any) error) error {
			var id int64
			err := scan(&id)
			left = append(left, id)
			return err
		})
	})
	if err != nil {
		return err
	}
	for _, id := range left {
		gone, err := j.abandoned(ctx, id)
		if err != nil {
			return err
		}
		if !gone {
			continue
		}
		if err := j.erase(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// abandoned takes a campaign that is not loaded from a loader that is gone.
func (j *Journal) abandoned(ctx context.Context, campaign int64) (bool, error) {
	alive := false
	err := j.main.do(ctx, func(t *tx) error {
		workers, now, err := j.workers(t, campaign)
		if err != nil {
			return err
		}
		for _, w := range workers {
			if !w.gone(now) {
				alive = true
				return nil
			}
		}
		_, err = t.exec(`delete from watemplate_workers where campaign = $1`, campaign)
		return err
	})
	return !alive, err
}

// erase deletes a campaign that is not loaded, step by step, so that others may write in between.
func (j *Journal) erase(ctx context.Context, campaign int64) error {
	for from := key(campaign, 0); ; from += loadStep {
		more := false
		err := j.main.do(ctx, func(t *tx) error {
			var last int64
			if _, err := t.one(`select coalesce(max(id), 0) from watemplate_recipients where id > $1 and id < $2`, []any{from, key(campaign+1, 0)}, &last); err != nil {
				return err
			}
			if more = last != 0; !more {
				_, err := t.exec(`delete from watemplate_counts where campaign = $1`, campaign)
				if err == nil {
					_, err = t.exec(`delete from watemplate_campaigns where id = $1 and ready = 0`, campaign)
				}
				return err
			}
			for _, table := range []string{"states", "recipients"} {
				if _, err := t.exec(`delete from watemplate_`+table+` where id > $1 and id <= $2`, from, from+loadStep); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("cannot clear away what was loaded of a campaign: %w", err)
		}
		if !more {
			return nil
		}
	}
}
