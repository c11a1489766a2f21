package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/watemplate/watemplate/template"
)

// membership is a rule that something exists in templates of some categories alone.
type membership struct {
	id   string
	what string   // as the summary and the message call it
	in   []string // the categories
	find func(*template.Template) template.Span
	otp  string // the hint for an authentication template, where another category is not what it lacks
}

var (
	otpCategory            = membership{"otp-category", "an otp button", []string{"authentication"}, aButton("otp"), ""}.rule()
	presetCategory         = membership{"preset-category", "a text that Meta writes", []string{"authentication"}, aPreset, ""}.rule()
	ltoCategory            = membership{"lto-category", "a limited-time offer", []string{"marketing"}, anOffer, ""}.rule()
	carouselCategory       = membership{"carousel-category", "a carousel", []string{"marketing"}, aCarousel, ""}.rule()
	catalogCategory        = membership{"catalog-category", "a catalog button", []string{"marketing"}, aButton("catalog"), ""}.rule()
	mpmCategory            = membership{"mpm-category", "an mpm button", []string{"marketing"}, aButton("mpm"), ""}.rule()
	spmCategory            = membership{"spm-category", "an spm button", []string{"marketing"}, aButton("spm"), ""}.rule()
	orderStatusCategory    = membership{"order-status-category", "an order status", []string{"utility"}, anOrderStatus, ""}.rule()
	callPermissionCategory = membership{"call-permission-category", "a call permission request", []string{"marketing", "utility"}, aCallPermission, ""}.rule()
	copyCodeCategory       = membership{"copy-code-category", "a copy_code button", []string{"marketing"}, aCoupon, "write type: otp and otp_type: copy_code, which copies a one-time code"}.rule()
	contactInfoCategory    = membership{"contact-info-category", "a request_contact_info button", []string{"marketing", "utility"}, aButton("request_contact_info"), ""}.rule()
	headerGIF              = doubted(membership{"header-gif", "a gif header", []string{"marketing"}, aGIF, ""}.rule())
)

// categories are all that a template may have: of another one the schema has spoken.
var categories = []string{"marketing", "utility", "authentication"}

func (m membership) rule() Rule {
	noun := "category"
	if len(m.in) > 1 {
		noun = "categories"
	}
	return Rule{
		ID:       m.id,
		Summary:  fmt.Sprintf("%s belongs to the %s %s", m.what, noun, strings.Join(m.in, " and ")),
		Severity: template.Error,
		Stage:    template.Create,
		Check: func(p *Pass) {
			category := p.Template.Category
			if slices.Contains(m.in, category.Value) || !slices.Contains(categories, category.Value) {
				return
			}
			if at := m.find(p.Template); at != (template.Span{}) {
				hint := "write category: " + strings.Join(m.in, " or ")
				if category.Value == "authentication" && m.otp != "" {
					hint = m.otp
				}
				p.ReportHint(at, hint, "%s belongs to the %s %s, but the category on line %d is %s",
					m.what, noun, strings.Join(m.in, " and "), category.At().Start.Line, category.Value)
			}
		},
	}
}
