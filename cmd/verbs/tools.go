package verbs

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/watemplate/watemplate/recipients"
	"github.com/watemplate/watemplate/send/campaign"
)

// Tools are what only campaigns need and what costs every start of a program that links it. The program
// watemplate-campaign has them; watemplate has none, and hands over to it.
type Tools struct {
	// Phone makes a telephone number of what a list says; see [recipients.Options].
	Phone func(number, region string) (string, error)
	// Workbook opens a sheet of an .xlsx file; see [recipients.Options].
	Workbook func(path, sheet string) (recipients.Rows, error)
	// NewWorkbook begins an .xlsx file at a path, which is complete once it is closed without an error. Cells are texts;
	// none becomes a formula.
	NewWorkbook func(path string) (row func(cells []string) error, closed func() error, err error)
	// ReadToken, SaveToken and ForgetToken are the system's keyring, which has a token for each host of an API. It reads as
	// empty, and is not found, if there is none.
	ReadToken   func(host string) (token string, err error)
	SaveToken   func(host, token string) error
	ForgetToken func(host string) (found bool, err error)
	// Metrics are counters of a campaign's events and what serves them to Prometheus.
	Metrics func() (observe func(campaign.Event), handler http.Handler)
}

// errHandOver says that the command needs Tools.
var errHandOver = errors.New("this needs the program watemplate-campaign")

// campaignProgram has the same verbs as this program, and Tools.
const campaignProgram = "watemplate-campaign"

// needTools is an error without Tools. A command calls it before it has said or read anything, for the other program
// begins anew.
func (a *app) needTools() error {
	if a.tools == nil {
		return errHandOver
	}
	return nil
}

// handOver runs the arguments in the program that has Tools, and returns its exit status.
func (s shell) handOver(args []string) int {
	path, err := findCampaignProgram()
	if err != nil {
		complain(s.err, err)
		return statusFailure
	}
	status, err := become(path, args)
	if err != nil {
		complain(s.err, fmt.Errorf("cannot run %s: %w", path, err))
		return statusFailure
	}
	return status
}

// findCampaignProgram looks beside this program, then in the PATH.
func findCampaignProgram() (string, error) {
	if self, err := os.Executable(); err == nil {
		if real, err := filepath.EvalSymlinks(self); err == nil {
			self = real
		}
		if path, err := exec.LookPath(filepath.Join(filepath.Dir(self), campaignProgram)); err == nil {
			return path, nil
		}
	}
	path, err := exec.LookPath(campaignProgram)
	if err != nil {
		return "", fmt.Errorf("%w, which is neither beside watemplate nor in the PATH; go install %scmd/%s@latest", errHandOver, module, campaignProgram)
	}
	return path, nil
}

const module = "github.com/watemplate/watemplate/"
