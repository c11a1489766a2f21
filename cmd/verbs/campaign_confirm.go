package verbs

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// confirmCount lets the user confirm how many messages are sent, by typing their number: a yes is typed too easily.
// Where there is nobody to ask, --yes says it, and --expect how many there may be; negative if it was not given. The
// question is a sentence without its mark.
func (a *app) confirmCount(question string, count int64, yes bool, expect int64) error {
	if expect >= 0 && expect != count {
		return usage("--expect says %d, but there are %d to send; look at what has changed", expect, count)
	}
	switch {
	case yes && expect < 0:
		return usage("--yes needs --expect %d, so that a script sends to as many as you think", count)
	case yes:
		return nil
	case !a.inTerminal || !a.errTerminal:
		return usage("there is no terminal to ask on; say --yes --expect %d to send without asking", count)
	}
	fmt.Fprintf(a.err, "%s? Type %d to send: ", question, count)
	answer, err := a.readLine()
	if err != nil {
		fmt.Fprintln(a.err)
	}
	if answer != strconv.FormatInt(count, 10) {
		return statusError{statusFailure, errors.New("nothing was sent")}
	}
	return nil
}

// confirmYes asks a question whose answer is a yes or anything else. The question has its mark.
func (a *app) confirmYes(question string) bool {
	fmt.Fprintf(a.err, "%s [y/N] ", question)
	answer, err := a.readLine()
	if err != nil {
		fmt.Fprintln(a.err)
	}
	answer = strings.ToLower(answer)
	return answer == "y" || answer == "yes"
}

// readLine reads a line and not a byte of what follows it, for there may be another question.
func (a *app) readLine() (string, error) {
	var line []byte
	var one [1]byte
	for {
		n, err := a.in.Read(one[:])
		switch {
		case n > 0 && one[0] == '\n':
			return strings.TrimSpace(string(line)), nil
		case n > 0:
			line = append(line, one[0])
		case err == io.EOF && len(line) > 0:
			return strings.TrimSpace(string(line)), nil
		case err != nil:
			return "", err
		}
	}
}
