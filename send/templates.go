package send

import (
	"context"
	"encoding/json"
	"strconv"
)

// Templates returns the templates of a channel, each as the API's JSON, as GET .../space/channel/{channel}/template lists
// them. The error is an [*Error], or says what is wrong with the list.
func (c *Client) Templates(ctx context.Context, channel int64) ([]json.RawMessage, error) {
	l := &listing{
		what:    "templates",
		missing: "check the channel's number and the base URL",
		path:    []string{"space", "channel", strconv.FormatInt(channel, 10), "template"},
	}
	var all []json.RawMessage
	err := c.pages(ctx, l, func(items []json.RawMessage) bool {
		all = append(all, items...)
		return true
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}
