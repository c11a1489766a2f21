// Package sandbox is the message API on localhost: the same routes, limits,
// headers and errors, a strict check of every payload, and faults on demand.
// It sends nothing to anybody.
//
// A [Sandbox] is an [http.Handler], so that any Go test can send to it:
//
//	box := sandbox.New(sandbox.Options{})
//	api := httptest.NewServer(box)
//	defer api.Close()
//	// ... post to api.URL + "/v1/contact/phone:+60121233112/message" ...
//	box.Messages() // what arrived
//
// On paths of its own, below /sandbox/, it tells what it has received, in JSON
// and without a token: summary, counts, messages, exchanges, and the API's
// description as openapi.yaml. DELETE /sandbox/messages begins anew.
//
// # What is known, and what is assumed
//
// The route that sends, its answers, the statuses 400, 401, 429, 449 and 500
// with their bodies, and the fields of messages follow the API's
// documentation. The routes that read messages, channels and templates are
// documented for the platform's newer API only; that this one has them is
// assumed, and so is how long a message takes to be sent, delivered and read.
// What the API does with a wrong payload is not documented beyond "Validation
// error.", so the sandbox refuses every field that neither the documentation
// shows nor the vendor's own clients send, and its message names the field.
// Comments in this package say "assumed" where it goes beyond what is known.
package sandbox
