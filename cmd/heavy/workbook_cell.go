package heavy

import (
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/watemplate/watemplate/recipients"
)

// rawCell is a cell as the file has it.
type rawCell struct {
	column  int
	kind    string // t: s, str, inlineStr, b, e, d, n
	style   int
	value   string
	has     bool // a value
	formula bool
}

// rawCell reads a cell.
func (r *sheetRows) rawCell(attributes []xml.Attr) (c rawCell, err error) {
	c.column = len(r.cells) + 1
	for _, a := range attributes {
		switch a.Name.Local {
		case "r":
			column, row, err := position(a.Value)
			if err == nil && (column < c.column || row != r.place.Row) {
				err = fmt.Errorf("the cell %s is at the wrong place", a.Value)
			}
			if err != nil {
				return c, err
			}
			c.column = column
		case "t":
			c.kind = a.Value
		case "s":
			if c.style, err = strconv.Atoi(a.Value); err != nil {
				return c, err
			}
		}
	}
	if c.column > maxColumns {
		return c, fmt.Errorf("the row has more than %d cells", maxColumns)
	}
	for {
		token, err := r.xml.RawToken()
		if err != nil {
			return c, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "f":
				c.formula = true
				_, err = text(r.xml, "f")
			case "v":
				c.value, err = text(r.xml, "v")
				c.has = true
			case "is":
				c.value, err = text(r.xml, "is")
				c.has = true
			}
			if err != nil {
				return c, err
			}
		case xml.EndElement:
			if e.Name.Local == "c" {
				return c, nil
			}
		}
	}
}

// text reads the text of an element up to its end. What it has in parts with looks of their own is one text; how Japanese
// is pronounced (rPh) is none of it.
func text(d *xml.Decoder, element string) (string, error) {
	var parts []byte
	aside := false
	for {
		token, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.CharData:
			if !aside {
				parts = append(parts, e...)
			}
		case xml.StartElement:
			aside = aside || e.Name.Local == "rPh"
		case xml.EndElement:
			switch e.Name.Local {
			case element:
				return unescape(string(parts)), nil
			case "rPh":
				aside = false
			}
		}
	}
}

var escapes = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`) })

// unescape makes characters of what Excel writes for those that XML cannot have, such as _x000D_.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escapes().ReplaceAllStringFunc(s, func(e string) string {
		n, _ := strconv.ParseUint(e[2:6], 16, 16)
		return string(rune(n))
	})
}

// cell says what a cell holds.
func (r *sheetRows) cell(c rawCell) (recipients.Cell, error) {
	switch {
	case c.formula && (!c.has || c.value == "" && c.kind != "str"):
		return recipients.Cell{Kind: recipients.Formula}, nil
	case c.value == "":
		return recipients.Cell{}, nil
	}
	switch c.kind {
	case "s":
		n, err := strconv.Atoi(c.value)
		if err != nil {
			return recipients.Cell{}, err
		}
		s, err := r.texts.at(n)
		return recipients.Cell{Text: strings.TrimSpace(s)}, err
	case "str", "inlineStr":
		return recipients.Cell{Text: strings.TrimSpace(c.value)}, nil
	case "b":
		if isTrue(c.value) {
			return recipients.Cell{Text: "TRUE", Kind: recipients.Bool}, nil
		}
		return recipients.Cell{Text: "FALSE", Kind: recipients.Bool}, nil
	case "e":
		return recipients.Cell{Text: c.value, Kind: recipients.Broken}, nil
	case "d":
		return recipients.Cell{Text: c.value, Kind: recipients.LocalDate}, nil
	}
	return r.number(c)
}

// number is a number or what a format makes of it.
func (r *sheetRows) number(c rawCell) (recipients.Cell, error) {
	x, err := strconv.ParseFloat(c.value, 64)
	if err == nil && strings.Trim(c.value, "0123456789.+-eE") != "" {
		err = fmt.Errorf("a cell has the number %q", c.value)
	}
	if err != nil {
		return recipients.Cell{}, err
	}
	cell := recipients.Cell{Text: plain(x), Kind: recipients.Number}
	shown, kind, err := r.formats.show(c.value, x, c.style)
	switch {
	case err != nil:
		return cell, err
	case kind != recipients.Number:
		cell.Text, cell.Kind = strings.TrimSpace(shown), kind
	case shown != cell.Text && !strings.Contains(shown, "E+") && !strings.Contains(shown, "E-"):
		cell.Shown = strings.TrimSpace(shown)
	}
	return cell, nil
}

// mostDigits is how many digits a spreadsheet keeps of a number, and tooLarge a number that has more.
const mostDigits, tooLarge = 15, 1e15

// plain is a number with all its digits; one that had more than a spreadsheet keeps is as the sheet shows it, 6.01E+18, for
// the others are not those that were entered.
func plain(x float64) string {
	if math.Abs(x) >= tooLarge {
		return strconv.FormatFloat(x, 'E', 2, 64)
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', mostDigits, 64), 64)
	if err != nil {
		short = x
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}
