package send_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/send"
)

func TestDryRunReachesNobody(t *testing.T) {
	a := serve(t, always(500, ""))
	var dry send.DryRun
	c := a.client()
	c.HTTP = &http.Client{Transport: &dry}
	for n := range 3 {
		receipt, err := c.Send(t.Context(), phone, body)
		require.NoError(t, err)
		assert.EqualValues(t, n+1, receipt.MessageID)
	}
	assert.EqualValues(t, 3, dry.Requests())
	assert.Zero(t, a.requests.Load())
}
