package verbs

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/watemplate/watemplate/send/sandbox"
)

const greeting = `name: greeting
language: en
body:
  text: Hi <<1>>, your order is on its way.
  params: [{name: first}]
`

// launchPad is a folder with a template and a list of so many, id:1 and so on, and an API to send them to.
func launchPad(t *testing.T, count int) *practice {
	t.Helper()
	p := newPractice(t, 0, sandbox.Options{})
	t.Chdir(t.TempDir())
	write(t, "greeting.yaml", greeting)
	var list strings.Builder
	list.WriteString("id,first\n")
	for i := range count {
		fmt.Fprintf(&list, "%d,Ana %d\n", i+1, i+1)
	}
	write(t, "list.csv", list.String())
	return p
}

func write(t *testing.T, name, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
}

// send sends the template to a list through the practice's API.
func (p *practice) send(list string, more ...string) (status int, out, talk string) {
	return p.run(append([]string{"send", "greeting.yaml", "--recipients", list, "--base-url", p.url, "--rate", "-1"}, more...)...)
}

// once asserts that so many were sent to, and nobody twice.
func (p *practice) once(want int) {
	p.t.Helper()
	counts := p.api.Load().Counts()
	assert.Len(p.t, counts, want)
	for contact, n := range counts {
		assert.Equal(p.t, 1, n, contact)
	}
}

// TestTypedConfirmation: on a terminal the number of recipients is typed; nothing else sends anything.
func TestTypedConfirmation(t *testing.T) {
	p := launchPad(t, 12)
	for _, typed := range []string{"y\n", "\n", "11\n", "1\n", "12 messages\n"} {
		p.answers.WriteString(typed)
		status, out, talk := p.send("list.csv")
		assert.Equal(t, statusFailure, status, typed)
		assert.Empty(t, out)
		assert.Contains(t, talk, "Send greeting to 12 contacts through "+p.url+"? Type 12 to send: ")
		assert.Contains(t, talk, "Hi [Ana 1], your order is on its way.")
		assert.Contains(t, talk, "nothing was sent")
	}
	p.once(0)
	p.answers.WriteString("12\n")
	status, out, talk := p.send("list.csv")
	assert.Equal(t, statusClean, status, talk)
	assert.Equal(t, "greeting-list: finished; 12 of 12 accepted\n", out)
	p.once(12)
}

// TestCanary: the first few are sent to; whoever has looked at them types the number of the others.
func TestCanary(t *testing.T) {
	p := launchPad(t, 12)
	p.answers.WriteString("12\nno\n")
	status, out, talk := p.send("list.csv", "--canary", "2")
	assert.Equal(t, statusUnknown, status, talk)
	assert.Contains(t, out, "greeting-list: stopped; 2 of 12 accepted, 10 not sent\n")
	assert.Contains(t, talk, "Send to the other 10 contacts? Type 10 to send: ")
	p.once(2)

	// The same command has sent its canary, and asks for the others at once.
	p.answers.WriteString("10\n")
	status, out, talk = p.send("list.csv", "--canary", "2")
	assert.Equal(t, statusClean, status, talk)
	assert.Contains(t, talk, "campaign greeting-list goes on: 2 of 12 accepted, 10 not sent\n")
	assert.Contains(t, out, "greeting-list: finished; 12 of 12 accepted\n")
	p.once(12)
}

// TestCanaryInAScript: without a terminal it stops after the first few, and never sends more of them.
func TestCanaryInAScript(t *testing.T) {
	p := launchPad(t, 5)
	status, _, talk := p.send("list.csv", "--canary", "2", "--yes", "--expect", "5")
	assert.Equal(t, statusUnknown, status, talk)
	assert.Contains(t, talk, "watemplate campaign resume greeting-list")
	status, _, talk = p.send("list.csv", "--canary", "2", "--yes", "--expect", "5")
	assert.Equal(t, statusUnknown, status, talk)
	assert.Contains(t, talk, "the first 2 have been sent to; leave --canary out to send to the other 3")
	p.once(2)
	status, _, talk = p.send("list.csv", "--yes", "--expect", "5")
	assert.Equal(t, statusClean, status, talk)
	p.once(5)
}

