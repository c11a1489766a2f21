package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/watemplate/watemplate/template"
)

// configName is the configuration's file.
const configName = ".watemplate.yaml"

// maxUpward is how many folders are searched for a configuration, this one included.
const maxUpward = 32

// config reads the configuration that holds for this folder; without one it is empty. Its faults are printed, and are
// a fault of usage for the command that asks.
func (a *app) config() (*template.Config, error) {
	path, err := findConfig()
	if path == "" || err != nil {
		return &template.Config{}, err
	}
	src, err := readSource(path)
	if err != nil {
		return nil, err
	}
	c, faults := template.ParseConfig(filepath.ToSlash(path), src)
	if len(faults) == 0 {
		return c, nil
	}
	if err := a.report(faults, c.File); err != nil {
		return nil, err
	}
	return nil, statusError{status: statusUsage}
}

// findConfig looks for a configuration from this folder upward, no further than the repository's own folder. The path
// is empty if there is none.
func findConfig() (string, error) {
	dir := "."
	for range maxUpward {
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
