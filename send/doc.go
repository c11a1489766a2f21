// Package send hands messages to the message API over HTTP.
//
// The API has no idempotency key, and its 200 means "accepted", not
// "delivered". A message that is posted twice is therefore sent twice, and
// whoever posts must know after every failure whether the API may have taken
// the message. [Client.Send] answers that with one of four outcomes: a
// [Receipt], or an [*Error] whose [Outcome] says
//
//   - [Refused]: the API said no; sending again changes nothing,
//   - [NotAccepted]: the API did not take it; sending again is safe,
//   - [Unknown]: it may have been taken; only a person or a look at the
//     contact's messages can tell.
//
// Send repeats by itself only what was surely not accepted. Whether a request
// reached the wire is observed (net/http/httptrace), never guessed from the
// text of an error.
//
// Tokens appear in no error and no [Client.Dump], and errors carry no URL,
// because its path holds a person's telephone number or email address.
package send
