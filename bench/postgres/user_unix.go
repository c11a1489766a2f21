//go:build unix

package postgres

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// owner is the user whom the server runs as where we are root, which PostgreSQL refuses to be.
func owner() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL does not run as root: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// humble has a command run as that user, and apart from the signals of our terminal.
func humble(c *exec.Cmd) error {
	who, err := owner()
	c.SysProcAttr = &syscall.SysProcAttr{Credential: who, Setpgid: true}
	return err
}

// giveAway makes that user the owner of a folder, whose own parents must let it in.
func giveAway(dir string) error {
	who, err := owner()
	if who == nil {
		return err
	}
	return os.Chown(dir, int(who.Uid), int(who.Gid))
}
