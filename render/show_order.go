package render

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// orderStatus is the box of the order that a message reports on.
func (s *stage) orderStatus(o *template.OrderStatus) []block {
	if o == nil {
		return nil
	}
	at := slot{component: "order_status"}
	order := newBox("order", s.entry(at.keyed("reference_id")))
	order.details = []text{
		{role: strong, lines: literal(s.entry(at.keyed("status")))},
		{lines: literal(s.entry(at.keyed("description")))},
	}
	return []block{{box: order}}
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

// bill says what a payment button asks for, as far as its action can be read: nothing has checked it.
func bill(b *template.Button) []Piece {
	var action struct {
		Order payment `json:"order_details"`
	}
	if len(b.Action) > 0 {
		_ = json.Unmarshal(b.Action, &action) // the fields of the expected types are read all the same
	}
	o := action.Order
	total := amount(o.Total.Value.String(), o.Total.Offset.String())
	if total != "" {
		total = strings.TrimSpace(total + " " + o.Currency)
	}
	return joined(" · ", fixed(o.ReferenceID), fixed(total))
}

// amount is a whole number of small coins, offset of which make a big one, as people write it. It is empty where they
// are none.
func amount(value, offset string) string {
	n, err := strconv.ParseUint(value, 10, 63)
	decimals := len(offset) - 1
	if err != nil || decimals < 0 || decimals > 6 || offset != "1"+strings.Repeat("0", decimals) {
		return ""
	}
	digits := fmt.Sprintf("%0*d", decimals+1, n)
	whole := len(digits) - decimals
	if decimals == 0 {
		return digits
	}
	return digits[:whole] + "." + digits[whole:]
}
