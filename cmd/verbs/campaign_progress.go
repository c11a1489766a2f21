package verbs

import (
	"context"

	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
)

type region struct{}

func (r *region) interrupt(line string) { panic("unwritten") }

type progress struct{}

func (a *app) startProgress(ctx context.Context, j *journal.Journal, before journal.Summary, r *running) *progress {
	panic("unwritten")
}

func (p *progress) event(e campaign.Event) { panic("unwritten") }
func (p *progress) end()                   { panic("unwritten") }
