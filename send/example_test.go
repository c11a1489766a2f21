package send_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/watemplate/watemplate/send"
)

func ExampleClient_Send() {
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/contact/id:1/message" {
			fmt.Fprint(w, `{"messageId":1787706536468401}`)
			return
		}
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"code":404,"message":"Contact not found"}`)
	}))
	defer api.Close()

	client := &send.Client{BaseURL: api.URL + "/v1", Token: "the-token"}
	message := []byte(`{"message":{"type":"text","text":"Your parcel is on its way."}}`)
	for _, contact := range []string{"id:1", "email:ann@example.com"} {
		to, err := send.ParseIdentifier(contact)
		if err != nil {
			fmt.Println(err)
			return
		}
		receipt, err := client.Send(context.Background(), to, message)
		switch send.OutcomeOf(err) {
		case send.Refused, send.NotAccepted:
			fmt.Println("not sent:", err)
		case send.Unknown:
			fmt.Println("perhaps sent:", err)
		default:
			fmt.Println("accepted:", receipt.MessageID)
		}
	}
	// Output:
	// accepted: 1787706536468401
	// not sent: 404 Not Found: Contact not found; the contact must exist before a message can be sent to it; create it first, or check the identifier and the base URL
}

func ExampleClient_Dump() {
	client := &send.Client{BaseURL: "https://api.example.com/v1"}
	to, _ := send.ParseIdentifier("phone:60 12-123 3112")
	client.Dump(os.Stdout, to, []byte("{\"message\":{\"type\":\"text\",\"text\":\"\u009b31mhi\"}}"))
	// Output:
	// POST https://api.example.com/v1/contact/phone:+60121233112/message HTTP/1.1
	// Host: api.example.com
	// Accept: application/json
	// Authorization: Bearer [redacted]
	// Content-Type: application/json
	// User-Agent: watemplate
	// Content-Length: 44
	//
	// {"message":{"type":"text","text":"\u009b31mhi"}}
}
