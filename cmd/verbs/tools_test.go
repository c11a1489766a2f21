package verbs

import "github.com/watemplate/watemplate/cmd/heavy"

// testTools are those of watemplate-campaign.
var testTools = &Tools{
	Phone:       heavy.Phone,
	Workbook:    heavy.Workbook,
	NewWorkbook: heavy.NewWorkbook,
	Keyring:     heavy.Keyring,
	Metrics:     heavy.Metrics,
}
