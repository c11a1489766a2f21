package verbs

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAmount(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 rows", 1: "1 row", -1: "-1 rows", 999: "999 rows", 1998: "1,998 rows", -100000: "-100,000 rows", 1234567: "1,234,567 rows",
	} {
		assert.Equal(t, want, amount(n, "row"))
	}
}