// TestHostileList: what a list says reaches a terminal tamed, a spreadsheet as text, and the API as it is.
func TestHostileList(t *testing.T) {
	p := launchPad(t, 0)
	const evil = "\x1b]0;owned\a\u202e"
	write(t, "evil.csv", "id,first,"+evil+"\n1,\"Ana"+evil+"\",x\n1,Ana,x\n2,Ben,x\n"+evil+",\"=cmd|'/C calc'!A0\",x\n")
	status, out, talk := p.send("evil.csv", "--skip-invalid", "--yes", "--expect", "2")
	assert.Equal(t, statusClean, status, talk)
	assert.NotContains(t, out+talk, "\x1b")
	assert.NotContains(t, out+talk, "\u202e")
	assert.Contains(t, talk, `not used    column \x1b]0;owned\x07\u202e`)
	p.once(2)

	bad, err := os.ReadFile("evil.bad.csv")
	require.NoError(t, err)
	assert.Contains(t, string(bad), `,'=cmd|'/C calc'!A0,`)
	info, err := os.Stat("evil.bad.csv")
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

// TestCampaignFromWorkbook: faults of a sheet stand at its cells, and its rows can be mended as a CSV text.
func TestCampaignFromWorkbook(t *testing.T) {
	p := launchPad(t, 0)
	book := excelize.NewFile()
	rows := [][]any{{"id", "First", "paid"}, {1, "Ana", 12.5}, {2, nil, 3}, {3, "Chen", 4}}
	for i, row := range rows {
		require.NoError(t, book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	require.NoError(t, book.SaveAs("list.xlsx"))
	require.NoError(t, book.Close())
	status, _, talk := p.send("list.xlsx")
	assert.Equal(t, statusProblems, status)
	assert.Contains(t, talk, `list.xlsx:Sheet1!B3: "first" is empty, and there is no value for those without one [value-missing]`)
	bad, err := os.ReadFile("list.bad.csv")
	require.NoError(t, err)
	assert.Equal(t, "problem,id,First,paid\n"+
		`"""first"" is empty, and there is no value for those without one; fill it in, or give --set first=...",2,,3`+"\n", string(bad))

	write(t, "list.bad.csv", strings.Replace(string(bad), "2,,3", "2,Ben,3", 1))
	status, out, talk := p.send("list.bad.csv", "--yes", "--expect", "1")
	assert.Equal(t, statusClean, status, talk)
	assert.Equal(t, "greeting-list_bad: finished; 1 of 1 accepted\n", out)
	status, out, talk = p.send("list.xlsx", "--set", "first=friend", "--yes", "--expect", "3")
	assert.Equal(t, statusClean, status, talk)
	assert.Equal(t, "greeting-list: finished; 3 of 3 accepted\n", out)
}

// TestManyRows: what is told of a long list stays short, and who is in it twice is found wherever that is.
func TestManyRows(t *testing.T) {
	const count = 3 * atOnce
	p := launchPad(t, count)
	list, err := os.ReadFile("list.csv")
	require.NoError(t, err)
	write(t, "list.csv", string(list)+"7,Again\n"+fmt.Sprintf("%d,Again\n", count))
	status, _, talk := p.send("list.csv", "--dry-run")
	assert.Equal(t, statusClean, status, talk)
	assert.Contains(t, talk, "recipients  1,536, of 1,538 rows in list.csv\n")
	assert.Contains(t, talk, "duplicates  2 rows of a contact that an earlier row has; each is sent to once\n"+
		"            list.csv:1538:1 has id:7, as row 8\n"+
		"            list.csv:1539:1 has id:1536, as row 1537\n")
	assert.Contains(t, talk, "dry run: 1,536 requests made, none left this machine\n")
	p.once(0)

	folders, err := filepath.Glob(filepath.Join(os.TempDir(), "watemplate-sandbox-*"))
	require.NoError(t, err)
	assert.Empty(t, folders, "nothing is left behind")
}
