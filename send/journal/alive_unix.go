//go:build unix

package journal

import (
	"errors"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// place is what processes have in common whose numbers mean the same: the machine, its last start, and, in a container,
// the container.
func place() string {
	host, _ := os.Hostname()
	boot, _ := os.ReadFile("/proc/sys/kernel/random/boot_id")
	space, _ := os.Readlink("/proc/self/ns/pid")
	return host + " " + strings.TrimSpace(string(boot)) + " " + space
}

// running reports whether a process of this place runs that began when started says; an unknown beginning fits any.
func running(pid int, started string) bool {
	if err := syscall.Kill(pid, 0); errors.Is(err, syscall.ESRCH) {
		return false
	}
	now := beginning(pid)
	return now == "" || started == "" || now == started
}

// beginning is when a process began, in whatever unit the system has; empty where it does not say.
func beginning(pid int) string {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return ""
	}
	// The second field is the program's name in parentheses, and may hold anything.
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) < 20 {
		return ""
	}
	return fields[19]
}
