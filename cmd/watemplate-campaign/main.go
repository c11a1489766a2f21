// Command watemplate-campaign is watemplate with all that campaigns need: telephone numbers, workbooks, databases, the
// keyring and metrics. It starts some milliseconds later for it, which is why watemplate itself, which lints on every
// save and every commit, is a program without.
package main

import (
	"os"

	"github.com/watemplate/watemplate/cmd/heavy"
	"github.com/watemplate/watemplate/cmd/verbs"
)

func main() {
	os.Exit(verbs.Main(os.Args[1:], &verbs.Tools{
		Phone:       heavy.Phone,
		Workbook:    heavy.Workbook,
		NewWorkbook: heavy.NewWorkbook,
		ReadToken:   heavy.ReadToken,
		SaveToken:   heavy.SaveToken,
		ForgetToken: heavy.ForgetToken,
		Metrics:     heavy.Metrics,
	}))
}
