package heavy

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"

	"github.com/watemplate/watemplate/recipients"
)

// Phone makes +60121233112 of a telephone number that is written in any way: with its country code, or as it is dialled
// inside the region, such as MY. It refuses what no network has given out. A wrong region is a [recipients.OptionError].
func Phone(number, region string) (string, error) {
	region = strings.ToUpper(region)
	if region != "" && phonenumbers.GetCountryCodeForRegion(region) == 0 {
		return "", recipients.OptionError(fmt.Sprintf("--region is %q; it takes the two letters of a country, such as MY", region))
	}
	if strings.IndexFunc(number, foreign) >= 0 {
		return "", foreigner(number)
	}
	if strings.Count(number, "+")+strings.Count(number, "\uff0b") > 1 {
		return "", fmt.Errorf("%q is more than one number; leave one", number)
	}
	parsed, err := phonenumbers.Parse(number, region)
	if err != nil {
		return "", unreadable(number, region, err)
	}
	if !phonenumbers.IsValidNumber(parsed) {
		return "", invalid(number, parsed)
	}
	return phonenumbers.Format(parsed, phonenumbers.E164), nil
}

// foreign reports whether a character does not belong into a telephone number. The library would make digits of letters,
// and pass over others.
func foreign(r rune) bool {
	return !unicode.IsDigit(r) && !unicode.Is(unicode.Zs, r) && !unicode.Is(unicode.Pd, r) && !strings.ContainsRune("+\uff0b.()/\u2212", r)
}

// foreigner says what a text is that has more than a number.
func foreigner(number string) error {
	if _, extension := phonenumbers.MaybeSeparateExtensionFromPhone(number); extension != "" {
		return fmt.Errorf("%q has an extension, which gets no messages; leave it out", number)
	}
	return fmt.Errorf("%q is no telephone number; write it as +60121233112", number)
}

// unreadable says why a number cannot be taken apart.
func unreadable(number, region string, err error) error {
	switch {
	case errors.Is(err, phonenumbers.ErrInvalidCountryCode) && region == "" && !strings.HasPrefix(number, "+"):
		return fmt.Errorf("%q has no country code; write it as +60121233112, or give --region", number)
	case errors.Is(err, phonenumbers.ErrInvalidCountryCode):
		return fmt.Errorf("%q begins with a country code that there is not; write it as +60121233112", number)
	case errors.Is(err, phonenumbers.ErrNumTooLong):
		return fmt.Errorf("%q is too long for a telephone number; write it as +60121233112", number)
	case errors.Is(err, phonenumbers.ErrTooShortNSN), errors.Is(err, phonenumbers.ErrTooShortAfterIDD):
		return fmt.Errorf("%q is too short for a telephone number; write it as +60121233112", number)
	}
	return fmt.Errorf("%q is no telephone number; write it as +60121233112", number)
}

// invalid says why nobody can have a number.
func invalid(number string, parsed *phonenumbers.PhoneNumber) error {
	code := int(parsed.GetCountryCode())
	country := fmt.Sprintf("+%d", code)
	if region := phonenumbers.GetRegionCodeForCountryCode(code); region != "" && region != "001" {
		country += " (" + region + ")"
	}
	why := "is no number of " + country
	switch phonenumbers.IsPossibleNumberWithReason(parsed) {
	case phonenumbers.TOO_SHORT, phonenumbers.IS_POSSIBLE_LOCAL_ONLY:
		why = "is too short for a number of " + country
	case phonenumbers.TOO_LONG:
		why = "is too long for a number of " + country
	case phonenumbers.INVALID_LENGTH:
		why = "has not as many digits as a number of " + country
	case phonenumbers.INVALID_COUNTRY_CODE:
		why = "begins with a country code that there is not"
	}
	return fmt.Errorf("%q %s; if it is of another country, write its country code, as in +60121233112", number, why)
}
