package verbs

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/render"
	"github.com/watemplate/watemplate/template"
)

// diffing are the flags of diff.
type diffing struct {
	connection
	account   string
	localOnly bool
}

func diffCommand(a *app) *cobra.Command {
	var d diffing
	c := &cobra.Command{
		Use:   "diff [PATH...]",
		Short: "Compare the templates here with those that the account has",
		Long: `Compare templates with the ones that the account has: text, order, buttons,
languages, category and status. Each difference is printed at its place in the
file; the exit status is 1 if there is any.

The account's templates come from --account, a file with their JSON (- for the
standard input) in any of the shapes that import takes, or else from the API: the
list of the channel --channel (or that of .watemplate.yaml), which needs the token.

A PATH is a file or a folder, as in lint.

Environment:
  WATEMPLATE_TOKEN     the API's token
  WATEMPLATE_BASE_URL  the API's address with its version, https://api.example.com/v1`,
		Example: `  watemplate diff templates --account approved.json
  watemplate diff --channel 135898
  curl -s "$GRAPH/$WABA_ID/message_templates?access_token=$TOKEN" | watemplate diff --account -`,
		ValidArgsFunction: completeYAML,
		RunE: func(c *cobra.Command, args []string) error {
			var channel *int64
			if d.account == "" {
				var err error
				if channel, err = a.channel(c); err != nil {
					return err
				}
				if channel == nil {
					return usage("compare with what? give --account approved.json, or --channel and a token")
				}
			}
			if err := d.check(); err != nil {
				return err
			}
			files, err := a.parseAll(args)
			if err != nil {
				return err
			}
			account, source, err := a.accountTemplates(c.Context(), &d, channel)
			if err != nil {
				return err
			}
			return a.diff(files, account, source, d.localOnly)
		},
	}
	c.Flags().StringVar(&d.account, "account", "", "a JSON file with the account's templates (- for the standard input)")
	channelFlag(c, "the channel whose templates the API lists")
	c.Flags().BoolVar(&d.localOnly, "local-only", false, "say nothing of templates that the account alone has")
	d.flags(c)
	return c
}

// accountTemplates reads the account's templates, from a file or else of a channel, and says where they come from.
func (a *app) accountTemplates(ctx context.Context, d *diffing, channel *int64) ([]render.Imported, string, error) {
	var name string
	var src []byte
	var err error
	if channel == nil {
		name, src, err = a.readJSON(d.account)
	} else {
		name = fmt.Sprintf("channel %d", *channel)
		src, err = a.listTemplates(ctx, &d.connection, *channel)
	}
	if err != nil {
		return nil, name, err
	}
	all, err := render.Import(src, render.Defaults{})
	if err != nil {
		return nil, name, statusError{statusProblems, fmt.Errorf("%s: %w", name, err)}
	}
	for _, n := range all[0].Notes {
		if n.Text == render.MorePages {
			fmt.Fprintf(a.err, "%s: %s: %s\n", template.Visible(name), n.Path, n.Text)
		}
	}
	return all, name, nil
}

// listTemplates asks the API for the templates of a channel.
func (a *app) listTemplates(ctx context.Context, s *connection, channel int64) ([]byte, error) {
	if err := a.needKeyring(s); err != nil {
		return nil, err
	}
	client, err := a.client(s)
	if err != nil {
		return nil, err
	}
	if err := a.complete(client, ""); err != nil {
		return nil, err
	}
	ctx, stop := untilInterrupted(ctx)
	defer stop()
	items, err := client.Templates(ctx, channel)
	if err != nil {
		return nil, explainSend(ctx, err)
	}
	if len(items) == 0 {
		return nil, statusError{statusProblems, fmt.Errorf("channel %d has no templates", channel)}
	}
	return json.Marshal(items)
}

// diff prints the differences and what only one side has.
func (a *app) diff(files []*template.File, account []render.Imported, source string, localOnly bool) error {
	var found []template.Diagnostic
	seen := map[*template.Template]bool{}
	byName := map[string][]registered{}
	for _, im := range account {
		for _, t := range im.File.Templates {
			byName[t.Name.Value] = append(byName[t.Name.Value], registered{t, im.Status})
		}
	}
	for _, f := range files {
		found = append(found, f.Problems...)
		for _, t := range f.Templates {
			variants := byName[t.Name.Value]
			i := slices.IndexFunc(variants, func(v registered) bool { return v.Language.Value == t.Language.Value })
			if i < 0 {
				found = append(found, absent(variants, t))
				continue
			}
			seen[variants[i].Template] = true
			found = append(found, render.Drift(t, variants[i].Template, variants[i].status)...)
		}
	}
	options := lint.PrintOptions{Color: a.colour(a.color, a.outTerminal)}
	if err := lint.Print(a.out, template.Sort(found), files, options); err != nil {
		return err
	}
	missing := 0
	for _, im := range account {
		for _, t := range im.File.Templates {
			if !seen[t] && !localOnly {
				missing++
				fmt.Fprintf(a.out, "%s: %s (%s) has no file here [drift]\n", template.Visible(source), template.Visible(t.Name.Value), template.Visible(t.Language.Value))
			}
		}
	}
	if len(found)+missing > 0 {
		fmt.Fprintf(a.err, "%s\n", plural(len(found)+missing, "difference"))
		return errProblems
	}
	if a.errTerminal {
		fmt.Fprintf(a.err, "%s like the account's\n", plural(len(seen), "template"))
	}
	return nil
}

// registered is a template of the account, with what the account says of it.
type registered struct {
	*template.Template
	status string
}

// absent says that the account does not have a template, and in which languages it has it.
func absent(variants []registered, t *template.Template) template.Diagnostic {
	var languages []string
	for _, v := range variants {
		languages = append(languages, v.Language.Value)
	}
	slices.Sort(languages)
	d := template.Diagnostic{
		File: t.File, At: t.Name.At(), Severity: template.Error, Stage: template.Both, Rule: template.RuleDrift,
		Message: fmt.Sprintf("the account has no template %s (%s)", t.Name.Value, t.Language.Value),
	}
	if len(languages) > 0 {
		d.Hint = "it has it in " + strings.Join(languages, ", ")
	}
	return d
}
