package heavy

import (
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/zalando/go-keyring"
)

// keyringService is what the keyring calls this program. Its accounts are the hosts of APIs.
const keyringService = "watemplate"

// ReadToken reads the token for an API's host from the system's keyring; it is empty if there is none.
func ReadToken(host string) (string, error) {
	return withKeyring(func() (string, error) { return readToken(host) })
}

// SaveToken keeps the token for an API's host in the system's keyring, in the place of one that is there.
func SaveToken(host, token string) error {
	_, err := withKeyring(func() (struct{}, error) { return struct{}{}, keyring.Set(keyringService, host, token) })
	return err
}

// ForgetToken takes the token for an API's host out of the system's keyring; false if it had none.
func ForgetToken(host string) (bool, error) {
	return withKeyring(func() (bool, error) { return forgetToken(host) })
}

func readToken(host string) (string, error) {
	token, err := keyring.Get(keyringService, host)
	if errors.Is(err, keyring.ErrNotFound) {
		return "", nil
	}
	return token, err
}

func forgetToken(host string) (bool, error) {
	err := keyring.Delete(keyringService, host)
	if errors.Is(err, keyring.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// patience is how long the keyring may take: somebody may have to unlock it.
const patience = time.Minute

// otherwise is what can be done without a keyring.
const otherwise = "set WATEMPLATE_TOKEN or --token-file"

// withKeyring does something with the keyring if there is one. One that waits to be unlocked where nobody sees it, under
// cron, is given up.
func withKeyring[T any](do func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	var none T
	if err := reachKeyring(); err != nil {
		return none, fmt.Errorf("there is no keyring here; %s", otherwise)
	}
	done := make(chan result, 1)
	go func() {
		value, err := do()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, explainKeyring(r.err)
	case <-time.After(patience):
		return none, fmt.Errorf("the keyring did not answer within %s; unlock it, or %s", patience, otherwise)
	}
}

// reachKeyring fails where there is no desktop session to have a keyring. The keyring's library would start one, which
// nothing ends again.
func reachKeyring() error {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		return nil
	}
	bus, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return err
	}
	return bus.Close()
}

// explainKeyring says what a failure of the keyring means.
func explainKeyring(err error) error {
	answer, _ := errors.AsType[dbus.Error](err)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrUnsupportedPlatform), answer.Name == "org.freedesktop.DBus.Error.ServiceUnknown":
		return fmt.Errorf("there is no keyring here; %s", otherwise)
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return errors.New("the token is longer than the keyring takes")
	}
	return fmt.Errorf("the keyring does not do it: %w; %s", err, otherwise)
}
