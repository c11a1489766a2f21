package sandbox

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// catalog finds the status of a template by its name and language.
type catalog map[string]map[string]string

func newCatalog(all []json.RawMessage) catalog {
	if all == nil {
		return nil
	}
	c := catalog{}
	for _, item := range all {
		var t struct{ Name, LanguageCode, Status string }
		_ = json.Unmarshal(item, &t) // what is no template is found by nobody
		if c[t.Name] == nil {
			c[t.Name] = map[string]string{}
		}
		c[t.Name][t.LanguageCode] = cmp.Or(strings.ToLower(t.Status), approved)
	}
	return c
}

const approved = "approved"

// checkAccount refuses channels that do not exist, and templates that are not approved. In which words the API does so
// is not known.
func (s *Sandbox) checkAccount(m Received) error {
	if m.ChannelID != nil && s.options.Channels != nil && !slices.Contains(s.options.Channels, *m.ChannelID) {
		return fmt.Errorf("channelId: there is no channel %d", *m.ChannelID)
	}
	if m.Type != "whatsapp_template" || s.catalog == nil {
		return nil
	}
	var message struct {
		Template struct{ Name, LanguageCode string }
	}
	_ = json.Unmarshal(m.Message, &message) // it is valid
	name, language := message.Template.Name, message.Template.LanguageCode
	languages, known := s.catalog[name]
	if !known {
		return fmt.Errorf("message.template.name: the account has no template %.80q", name)
	}
	switch status := languages[language]; status {
	case approved:
		return nil
	case "":
		var all []string
		for l := range languages {
			all = append(all, l)
		}
		slices.Sort(all)
		return fmt.Errorf("message.template.languageCode: template %q is not there in %.40q; it is in %s", name, language, strings.Join(all, ", "))
	default:
		return fmt.Errorf("message.template.name: template %q (%s) is %s, not approved", name, language, status)
	}
}

// The number and the name of the one channel that a sandbox lists unless it is told others.
const onlyChannel = 1

type channel struct {
	ID        int64  `json:"id"`
	Name      string `json:"name"`
	Source    string `json:"source"`
	CreatedAt int64  `json:"created_at"`
}

// listChannels answers a page of the channels.
func (s *Sandbox) listChannels(w http.ResponseWriter, r *http.Request) *problem {
	ids := []int64{onlyChannel}
	if s.options.Channels != nil {
		ids = slices.Sorted(slices.Values(s.options.Channels))
	}
	page, p := newPage(r, ids, false)
	if p != nil {
		return p
	}
	items := []channel{}
	for _, id := range ids[page.start:page.end] {
		items = append(items, channel{id, "Sandbox " + strconv.FormatInt(id, 10), "whatsapp_business", channelsSince})
	}
	page.write(w, items)
	return nil
}

// channelsSince is when all channels were made, in seconds.
const channelsSince = 1735689600

// listTemplates answers a page of the templates, which all channels have.
func (s *Sandbox) listTemplates(w http.ResponseWriter, r *http.Request, to route) *problem {
	if s.options.Channels != nil && !slices.Contains(s.options.Channels, to.channel) {
		return &problem{http.StatusNotFound, "Channel not found"}
	}
	ids := make([]int64, len(s.options.Templates))
	for i := range ids {
		ids[i] = int64(i + 1)
	}
	page, p := newPage(r, ids, false)
	if p != nil {
		return p
	}
	items := []map[string]any{}
	for _, id := range ids[page.start:page.end] {
		one := map[string]any{"status": approved}
		_ = json.Unmarshal(s.options.Templates[id-1], &one)
		one["id"], one["channelId"] = id, to.channel
		items = append(items, one)
	}
	page.write(w, items)
	return nil
}
