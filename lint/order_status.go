package lint

import (
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

var orderStatusSubCategory = Rule{
	ID:       "order-status-sub-category",
	Summary:  "a template that reports an order status has the sub_category order_status",
	Severity: template.Error,
	Stage:    template.Create,
	Check: func(p *Pass) {
		t := p.Template
		switch {
		case t.OrderStatus == nil || t.SubCategory.Value == "order_status":
		case t.SubCategory.IsSet():
			p.ReportHint(t.SubCategory.At(), "write sub_category: order_status",
				"template has an order_status, but its sub_category is %s", t.SubCategory.Value)
		case t.Category.Value == "utility": // another category is said by another rule, and without one nothing is registered
			p.ReportHint(t.OrderStatus.At(), "write sub_category: order_status", "template has an order_status, but no sub_category")
		}
	},
}

// orderStatuses are what an order can be, in the order in which it becomes so.
var orderStatuses = []string{"pending", "processing", "partially-shipped", "shipped", "completed", "canceled"}

var orderStatusEnum = Rule{
	ID:       "order-status-enum",
	Summary:  "the status of an order is one of those that WhatsApp knows",
	Severity: template.Error,
	Stage:    template.Send,
	Check: func(p *Pass) {
		for _, q := range p.parameters {
			if q.Component != "order_status" || q.Key != "status" {
				continue
			}
			for _, s := range said(q) {
				if strings.TrimSpace(s.text) == "" || slices.Contains(orderStatuses, s.text) {
					continue
				}
				hint := "it is " + enumerate(orderStatuses)
				if near := template.Nearest(strings.NewReplacer(" ", "-", "_", "-").Replace(s.text), orderStatuses, 2); near != "" {
					hint = "write " + near
				}
				p.ReportHint(s.span(0, len(s.text)), hint, "%s is %q, which is no status of an order", s, s.text)
			}
		}
	},
}
