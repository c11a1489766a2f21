//go:build !unix

package postgres

import "os/exec"

func humble(*exec.Cmd) error { return nil }

func giveAway(string) error { return nil }
