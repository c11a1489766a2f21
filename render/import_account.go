package render

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"github.com/watemplate/watemplate/template"
)

// platformKeys are those that the message API and the platform's lists spell in camelCase, as do Twilio's and Meta's
// own software kits in places.
var platformKeys = []string{
	"languageCode", "channelId", "botId", "statusDetail", "messageTag", "replyToMessageId", "fileName", "catalogProducts",
	"templateId", "qualityScore",
}

// snakeCase writes headerHandle as header_handle.
func snakeCase(s string) string {
	if !strings.ContainsFunc(s, unicode.IsUpper) || strings.ToUpper(s) == s {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// fold spells a type or format as the language does: QUICK REPLY is quick_reply.
func fold(s string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s), " ", "_"))
}

// account takes what an account says of a template, none of which is the template's own.
func (o *object) account() {
	var found []string
	for _, key := range accountKeys {
		if o.has(key) {
			found = append(found, o.own[key])
			o.im.listed = o.im.listed || key == "id" || key == "status"
		}
		o.taken[key] = true
	}
	o.im.status = o.peek("status")
	if len(found) > 0 {
		o.im.notes = append(o.im.notes, Note{o.path, strings.Join(found, ", ") + ": not carried, for it is the account's and not the template's"})
	}
}

// accountKeys are what lists of templates carry besides the templates.
var accountKeys = []string{
	"id", "status", "quality_score", "rejected_reason", "reason", "previous_category", "correct_category", "created_at",
	"updated_at", "updated_time", "last_updated_time", "created_by", "organization_id", "account_id", "business_account_id",
	"whatsapp_template_id", "meta_template_id", "template_id", "namespace", "channel_id", "channel", "bot_id", "bundle",
	"status_detail", "label", "specific_rejection_reason", "catalog_products", "account_sid", "sid", "date_created", "date_updated",
	"url", "links", "approval_requests", "content_sid", "legacy_template_name", "legacy_body",
}

// describe says what a JSON value is.
func describe(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return fmt.Sprintf("the text %.40q", template.Visible(v))
	case json.Number:
		return "a number"
	case bool:
		return "a truth value"
	case []any:
		return "a list"
	}
	return "an object"
}
