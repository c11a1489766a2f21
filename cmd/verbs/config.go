package verbs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/lint"
	"github.com/watemplate/watemplate/template"
)

// configName is the configuration's file.
const configName = ".watemplate.yaml"

// isConfig reports whether a path is that of a configuration.
func isConfig(path string) bool { return filepath.Base(path) == configName }

// maxUpward is how many folders are searched for a configuration, this one included.
const maxUpward = 32

// config reads the configuration that holds for this folder; without one it is empty. Its faults are printed, and are
// a fault of usage for the command that asks.
func (a *app) config() (*template.Config, error) {
	c, err := readConfig()
	if err != nil {
		return nil, err
	}
	return c, a.refuse(c)
}

// readConfig reads the configuration that holds for this folder, with its faults; without one it is empty.
func readConfig() (*template.Config, error) {
	path, err := findConfig()
	if path == "" || err != nil {
		return &template.Config{File: &template.File{}}, err
	}
	src, err := readSource(path)
	if err != nil {
		return nil, err
	}
	c, _ := template.ParseConfig(filepath.ToSlash(path), src)
	return c, nil
}

// refuse prints the faults of a configuration, if there are any, and is the error then.
func (a *app) refuse(c *template.Config) error {
	if len(c.File.Problems) == 0 {
		return nil
	}
	if err := a.report(c.File.Problems, c.File); err != nil {
		return err
	}
	return statusError{status: statusUsage}
}

// linter is the one that the configuration asks for, for what the arguments of a command name, and the configuration
// by which it is known: another text or another place may make it another linter. Where the arguments name the
// configuration itself, its faults are among those of the files.
func (a *app) linter(args []string) (l *lint.Linter, configuration []byte, err error) {
	c, err := readConfig()
	if err != nil {
		return nil, nil, err
	}
	l, configuration, err = linterFor(c, args)
	if err == nil && !slices.ContainsFunc(args, isConfig) {
		err = a.refuse(c)
	}
	return l, configuration, err
}

// linterFor is the linter of a configuration, to whose faults it adds.
func linterFor(c *template.Config, args []string) (l *lint.Linter, configuration []byte, err error) {
	o := lint.Configure(c)
	if c.File.Name != "" {
		dir := filepath.Dir(c.File.Name)
		if o.Relative, err = relativeTo(dir); err != nil {
			return nil, nil, err
		}
		o.Complete = covers(c, args)
		if dir, err = filepath.Abs(dir); err != nil {
			return nil, nil, err
		}
		configuration = slices.Concat([]byte(dir), []byte{0}, c.File.Source)
	}
	return lint.New(o), configuration, nil
}

// relativeTo returns what tells where a file stands below a folder.
func relativeTo(dir string) (func(name string) (string, bool), error) {
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	from := dir
	if !filepath.IsAbs(from) {
		from = filepath.Join(here, dir)
	}
	return func(name string) (string, bool) {
		path := filepath.FromSlash(name)
		if !filepath.IsAbs(path) {
			path = filepath.Join(here, path)
		}
		path, err := filepath.Rel(from, path)
		return filepath.ToSlash(path), err == nil && filepath.IsLocal(path) && name != stdinName
	}, nil
}

// covers reports whether the arguments name all templates that the configuration speaks of: those that it lists, or
// else its whole folder.
func covers(c *template.Config, args []string) bool {
	all := []string{filepath.Dir(c.File.Name)}
	if len(c.Templates) > 0 {
		all = nil
		for _, t := range c.Templates {
			all = append(all, fromConfig(c.File.Name, t.Value))
		}
	}
	for _, path := range all {
		if !slices.ContainsFunc(args, func(arg string) bool {
			below, err := relativeTo(arg)
			if err != nil || arg == "-" {
				return false
			}
			_, inside := below(path)
			return inside
		}) {
			return false
		}
	}
	return true
}

// findConfig looks for a configuration from this folder upward, no further than the repository's own folder. The path
// is empty if there is none.
func findConfig() (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	dir := "."
	for range min(maxUpward, 1+strings.Count(filepath.Clean(here), string(filepath.Separator))) { // what is above / is / again
		path := filepath.Join(dir, configName)
		info, err := os.Stat(path)
		switch {
		case err == nil && !info.Mode().IsRegular():
			return "", usage("%s: the configuration is no file", path)
		case err == nil:
			return path, nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", explainPath(path, err)
		}
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return "", nil
		}
		dir = filepath.Join(dir, "..")
	}
	return "", nil
}

// paths are the arguments, or else the configuration's templates; none if it names none.
func (a *app) paths(args []string) ([]string, error) {
	if len(args) > 0 {
		return args, nil
	}
	c, err := a.config()
	if err != nil {
		return nil, err
	}
	for _, t := range c.Templates {
		path := fromConfig(c.File.Name, t.Value)
		if _, err := os.Stat(path); err != nil {
			at := t.At().Start
			return nil, fmt.Errorf("%s:%d:%d: %w", c.File.Name, at.Line, at.Column, explainPath(path, err))
		}
		args = append(args, path)
	}
	return args, nil
}

// fromConfig is where a path of a configuration leads. It never is -, the standard input.
func fromConfig(config, path string) string {
	path = filepath.FromSlash(path)
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(config), path)
	}
	if path == "-" {
		return "." + string(filepath.Separator) + path
	}
	return path
}

// sendingChannel explains --channel where something is to be sent.
const sendingChannel = "the channel's number (default that of .watemplate.yaml, or else the contact's last)"

// channelFlag lets a command take --channel, which [app.channel] reads.
func channelFlag(c *cobra.Command, help string) { c.Flags().Int64("channel", 0, help) }

// channel is --channel if it was given, for 0 is a number too, or else the configuration's; nil without either.
func (a *app) channel(c *cobra.Command) (*int64, error) {
	if c.Flags().Changed("channel") {
		channel, err := c.Flags().GetInt64("channel")
		if channel < 0 {
			return nil, usage("--channel is %d; a channel's number is not negative", channel)
		}
		return &channel, err
	}
	config, err := a.config()
	if err != nil {
		return nil, err
	}
	return config.Channel, nil
}
