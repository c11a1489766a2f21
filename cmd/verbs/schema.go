package verbs

import (
	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/schema"
)

func schemaCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "schema template|message|request|config",
		Short: "Print a JSON Schema, for editors that complete and explain YAML",
		Long: `Print a JSON Schema (draft 7): of a template, of a message document, of the
API's request, or of the configuration (.watemplate.yaml).

An editor with a YAML language server completes and explains every key of a file
that begins with the line

  # yaml-language-server: $schema=./template.schema.json`,
		Example: `  watemplate schema template > template.schema.json
  watemplate schema message > message.schema.json`,
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: kinds(),
		RunE: func(_ *cobra.Command, args []string) error {
			_, err := a.out.Write(schema.JSON(schema.Kind(args[0])))
			return err
		},
	}
}

func kinds() []string {
	var names []string
	for _, k := range schema.Kinds() {
		names = append(names, string(k))
	}
	return names
}
