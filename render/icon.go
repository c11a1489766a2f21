package render

// icons are what a page and a picture draw where a terminal has a symbol: lines on a field of 24 by 24, as the d of a
// path. They are of taps and boxes, by their kinds; a kind without one has its symbol there too.
var icons = map[string]string{
	"quick_reply":          "M9 7l-5 5 5 5M4 12h10a6 6 0 0 1 6 6",
	"url":                  "M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5",
	"phone_number":         iconHandset,
	"voice_call":           iconHandset,
	"copy_code":            iconSheets,
	"otp":                  iconSheets,
	"catalog":              iconList,
	"mpm":                  iconList,
	"options":              iconList,
	"spm":                  iconBag,
	"product":              iconBag,
	"flow":                 "M5 4h14v16H5zM9 9h6M9 13h6M9 17h3",
	"request_contact_info": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20a8 8 0 0 1 16 0",
	"order_details":        iconCard,
	"payment_request":      iconCard,
	"image":                "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h1",
	"video":                iconPlay,
	"gif":                  iconPlay,
	"audio":                "M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
	"document":             iconPaper,
	"file":                 iconPaper,
	"location":             "M12 21c5-5 7-8 7-11a7 7 0 0 0-14 0c0 3 2 6 7 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
	"order":                "M4 8l8-4 8 4v9l-8 4-8-4zM4 8l8 4 8-4M12 12v9",
	"offer":                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
}

const (
	iconHandset = "M5 4h4l2 5-2 1a12 12 0 0 0 5 5l1-2 5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2z"
	iconSheets  = "M9 9h11v11H9zM5 15H4V4h11v1"
	iconList    = "M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1"
	iconBag     = "M5 8h14l1 12H4zM8 11V8a4 4 0 0 1 8 0v3"
	iconCard    = "M3 6h18v12H3zM3 10h18M7 15h3"
	iconPlay    = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM10 8l6 4-6 4z"
	iconPaper   = "M6 3h8l4 4v14H6zM14 3v4h4M9 13h6M9 17h6"
)
