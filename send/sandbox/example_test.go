package sandbox_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/watemplate/watemplate/send/sandbox"
)

// In a test, the sandbox takes the place of the API: the program under test is
// given its address and any token.
func Example() {
	box := sandbox.New(sandbox.Options{})
	api := httptest.NewServer(box)
	defer api.Close()

	post := func(message string) {
		url := api.URL + "/v1/contact/phone:+60121233112/message"
		req, _ := http.NewRequest("POST", url, strings.NewReader(message))
		req.Header.Set("Authorization", "Bearer any")
		req.Header.Set("Content-Type", "application/json")
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			fmt.Println(err)
			return
		}
		defer res.Body.Close()
		fmt.Println(res.Status)
	}
	post(`{"message": {"type": "text", "text": "hello"}}`)
	post(`{"message": {"type": "text"}}`)

	for _, m := range box.Messages() {
		fmt.Printf("%s received %s\n", m.Contact, m.Message)
	}
	// Output:
	// 200 OK
	// 400 Bad Request
	// phone:+60121233112 received {"type": "text", "text": "hello"}
}
