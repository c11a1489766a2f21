package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// about is what the table of campaigns has in one column.
type about struct {
	Template, Category     string
	Languages              []string
	API, Channel, Source   string
	TemplateHash, ListHash string
	SettingsHash           string
}

func aboutOf(c Campaign) about {
	return about{c.Template, c.Category, c.Languages, c.API, c.Channel, c.Source, c.TemplateHash, c.ListHash, c.SettingsHash}
}

// onDisk is a campaign with its number in the database.
type onDisk struct {
	Campaign
	id int64
}

const selectCampaign = `select id, name, about, created, total from watemplate_campaigns where ready = 1`

// scanCampaign reads a row of selectCampaign.
func scanCampaign(scan func(...any) error) (*onDisk, error) {
	var c onDisk
	var created int64
	var text string
	if err := scan(&c.id, &c.Name, &text, &created, &c.Total); err != nil {
		return nil, err
	}
	var a about
	if err := json.Unmarshal([]byte(text), &a); err != nil {
		return nil, fmt.Errorf("the journal's campaign %q cannot be read: %w", c.Name, err)
	}
	c.Campaign = Campaign{
		Name: c.Name, Template: a.Template, Category: a.Category, Languages: a.Languages, API: a.API, Channel: a.Channel, Source: a.Source,
		TemplateHash: a.TemplateHash, ListHash: a.ListHash, SettingsHash: a.SettingsHash, Created: timeOf(created), Total: c.Total,
	}
	return &c, nil
}

// find looks for a campaign that is loaded.
func (j *Journal) find(t *tx, name string) (*onDisk, bool, error) {
	var c *onDisk
	err := t.each(selectCampaign+` and name = $1`, []any{name}, func(scan func(...any) error) (err error) {
		c, err = scanCampaign(scan)
		return err
	})
	return c, c != nil, err
}

// timeOf is the time of a number in the database; zero for 0.
func timeOf(micro int64) time.Time {
	if micro == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micro)
}

// get is the campaign of a name, or *Missing.
func (j *Journal) get(ctx context.Context, name string) (*onDisk, error) {
	missing := &Missing{Name: name}
	var c *onDisk
	err := j.each(ctx, selectCampaign+` order by id desc`, nil, func(scan func(...any) error) error {
		this, err := scanCampaign(scan)
		if err == nil && this.Name == name {
			c = this
		}
		if err == nil {
			missing.Names = append(missing.Names, this.Name)
		}
		return err
	})
	if err == nil && c == nil {
		err = missing
	}
	return c, err
}
