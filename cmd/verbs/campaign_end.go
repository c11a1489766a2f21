package verbs

import (
	"github.com/watemplate/watemplate/send/campaign"
	"github.com/watemplate/watemplate/send/journal"
)

// ending is all that is known at the end of a run.
type ending struct {
	journal.Summary

	campaign.Report

	flags *running
}

// sayEnd says what came of a run, and returns an error with its exit status.
func (a *app) sayEnd(e ending) error { panic("unwritten") }
