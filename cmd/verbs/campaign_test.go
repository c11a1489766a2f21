package verbs

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/recipients"
	"github.com/watemplate/watemplate/send/journal"
	"github.com/watemplate/watemplate/send/sandbox"
)

// practice is a journal with a campaign, and an API that can be exchanged for another at the same address.
type practice struct {
	t       *testing.T
	path    string // or the address, of a database
	state   string // the folder for what a database has no room for
	url     string
	api     atomic.Pointer[sandbox.Sandbox]
	answers strings.Builder // what is typed, if there is a terminal
}

const practiceName = "order_shipped-march"

// newPractice loads a campaign of so many, id:1 and so on, that goes through an API.
func newPractice(t *testing.T, count int, o sandbox.Options) *practice {
	t.Helper()
	p := &practice{t: t, path: filepath.Join(t.TempDir(), "journal.db"), state: t.TempDir()}
	p.become(o)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { p.api.Load().ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	p.url = server.URL + "/v1"
	p.load(practiceName, count, p.url)
	return p
}

// become makes another API of the one that is there.
func (p *practice) become(o sandbox.Options) {
	if o.RateLimit == 0 {
		o.RateLimit = -1
	}
	p.api.Store(sandbox.New(o))
}

func (p *practice) open() *journal.Journal {
	p.t.Helper()
	audit := p.path + "-audit"
	if strings.HasPrefix(p.path, "postgres:") {
		audit = filepath.Join(p.state, "audit")
	}
	j, err := journal.Open(context.Background(), p.path, journal.Options{Audit: audit})
	require.NoError(p.t, err)
	return j
}

func (p *practice) load(name string, count int, api string) {
	p.t.Helper()
	j := p.open()
	defer func() { require.NoError(p.t, j.Close()) }()
	ctx := context.Background()
	loader, err := j.Load(ctx, journal.Campaign{
		Name: name, Template: "order_shipped", Category: "utility", Languages: []string{"en", "es"}, API: api, Channel: "135898", Source: "march.csv",
		TemplateHash: "t", ListHash: "l", SettingsHash: "s",
	})
	require.NoError(p.t, err)
	for i := range count {
		_, err := loader.Add(ctx, journal.Recipient{
			Row: i + 2, Contact: fmt.Sprintf("id:%d", i+1), Language: "en",
			Body: fmt.Appendf(nil, `{"channelId":135898,"message":{"type":"text","text":"Hello, number %d"}}`, i+1),
		})
		require.NoError(p.t, err)
	}
	require.NoError(p.t, loader.Commit(ctx))
}

// run runs a command on the journal, on a terminal if something is typed.
func (p *practice) run(args ...string) (status int, out, talk string) {
	p.t.Helper()
	var said, told strings.Builder
	typed := p.answers.String()
	p.answers.Reset()
	sh := shell{
		in: strings.NewReader(typed), out: &said, err: &told, width: 100, tools: testTools, stateDir: p.state,
		inTerminal: typed != "", errTerminal: typed != "", errSize: func() (int, int) { return 100, 30 },
		getenv: func(k string) string {
			return map[string]string{"WATEMPLATE_TOKEN": "secret-token", "WATEMPLATE_JOURNAL": p.path, "TERM": "dumb"}[k]
		},
	}
	status = run(context.Background(), sh, args)
	assert.NotContains(p.t, said.String()+told.String(), "secret-token")
	return status, said.String(), told.String()
}

// campaign is a campaign as scripts see it in the list.
func (p *practice) campaign(name string) campaignJSON {
	p.t.Helper()
	status, out, talk := p.run("campaign", "list", "--json")
	require.Equal(p.t, statusClean, status, talk)
	var all []campaignJSON
	require.NoError(p.t, json.Unmarshal([]byte(out), &all))
	i := slices.IndexFunc(all, func(c campaignJSON) bool { return c.Name == name })
	require.GreaterOrEqual(p.t, i, 0, out)
	return all[i]
}

// TestCampaignToItsEnd: some are refused, the cause is mended, and those alone are sent to again.
func TestCampaignToItsEnd(t *testing.T) {
	p := newPractice(t, 5, sandbox.Options{Contacts: []string{"id:1", "id:2", "id:4"}})
	assert.Equal(t, isStopped, p.campaign(practiceName).State)

	status, out, talk := p.run("campaign", "resume", practiceName, "--yes", "--expect", "5", "--rate", "-1")
	assert.Equal(t, statusFailure, status, talk)
	assert.Equal(t, "order_shipped-march: finished; 3 of 5 accepted, 2 failed\n"+
		"  2 failed: 404 Not Found: Contact not found\n"+
		"      the contact must exist before a message can be sent to it; create it first, or check the\n"+
		"      identifier and the base URL\n", out)
	assert.Contains(t, talk, "watemplate campaign retry order_shipped-march")

	first := p.api.Load().Counts()
	p.become(sandbox.Options{})
	status, out, _ = p.run("campaign", "resume", practiceName, "--yes", "--expect", "5")
	assert.Equal(t, statusFailure, status, "it is what it was")
	assert.Contains(t, out, "finished; 3 of 5 accepted, 2 failed")
	assert.Empty(t, p.api.Load().Counts(), "nobody is sent to who was refused")

	status, out, talk = p.run("campaign", "retry", practiceName, "--status", "400", "--yes", "--expect", "2")
	assert.Equal(t, statusFailure, status)
	assert.Contains(t, talk, "nobody of order_shipped-march was refused so")
	assert.Contains(t, out, "2 failed")

	status, out, talk = p.run("campaign", "retry", practiceName, "--status", "404", "--yes", "--expect", "2", "--rate", "-1")
	assert.Equal(t, statusClean, status, talk)
	assert.Equal(t, "order_shipped-march: finished; 5 of 5 accepted\n", out)
	for contact, n := range first {
		assert.Equal(t, 1, n, contact)
	}
	assert.Equal(t, map[string]int{"id:3": 1, "id:5": 1}, p.api.Load().Counts())

	last := p.campaign(practiceName)
	assert.Equal(t, isFinished, last.State)
	assert.Equal(t, int64(5), last.Accepted)
	assert.Equal(t, 0, last.Workers)
	assert.Equal(t, p.url, last.API)
}

// TestResumeAsks: the number is typed, or given by a script; anything else sends nothing.
func TestResumeAsks(t *testing.T) {
	p := newPractice(t, 3, sandbox.Options{})
	resume := []string{"campaign", "resume", practiceName, "--rate", "-1"}
	for _, c := range []struct {
		typed  string
		args   []string
		status int
		says   string
	}{
		{"", nil, statusUsage, "say --yes --expect 3"},
		{"", []string{"--yes"}, statusUsage, "--yes needs --expect 3"},
		{"", []string{"--yes", "--expect", "4"}, statusUsage, "--expect says 4, but there are 3"},
		{"", []string{"--expect", "3"}, statusUsage, "there is no terminal"},
		{"", []string{"--expect", "-3"}, statusUsage, "--expect is -3"},
		{"y\n", nil, statusFailure, "nothing was sent"},
		{"2\n", nil, statusFailure, "nothing was sent"},
		{"\n", nil, statusFailure, "nothing was sent"},
		{"", []string{"--yes", "--expect", "3", "--base-url", "https://elsewhere.example.com/v1"}, statusUsage, "a campaign ends where it began"},
		{"", []string{"--yes", "--expect", "3", "--sandbox"}, statusUsage, "not to the sandbox"},
		{"", []string{"--connections", "0"}, statusUsage, "--connections is 0"},
		{"", []string{"--metrics-addr", "0.0.0.0:9464"}, statusUsage, "this machine alone"},
		{"", []string{"--quiet-hours", "night"}, statusUsage, "--quiet-hours"},
	} {
		p.answers.WriteString(c.typed)
		status, out, talk := p.run(append(resume, c.args...)...)
		assert.Equal(t, c.status, status, "%v: %s%s", c.args, out, talk)
		assert.Contains(t, talk, c.says)
	}
	assert.Empty(t, p.api.Load().Counts(), "nothing was sent")

	p.answers.WriteString("3\n")
	status, _, talk := p.run(append(resume, "--base-url", p.url+"/")...)
	assert.Equal(t, statusClean, status, talk)
	assert.Contains(t, talk, "order_shipped-march has 3 recipients, 3 of them not sent, through "+p.url+"; go on? Type 3 to send: ")
	assert.Len(t, p.api.Load().Counts(), 3)
}

// TestResumeStops: each end of a run has its exit status and says how to go on; going on doubles nothing.
func TestResumeStops(t *testing.T) {
	for name, c := range map[string]struct {
		options sandbox.Options
		args    []string
		status  int
		says    string
	}{
		"the token":   {sandbox.Options{Token: "another"}, nil, statusToken, "check the token in WATEMPLATE_TOKEN"},
		"the limit":   {sandbox.Options{}, []string{"--limit", "2", "--connections", "1"}, statusUnknown, "stopped at the limit of 2"},
		"the breaker": {sandbox.Options{Faults: []sandbox.Fault{{Status: 500}}}, []string{"--breaker", "3", "--connections", "1"}, statusUnknown, "stopped after 3 failures in a row; the last: 500 Internal Server Error"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPractice(t, 6, c.options)
			status, out, talk := p.run(append([]string{"campaign", "resume", practiceName, "--yes", "--expect", "6", "--rate", "-1"}, c.args...)...)
			assert.Equal(t, c.status, status, talk)
			assert.Contains(t, out, "order_shipped-march: stopped; ")
			assert.Contains(t, talk, c.says)
			assert.Contains(t, talk, "  watemplate campaign resume order_shipped-march")
			before := p.campaign(practiceName)
			assert.Positive(t, before.Queued)

			sent := p.api.Load().Counts()
			p.become(sandbox.Options{})
			status, _, talk = p.run("campaign", "resume", practiceName, "--yes", "--expect", "6", "--rate", "-1")
			after := p.campaign(practiceName)
			assert.Equal(t, before.Unknown, after.Unknown, talk)
			assert.Equal(t, int64(6)-before.Unknown, after.Accepted)
			assert.Equal(t, map[bool]int{true: statusUnknown, false: statusClean}[after.Unknown > 0], status)
			for contact, n := range p.api.Load().Counts() {
				assert.Equal(t, 1, n+sent[contact], contact)
			}
		})
	}
}

