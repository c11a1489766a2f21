package lint

import (
	"strings"

	"github.com/watemplate/watemplate/template"
)

// wordRule is a rule that a template breaks by what it says: by phrases of a word list.
type wordRule struct {
	id       string
	summary  string
	severity template.Severity
	list     list
	// with is the list of which a phrase makes a weak one of list certain; the list itself where it is not given.
	with list
	// asked are the templates that the rule is about, nil for all.
	asked func(*Pass) bool
	// means is what the phrase is, behind "body says ...".
	means, hint string
	// denied is true where a negation makes the phrase harmless: never send us your password.
	denied bool
}

var (
	contentPromoInUtility = wordRule{
		id:       "content-promo-in-utility",
		summary:  "a utility template does not promote anything",
		severity: template.Warning,
		list:     promoWords,
		asked:    (*Pass).utility,
		means:    "which is marketing in a utility template",
		hint:     "leave it out, or write category: marketing",
	}.rule()
	contentMixedUtilityMarketing = wordRule{
		id:       "content-mixed-utility-marketing",
		summary:  "a utility template speaks of its transaction alone, not of what else can be bought",
		severity: template.Warning,
		list:     crossSellWords,
		asked: func(p *Pass) bool {
			promo, _, _ := p.fires(promoWords, promoWords, false) // content-promo-in-utility says it then
			return p.utility() && !promo
		},
		means: "which makes a utility template marketing",
		hint:  "leave it out, or say it in a template of its own with category: marketing",
	}.rule()
	contentSurveyUtility = wordRule{
		id:       "content-survey-utility",
		summary:  "a utility template asks for an opinion on a transaction that it names",
		severity: template.Warning,
		list:     surveyWords,
		asked:    func(p *Pass) bool { return p.utility() && len(p.words().hits[transactionWords]) == 0 },
		means:    "but not of which order, visit or the like; a survey in general is marketing",
		hint:     "name what the opinion is about, or write category: marketing",
	}.rule()
	contentOTPOutsideAuth = wordRule{
		id:       "content-otp-outside-auth",
		summary:  "a code to log in or to verify with is sent by an authentication template",
		severity: template.Error,
		list:     otpWords,
		with:     secrecyWords,
		asked: func(p *Pass) bool {
			c := p.Template.Category.Value
			return (c == "utility" || c == "marketing") && !hasButton(p.Template, "otp") // otp-category says it then
		},
		means: "as an authentication template does; Meta refuses it in another category",
		hint:  "write category: authentication, with the body that Meta writes and an otp button",
	}.rule()
	contentSensitiveIdentifiers = wordRule{
		id:       "content-sensitive-identifiers",
		summary:  "no template asks for card numbers, bank accounts, identity numbers, passwords or PINs",
		severity: template.Warning,
		list:     identifierWords,
		means:    "but a template may not ask for such a number or secret",
		hint:     "ask for the last four digits at most, or lead to a page of your own",
		denied:   true,
	}.rule()
	contentDocumentRequest = wordRule{
		id:       "content-document-request",
		summary:  "no template asks for identity documents or other sensitive papers in the chat",
		severity: template.Warning,
		list:     documentWords,
		means:    "but a template may not ask for such papers in the chat",
		hint:     "lead to a page of your own where they can be uploaded",
		denied:   true,
	}.rule()
	contentThreat = wordRule{
		id:       "content-threat",
		summary:  "no template threatens, shames or insults its reader",
		severity: template.Warning,
		list:     threatWords,
		means:    "which a review may take for a threat or an insult",
		hint:     "say what is open, by when, and whom to ask",
		denied:   true,
	}.rule()
	contentProhibitedGoods = wordRule{
		id:       "content-prohibited-goods",
		summary:  "no template is about goods that WhatsApp's commerce policy forbids",
		severity: template.Warning,
		list:     prohibitedWords,
		means:    "which is among the goods that WhatsApp's commerce policy forbids or restricts",
		hint:     "look into the policy before asking for the template",
		denied:   true,
	}.rule()
	contentBrandImpersonation = wordRule{
		id:       "content-brand-impersonation",
		summary:  "no template speaks in the name of WhatsApp or Meta",
		severity: template.Warning,
		list:     brandWords,
		means:    "as if Meta had sent it",
		hint:     "name your own business",
		denied:   true,
	}.rule()
)

func (w wordRule) rule() Rule {
	if w.with == 0 {
		w.with = w.list
	}
	return Rule{
		ID:       w.id,
		Summary:  w.summary,
		Severity: w.severity,
		Stage:    template.Create,
		Check: func(p *Pass) {
			if w.asked != nil && !w.asked(p) {
				return
			}
			fires, h, beside := p.fires(w.list, w.with, w.denied)
			switch {
			case !fires:
			case beside == nil:
				p.ReportHint(h.at(), w.hint, "%s says %q, %s", h.in.noun, h.said(), w.means)
			case beside.in.noun == h.in.noun:
				p.ReportHint(h.at(), w.hint, "%s says %q and %q, %s", h.in.noun, h.said(), beside.said(), w.means)
			default:
				p.ReportHint(h.at(), w.hint, "%s says %q, and %s %q, %s", h.in.noun, h.said(), beside.in.noun, beside.said(), w.means)
			}
		},
	}
}

// said is what the text says there, in one line.
func (h hit) said() string { return strings.Join(strings.Fields(h.in.Value[h.start:h.end]), " ") }

// at is where the text says it.
func (h hit) at() template.Span { return h.in.Span(h.start, h.end) }

// utility reports whether the template is said to be of this category.
func (p *Pass) utility() bool { return p.Template.Category.Value == "utility" }
