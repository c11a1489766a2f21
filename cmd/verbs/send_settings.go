package verbs

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/watemplate/watemplate/send/journal"
)

// campaigning are the flags of send --recipients beside those of every command that runs a campaign.
type campaigning struct {
	running
	list           listFlags
	skipInvalid    bool
	badRows, name  string
	expect, canary int64
	only           []string // the names of these flags
}

func (f *campaigning) flags(c *cobra.Command) {
	before := map[string]bool{}
	c.Flags().VisitAll(func(flag *pflag.Flag) { before[flag.Name] = true })
	f.running.flags(c)
	f.list.flags(c, "send to everybody in this list (.csv, .xlsx)")
	c.Flags().StringVar(&f.list.region, "region", "", "the country of telephone numbers without a country code, such as MY")
	c.Flags().BoolVar(&f.skipInvalid, "skip-invalid", false, "send to the others when some rows have faults")
	c.Flags().StringVar(&f.badRows, "bad-rows", "", "where to write the rows with faults (default LIST.bad.csv beside the list)")
	c.Flags().StringVar(&f.name, "campaign", "", "what the campaign is called (default after the template and the list)")
	c.Flags().Int64Var(&f.expect, "expect", -1, "how many recipients there have to be; with --yes, for scripts")
	c.Flags().Lookup("expect").DefValue = "0" // which help does not show
	c.Flags().Int64Var(&f.canary, "canary", 0, "send to the first so many, then stop and ask")
	c.Flags().VisitAll(func(flag *pflag.Flag) {
		if !before[flag.Name] && flag.Name != "recipients" {
			f.only = append(f.only, flag.Name)
		}
	})
}

// unwanted refuses flags of campaigns where there is none.
func (f *campaigning) unwanted(c *cobra.Command) error {
	for _, name := range f.only {
		if c.Flags().Changed(name) {
			return usage("--%s is for campaigns; give --recipients too", name)
		}
	}
	return nil
}

// identity is what the campaign is. The same command has the same, and goes on with it.
func (l *launch) identity(language string) (journal.Campaign, error) {
	list, err := l.listHash()
	if err != nil {
		return journal.Campaign{}, err
	}
	v := l.variants
	c := journal.Campaign{
		Name: cmp.Or(l.flags.name, defaultName(v, l.flags.list.path)), Template: v.documents[0].String(), Languages: v.languages(),
		API: l.api(), Channel: l.channel(), Source: filepath.Base(l.flags.list.path), Created: time.Now(),
		ListHash:     list,
		SettingsHash: hashOf(l.api(), l.channel(), l.values, l.flags.skipInvalid, language),
	}
	var sources []string
	for _, d := range v.documents {
		if source := string(d.file.Source); !slices.Contains(sources, source) {
			sources = append(sources, source)
		}
	}
	slices.Sort(sources)
	c.TemplateHash = hashOf(v.name(), sources)
	if t := v.documents[0].Template; t != nil {
		c.Template, c.Category = t.Name.Value, t.Category.Value
	}
	return c, nil
}

// listHash is the hash of the list and of how it is read.
func (l *launch) listHash() (string, error) {
	f := l.flags.list
	bytes, err := hashFile(f.path)
	return hashOf(bytes, f.sheet, f.region, slices.Sorted(slices.Values(f.maps))), err
}

// defaultName is what a campaign is called if the user gives it no name: after the template and the list.
func defaultName(v *variants, list string) string {
	base := strings.TrimSuffix(filepath.Base(list), filepath.Ext(list))
	return fileBase(cmp.Or(v.name(), strings.TrimSuffix(filepath.Base(v.documents[0].file.Name), filepath.Ext(v.documents[0].file.Name))) + "-" + base)
}

// hashFile is the hash of a file's bytes.
func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", explainPath(path, err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", explainPath(path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// hashOf is the hash of values that JSON writes in one way only.
func hashOf(values ...any) string {
	text, err := json.Marshal(values)
	if err != nil {
		panic(err) // they are texts
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// otherThan says in which ways a campaign is another than one that was begun under its name.
func otherThan(begun, now journal.Campaign) []string {
	var differs []string
	if begun.TemplateHash != now.TemplateHash {
		differs = append(differs, "the template")
	}
	if begun.ListHash != now.ListHash {
		differs = append(differs, fmt.Sprintf("the list (or --map, --region, --sheet; it was %s)", begun.Source))
	}
	switch {
	case begun.SettingsHash == now.SettingsHash:
	case begun.API != now.API:
		differs = append(differs, "the API, which was "+begun.API)
	case begun.Channel != now.Channel:
		differs = append(differs, fmt.Sprintf("the channel, which was %s", cmp.Or(begun.Channel, "not given")))
	default:
		differs = append(differs, "the settings (--set, --language, --skip-invalid)")
	}
	return differs
}

// unused are the columns of a list that give no variant a value.
func unused(columns, used []string) []string {
	return slices.DeleteFunc(slices.Clone(columns), func(c string) bool { return c == "" || c == problemColumn || slices.Contains(used, c) })
}
