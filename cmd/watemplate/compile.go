package main

import (
	"bytes"
	"encoding/json"

	"github.com/spf13/cobra"
)

func compileCommand(a *app) *cobra.Command {
	var s selection
	c := &cobra.Command{
		Use:   "compile FILE",
		Short: "Print the body of the API's request for a template or message",
		Long: `Print the JSON body of the API's request that sends the template or message of
FILE (- for the standard input). A file of several documents gives one body each.

A template's parameters take their values from --set, else from the file; one
that has none is a fault.`,
		Example: `  watemplate compile examples/track_order.yaml
  watemplate compile examples/track_order.yaml --set tracking_id=98765 --channel 135898
  watemplate compile examples/send_otp.yaml --set code=424242 | jq .message.template`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeYAML,
		RunE: func(c *cobra.Command, args []string) error {
			f, chosen, err := a.open(args[0], &s)
			if err != nil {
				return err
			}
			values, err := s.values()
			if err != nil {
				return err
			}
			channel, err := s.channelID(c)
			if err != nil {
				return err
			}
			var out bytes.Buffer
			for _, d := range chosen {
				p, err := a.compile(f, d, values, channel)
				if err != nil {
					return err
				}
				if err := json.Indent(&out, p.body, "", "  "); err != nil {
					return err
				}
				out.WriteByte('\n')
			}
			_, err = a.out.Write(out.Bytes())
			return err
		},
	}
	s.flags(c)
	s.channelFlag(c)
	return c
}

// completeYAML completes the names of YAML files.
func completeYAML(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
}
