package heavy

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/watemplate/watemplate/recipients"
)

func TestPhone(t *testing.T) {
	for _, c := range []struct{ number, region, want string }{
		{"+60 12-123 3112", "", "+60121233112"},
		{"+60121233112", "BR", "+60121233112"},
		{"012-123 3112", "MY", "+60121233112"},
		{"012-123 3112", "my", "+60121233112"},
		{"121233112", "MY", "+60121233112"},   // its zero is lost
		{"60121233112", "MY", "+60121233112"}, // its plus is lost
		{"(11) 96123-4567", "BR", "+5511961234567"},
		{"+49 (0) 30 123456", "", "+4930123456"},
		{"030/123456", "DE", "+4930123456"},
		{"06 698 12345", "IT", "+390669812345"}, // a zero that is part of the number
		{"+٦٠١٢١٢٣٣١١٢", "", "+60121233112"},
		{"\uff0b60\u00a012\u2011123.3112", "", "+60121233112"},
		{"011 60 12 123 3112", "US", "+60121233112"},
	} {
		got, err := Phone(c.number, c.region)
		require.NoError(t, err, c.number)
		assert.Equal(t, c.want, got, c.number)
	}
}

func TestPhoneRefuses(t *testing.T) {
	for _, c := range []struct{ number, region, want string }{
		{"", "", `"" is no telephone number; write it as +60121233112`},
		{"ann", "MY", `"ann" is no telephone number; write it as +60121233112`},
		{"+1 800 FLOWERS", "", `"+1 800 FLOWERS" is no telephone number; write it as +60121233112`},
		{"5511961234567", "", `"5511961234567" has no country code; write it as +60121233112, or give --region`},
		{"+999 123 456 789", "", `"+999 123 456 789" begins with a country code that there is not; write it as +60121233112`},
		{"+60 12-123", "", `"+60 12-123" is too short for a number of +60 (MY); if it is of another country, write its country code, as in +60121233112`},
		{"+60 12-123 3112 3112", "", `"+60 12-123 3112 3112" is too long for a number of +60 (MY); if it is of another country, write its country code, as in +60121233112`},
		{"+60 99 999 9999", "", `"+60 99 999 9999" is no number of +60 (MY); if it is of another country, write its country code, as in +60121233112`},
		{"+5511961234567", "XX", `--region is "XX"; it takes the two letters of a country, such as MY`},
		{"5511961234567", "MY", `"5511961234567" is too long for a number of +60 (MY); if it is of another country, write its country code, as in +60121233112`},
		{"+60 12-123 3112 ext. 7", "", `"+60 12-123 3112 ext. 7" has an extension, which gets no messages; leave it out`},
		{"+60121233112 / +60121233113", "", `"+60121233112 / +60121233113" is more than one number; leave one`},
		{"+6012123311260121233113601212", "", `"+6012123311260121233113601212" is too long for a telephone number; write it as +60121233112`},
		{"+60", "", `"+60" is no telephone number; write it as +60121233112`},
	} {
		_, err := Phone(c.number, c.region)
		assert.EqualError(t, err, c.want)
	}
	_, err := Phone("", "Malaysia")
	var wrong recipients.OptionError
	assert.ErrorAs(t, err, &wrong)
}