// TestResolve: what the API has is accepted, what it surely has not can be sent again, and what nobody can tell is decided
// by hand.
func TestResolve(t *testing.T) {
	p := newPractice(t, 4, sandbox.Options{Faults: []sandbox.Fault{
		{Drop: true, After: true, At: []sandbox.Span{{First: 1, Last: 2}}}, {Drop: true},
	}})
	status, out, talk := p.run("campaign", "resume", practiceName, "--yes", "--expect", "4", "--rate", "-1", "--connections", "1")
	require.Equal(t, statusUnknown, status, talk)
	assert.Contains(t, out, "finished; 0 of 4 accepted, 4 unknown")
	assert.Contains(t, talk, "watemplate campaign resolve order_shipped-march --unknown=check")

	status, out, _ = p.run("campaign", "show", practiceName, "--unknown")
	assert.Equal(t, statusClean, status)
	assert.Equal(t, 4, strings.Count(out, "unknown"), out)
	assert.Regexp(t, `(?m)^row 2 +unknown  id:1 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  .`, out)

	status, _, talk = p.run("campaign", "resolve", practiceName)
	assert.Equal(t, statusUsage, status)
	assert.Contains(t, talk, "--unknown=check")
	status, _, talk = p.run("campaign", "resolve", practiceName, "--unknown=skip")
	assert.Equal(t, statusUsage, status)
	assert.Contains(t, talk, "say --yes")
	status, _, talk = p.run("campaign", "resolve", practiceName, "--unknown=skip", "--only", "17", "--yes")
	assert.Equal(t, statusUsage, status)
	assert.Contains(t, talk, "row 17 is not one whose fate is unknown")

	p.answers.WriteString("y\n")
	status, out, talk = p.run("campaign", "resolve", practiceName, "--unknown=check")
	assert.Equal(t, statusClean, status, talk)
	assert.Regexp(t, `(?m)^row 2 +id:1 +accepted, message \d+$`, out)
	assert.Regexp(t, `(?m)^row 4 +id:3 +(not there|cannot tell: .*)$`, out)
	assert.Contains(t, out, "order_shipped-march: 2 of 4 accepted, 2 unknown")
	assert.Contains(t, talk, "Write down what was found of 2 recipients? [y/N]")

	p.answers.WriteString("no\n")
	status, _, talk = p.run("campaign", "resolve", practiceName, "--unknown=retry")
	assert.Equal(t, statusFailure, status)
	assert.Contains(t, talk, "some may get it twice")
	assert.Equal(t, int64(2), p.campaign(practiceName).Unknown)

	status, out, talk = p.run("campaign", "resolve", practiceName, "--unknown=skip", "--only", "5", "--yes")
	assert.Equal(t, statusClean, status, talk)
	assert.Contains(t, out, "2 of 4 accepted, 1 unknown, 1 skipped")
	status, out, talk = p.run("campaign", "resolve", practiceName, "--unknown=retry", "--yes")
	assert.Equal(t, statusClean, status, talk)
	assert.Contains(t, out, "2 of 4 accepted, 1 skipped, 1 not sent")
	assert.Contains(t, talk, "watemplate campaign resume")
	status, out, talk = p.run("campaign", "resolve", practiceName, "--unknown=retry", "--yes")
	assert.Equal(t, statusClean, status)
	assert.Contains(t, talk, "there is nobody in order_shipped-march whose fate is unknown", out)
}

