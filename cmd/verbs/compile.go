package verbs

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/render"
)

func compileCommand(a *app) *cobra.Command {
	var s selection
	target, to := string(render.Message), ""
	c := &cobra.Command{
		Use:   "compile FILE",
		Short: "Print a template or message as the JSON that sends or registers it",
		Long: `Print the JSON for the template or message of FILE (- for the standard input); a
file of several documents gives one JSON each. --target says which:

  message      the body of the message API's request that sends it (the default)
  cloud        the body that sends it through Meta's Cloud API
  definition   the body that registers it with Meta

The parameters take their values from --set, else from the file; for message and
cloud one that has none is a fault. What a target cannot carry is a fault at its
line.`,
		Example: `  watemplate compile examples/track_order.yaml
  watemplate compile examples/track_order.yaml --set tracking_id=98765 --channel 135898
  watemplate compile examples/send_otp.yaml --set code=424242 | jq .message.template
  watemplate compile order.yaml --target cloud --to 15551234567
  watemplate compile order.yaml --target definition > order.json`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeYAML,
		RunE: func(c *cobra.Command, args []string) error {
			chosen, err := a.open(args[0], &s)
			if err != nil {
				return err
			}
			values, err := s.values()
			if err != nil {
				return err
			}
			if !slices.Contains(render.Targets(), render.Target(target)) {
				return usage("--target is %q; it takes %s", target, targetNames())
			}
			channel, err := a.channel(c)
			if err != nil {
				return err
			}
			if to != "" && target != string(render.Cloud) {
				return usage("--to belongs to --target cloud; the message API has the contact in the address")
			}
			var out bytes.Buffer
			for _, d := range chosen {
				p, err := a.compile(d.file, d.Document, values, envelope{render.Target(target), render.Envelope{Channel: channel, To: to}})
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
	channelFlag(c, sendingChannel)
	c.Flags().StringVar(&target, "target", target, "what to compile to: "+targetNames())
	c.Flags().StringVar(&to, "to", "", "the recipient's phone number in a cloud body (default left out)")
	_ = c.RegisterFlagCompletionFunc("target", cobra.FixedCompletions(targets(), cobra.ShellCompDirectiveNoFileComp))
	return c
}

func targets() []string {
	var names []string
	for _, t := range render.Targets() {
		names = append(names, string(t))
	}
	return names
}

// targetNames lists the targets.
func targetNames() string { return strings.Join(targets(), ", ") }

// completeYAML completes the names of YAML files.
func completeYAML(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
}
