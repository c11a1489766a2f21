package sandbox

// button accepts what the API's page and the vendor's own code send. One-time
// passwords are url buttons here; copy_code, flow and voice_call buttons are
// not known to the API. That every button needs its text is assumed.
var button = variants("type",
	variant{"quick_reply", buttonWith()},
	variant{"phone_number", buttonWith(
		required("phone_number", text),
	)},
	variant{"url", all(buttonWith(
		required("url", buttonURL),
		optional("parameters", list(0, 0, textParameter)),
		optional("example", list(0, 0, text)),
	), placeholdersInURL)},
	variant{"catalog", buttonWith(
		required("parameters", exactlyOne("action", action(optional("sections", sections)))),
	)},
	variant{"mpm", buttonWith(
		required("parameters", exactlyOne("action", action(required("sections", sections)))),
	)},
)

func buttonWith(fields ...field) check {
	return object(append([]field{anyType, required("text", text)}, fields...)...)
}

// buttonURL may hold a placeholder, which would not be valid in a host name.
func buttonURL(path string, v any) error {
	if s, ok := v.(string); ok {
		v = placeholder().ReplaceAllString(s, "0")
	}
	return link(path, v)
}

func placeholdersInURL(path string, v any) error { return filled(path, v, "url") }

// action is what a catalog or mpm button shows. The pictures need not be
// links: the API's own examples have "image_address" there.
func action(sections field) check {
	return object(
		required("thumbnail_product_retailer_id", text),
		required("thumbnail_product_image_url", text),
		sections,
	)
}

// sections: only the product's number is known to be needed. The title, and
// the two fields of products that the documentation does not show, are sent by
// other clients, and are accepted.
var sections = list(1, 0, object(
	optional("title", anyString),
	required("product_items", list(1, 0, object(
		required("product_retailer_id", text),
		optional("image_url", text),
		optional("name", text),
		optional("price", text),
		optional("availability", text),
		optional("currency", text),
		optional("description", anyString),
		optional("retailer_id", anyString),
		optional("id", anything),
	))),
))