// TestExport: every recipient is a row, message ids are whole, and no cell becomes a formula.
func TestExport(t *testing.T) {
	p := newPractice(t, 3, sandbox.Options{Contacts: []string{"id:1", "id:2"}})
	p.run("campaign", "resume", practiceName, "--yes", "--expect", "3", "--rate", "-1")
	status, out, talk := p.run("campaign", "export", practiceName)
	require.Equal(t, statusClean, status, talk)
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 4)
	assert.Equal(t, exportColumns, rows[0])
	assert.Equal(t, []string{"2", "id:1", "en", "accepted"}, rows[1][:4])
	assert.Regexp(t, `^\d{16}$`, rows[1][4])
	assert.Equal(t, []string{"4", "id:3", "en", "failed", "", "1", "404", "404 Not Found: Contact not found"}, rows[3][:8])
	for _, at := range rows[3][8:] {
		_, err := time.Parse(time.RFC3339, at)
		assert.NoError(t, err)
	}

	file := filepath.Join(t.TempDir(), "left.csv")
	status, out, _ = p.run("campaign", "export", practiceName, "--state", "failed,unknown", "-o", file)
	require.Equal(t, statusClean, status)
	assert.Empty(t, out)
	written, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, 2, strings.Count(string(written), "\n"))
	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Zero(t, info.Mode().Perm()&0o077)
	entries, err := os.ReadDir(filepath.Dir(file))
	require.NoError(t, err)
	assert.Len(t, entries, 1, "nothing is left beside it")

	status, _, talk = p.run("campaign", "export", practiceName, "-o", filepath.Join(file, "below.csv"))
	assert.Equal(t, statusFailure, status)
	assert.Contains(t, talk, "below.csv")
	status, _, talk = p.run("campaign", "export", practiceName, "--state", "sent")
	assert.Equal(t, statusUsage, status)
	assert.Contains(t, talk, `there is no state "sent"`)
}

