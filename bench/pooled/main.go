// Command pooled posts a body to so many contacts with so many connections and writes nothing down: what a sender costs
// that forgets everything when it is killed. Its arguments are the API's address, the file of the body, the number of
// contacts and that of connections.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func run(args []string) error {
	if len(args) != 4 {
		return errors.New("usage: pooled URL BODY CONTACTS CONNECTIONS")
	}
	body, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	contacts, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	connections, err := strconv.Atoi(args[3])
	if err != nil {
		return err
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections}}
	var next atomic.Int64
	var all sync.WaitGroup
	failures := make(chan error, connections)
	for range connections {
		all.Go(func() {
			for row := int(next.Add(1)) - 1; row < contacts; row = int(next.Add(1)) - 1 {
				if err := post(client, args[0], row, body); err != nil {
					failures <- err
					return
				}
			}
		})
	}
	all.Wait()
	close(failures)
	return <-failures
}

func post(client *http.Client, base string, row int, body []byte) error {
	req, err := http.NewRequest(http.MethodPost, fmt.Sprintf("%s/contact/phone:+60%d/message", base, 122_000_000+row), bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer any")
	req.Header.Set("Content-Type", "application/json")
	answer, err := client.Do(req)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.ReadAll(answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return errors.New(answer.Status)
	}
	return nil
}
