package render

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// orderStatus is the box of the order that a message reports on.
func (p *picture) orderStatus(s *template.OrderStatus) []cardRow {
	if s == nil {
		return nil
	}
	at := slot{component: "order_status"}
	return p.box(func(width int) []cardRow {
		rows := p.kind("order", p.entry(at.keyed("reference_id")), width)
		rows = append(rows, p.draw(literal(p.entry(at.keyed("status"))), ink{role: strong}, width)...)
		return append(rows, p.draw(literal(p.entry(at.keyed("description"))), ink{}, width)...)
	})
}

// payment is what of an order to pay is shown: which it is, and how much. The fields are those of Meta's payments API.
type payment struct {
	ReferenceID string `json:"reference_id"`
	Currency    string `json:"currency"`
	Total       struct {
		Value  json.Number `json:"value"`
		Offset json.Number `json:"offset"`
	} `json:"total_amount"`
}

// order says what a payment button asks for, as far as its action can be read: nothing has checked it.
func order(b *template.Button) string {
	var action struct {
		Order payment `json:"order_details"`
	}
	if len(b.Action) > 0 {
		_ = json.Unmarshal(b.Action, &action) // the fields of the expected types are read all the same
	}
	o := action.Order
	total := strings.TrimSpace(amount(o.Total.Value.String(), o.Total.Offset.String()) + " " + o.Currency)
	return strings.Join(strings.Fields(o.ReferenceID+" "+total), " ")
}

// amount is a whole number of small coins, of which so many make a big one, as people write it. It is empty where
// they are none.
func amount(value, offset string) string {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n < 0 {
		return ""
	}
	decimals := strings.Count(offset, "0")
	if offset != "1"+strings.Repeat("0", decimals) || decimals > 6 {
		return ""
	}
	digits := strings.Repeat("0", max(decimals+1-len(value), 0)) + strconv.FormatInt(n, 10)
	if decimals == 0 {
		return digits
	}
	return digits[:len(digits)-decimals] + "." + digits[len(digits)-decimals:]
}