// TestExportWorkbook: in a workbook everything is a text, so that no spreadsheet rounds a message's id.
func TestExportWorkbook(t *testing.T) {
	p := newPractice(t, 2, sandbox.Options{Contacts: []string{"id:1"}})
	p.run("campaign", "resume", practiceName, "--yes", "--expect", "2", "--rate", "-1")
	file := filepath.Join(t.TempDir(), "results.XLSX")
	status, _, talk := p.run("campaign", "export", practiceName, "-o", file)
	require.Equal(t, statusClean, status, talk)
	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Zero(t, info.Mode().Perm()&0o077)
	rows, err := testTools.Workbook(file, "")
	require.NoError(t, err)
	defer func() { assert.NoError(t, rows.Close()) }()
	var all [][]string
	for {
		cells, err := rows.Next()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		var texts []string
		for _, c := range cells {
			assert.Equal(t, recipients.Text, c.Kind, c.Text)
			texts = append(texts, c.Text)
		}
		all = append(all, texts)
	}
	require.Len(t, all, 3)
	assert.Equal(t, exportColumns, all[0])
	assert.Regexp(t, `^\d{16}$`, all[1][4])
	assert.Equal(t, "failed", all[2][3])
}

// TestCampaignsInWords: what list and show print, with the times and the address taken out.
func TestCampaignsInWords(t *testing.T) {
	p := newPractice(t, 1200, sandbox.Options{})
	times := regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?`)
	shown := func(out string) string {
		return times.ReplaceAllString(strings.ReplaceAll(out, p.url, "URL"), "TIME")
	}
	status, out, _ := p.run("campaign", "list")
	require.Equal(t, statusClean, status)
	assert.Equal(t, "NAME                 STATE    ACCEPTED    FAILED  UNKNOWN  TEMPLATE       WHEN\n"+
		"order_shipped-march  stopped  0 of 1,200  0       0        order_shipped  TIME\n", shown(out))
	status, out, talk := p.run("campaign", "show", practiceName)
	require.Equal(t, statusClean, status)
	assert.Equal(t, `order_shipped-march: stopped
  template    order_shipped (utility), en, es
  list        march.csv
  through     URL, channel 135898
  begun       TIME
  recipients  1,200
  queued      1,200
`, shown(out))
	assert.Equal(t, "next:\n  watemplate campaign resume order_shipped-march  # send the rest\n", talk)

	status, _, talk = p.run("campaign", "show", "order_shiped")
	assert.Equal(t, statusUsage, status)
	assert.Contains(t, talk, "order_shipped-march", "the names that there are")
	status, _, talk = p.run("campaign", "show", practiceName, "--failed")
	assert.Equal(t, statusClean, status)
	assert.Equal(t, "none\n", talk)
	_, out, _ = p.run("campaign", "show", practiceName, "--failed", "--json")
	assert.JSONEq(t, "[]", out)
}

// TestNoJournal: looking begins no journal.
func TestNoJournal(t *testing.T) {
	p := &practice{t: t, path: filepath.Join(t.TempDir(), "journal.db"), state: t.TempDir()}
	status, out, talk := p.run("campaign", "list")
	assert.Equal(t, statusClean, status)
	assert.Empty(t, out)
	assert.Contains(t, talk, "send TEMPLATE --recipients LIST")
	_, out, _ = p.run("campaign", "list", "--json")
	assert.JSONEq(t, "[]", out)
	status, _, talk = p.run("campaign", "show", "spring")
	assert.Equal(t, statusUsage, status)
	assert.Contains(t, talk, "there is no such journal")
	assert.NoFileExists(t, p.path)
	status, _, _ = p.run("campaign", "lst")
	assert.Equal(t, statusUsage, status)
}
