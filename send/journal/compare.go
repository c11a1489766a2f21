package journal

import "context"

func (j *Journal) compare(ctx context.Context, c *onDisk) error { return nil }

func (j *Journal) checkSound(ctx context.Context) error { return nil }
