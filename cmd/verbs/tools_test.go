package verbs

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/watemplate/watemplate/cmd/heavy"
)

// testTools are those of watemplate-campaign, with a keyring of their own: tests have no business in the system's.
var testTools = &Tools{
	Phone:       heavy.Phone,
	Workbook:    heavy.Workbook,
	NewWorkbook: heavy.NewWorkbook,
	ReadToken:   readTestToken,
	SaveToken:   saveTestToken,
	ForgetToken: forgetTestToken,
	Metrics:     heavy.Metrics,
}

// testKeyring is the folder that the variable names, with a file for each host. Without it there is no keyring.
func testKeyring(host string) (string, error) {
	folder := os.Getenv("TEST_KEYRING")
	if folder == "" {
		return "", errors.New("there is no keyring here; set WATEMPLATE_TOKEN or --token-file")
	}
	return filepath.Join(folder, host), os.MkdirAll(folder, 0o700)
}

func readTestToken(host string) (string, error) {
	path, err := testKeyring(host)
	if err != nil {
		return "", err
	}
	token, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return string(token), err
}

func saveTestToken(host, token string) error {
	path, err := testKeyring(host)
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(token), 0o600)
}

func forgetTestToken(host string) (bool, error) {
	path, err := testKeyring(host)
	if err != nil {
		return false, err
	}
	err = os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
