package verbs

import (
	"log/slog"
	"math"
	"time"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/send/campaign"
)

// running are the flags of every command that runs a campaign, beside those of the connection to the API.
type running struct {
	journal              string
	rate                 float64
	connections, breaker int
	limit                int64
	quietHours           string
	logFile, logFormat   string
	logContacts          bool
	metricsAddr          string

	// attempts is how often one recipient is tried; 0 for what campaigns do.
	attempts int
	// quiet is what --quiet-hours says; nil for never.
	quiet func(time.Time) time.Duration
	// observe are told of every event of the run, one call at a time.
	observe []func(campaign.Event)
	// log is told what happens; nil for nobody. On the standard error it takes the place of the progress.
	log *slog.Logger
}

func (r *running) flags(c *cobra.Command) {
	journalFlag(c, &r.journal)
	f := c.Flags()
	f.Float64Var(&r.rate, "rate", 0, "the most requests a second; negative for none of ours (default what the API grants)")
	f.IntVar(&r.connections, "connections", 8, "how many requests are made at once")
	f.IntVar(&r.breaker, "breaker", 10, "stop after so many failures in a row")
	f.Int64Var(&r.limit, "limit", 0, "stop once so many were accepted (default all)")
	f.StringVar(&r.quietHours, "quiet-hours", "", "when nothing is sent, such as 21:00-08:00 or '21:00-08:00 Asia/Kuala_Lumpur'")
	f.StringVar(&r.logFile, "log", "", "add every step to a file, in a line without names, numbers and values")
	f.StringVar(&r.logFormat, "log-format", "", "how: text or json; without --log on the standard error, instead of the progress")
	f.BoolVar(&r.logContacts, "log-contacts", false, "let the log name the contacts, and quote the API")
	f.StringVar(&r.metricsAddr, "metrics-addr", "", "serve counters to Prometheus on an address of this machine, such as 127.0.0.1:9464")
}

// check refuses what no campaign could be run with, and reads what the flags say. The connection's number of attempts
// counts if it was given: what suits one message is less than what suits a campaign.
func (r *running) check(c *cobra.Command, s *connection) error {
	if err := s.check(); err != nil {
		return err
	}
	if c.Flags().Changed("attempts") {
		r.attempts = s.attempts
	}
	switch {
	case math.IsNaN(r.rate) || math.IsInf(r.rate, 0):
		return usage("--rate is %v; it is a number of requests a second, or 0 for what the API grants", r.rate)
	case r.connections < 1 || r.connections > maxConnections:
		return usage("--connections is %d; it is 1 to %d", r.connections, maxConnections)
	case r.breaker < 1:
		return usage("--breaker is %d; it is at least 1", r.breaker)
	case r.limit < 0:
		return usage("--limit is %d; it is the number of messages to stop at, or 0 for all", r.limit)
	case r.metricsAddr != "" && !loopback(r.metricsAddr):
		return usage("--metrics-addr is %q; counters are served on this machine alone, such as 127.0.0.1:9464", r.metricsAddr)
	case r.logContacts && r.logFile == "" && r.logFormat == "":
		return usage("--log-contacts is about a log; give --log FILE or --log-format text")
	case r.logFormat != "" && r.logFormat != "text" && r.logFormat != "json":
		return usage("--log-format is %q; it takes text, json", r.logFormat)
	}
	var err error
	r.quiet, err = parseQuietHours(r.quietHours)
	return err
}

// maxConnections is far more than any API grants to one sender.
const maxConnections = 256
