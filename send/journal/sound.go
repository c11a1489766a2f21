package journal

import "context"

// checkSound looks for damage in the database, once. Whoever sends does so; whoever looks meets damage soon enough.
func (j *Journal) checkSound(ctx context.Context) error {
	j.mu.Lock()
	sound := j.sound
	j.mu.Unlock()
	if sound || j.dialect.check == "" {
		return nil
	}
	var found string
	err := j.each(ctx, j.dialect.check, nil, func(scan func(...any) error) error { return scan(&found) })
	if err != nil {
		return err
	}
	if found != "ok" {
		return says("%s", j.damaged(found))
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.sound = true
	return nil
}
