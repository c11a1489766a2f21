// Package heavy holds what only campaigns need and what makes every program that links it start later: telephone numbers,
// workbooks, the drivers of the databases, the system's keyring, and metrics.
package heavy

import (
	"net/http"

	"github.com/watemplate/watemplate/send/campaign"
)

// Metrics are counters of a campaign's events.
func Metrics() (observe func(campaign.Event), handler http.Handler) { panic("unwritten") }
