package render

import "strings"

// markNames are the classes of marked stretches, of which the marks' meanings are the titles.
var markNames = [markCount]string{sent: "sent", dynamic: "dynamic", example: "example", missing: "missing", field: "dynamic"}

// format is the element for a style.
type format struct {
	style      Style
	tag, class string
}

// formats has the outer elements first. A link looks like one and leads nowhere: the page is not for following it.
var formats = []format{{Bold, "strong", ""}, {Italic, "em", ""}, {Strike, "s", ""}, {Code | Mono, "code", ""}, {Link, "span", "wa-link"}}

// blocks writes blocks one below the other.
func (w *htmlWriter) blocks(blocks []block) {
	for _, b := range blocks {
		if b.folds && long(b.texts) {
			w.folded(b.texts)
			continue
		}
		w.open("div", "wa-block")
		w.texts(b.texts)
		if b.box != nil {
			w.box(b.box)
		}
		w.products(b.products)
		w.close("div")
	}
}

// long reports whether the phone shows only the beginning of texts.
func long(texts []text) bool {
	rows := 0
	for _, t := range texts {
		for _, l := range t.lines {
			if rows += len(Wrap(l, Phone.text())); rows > foldedLines {
				return true
			}
		}
	}
	return false
}

// folded writes texts that the phone folds. Here they are open at first: who reviews a text reads it to its end.
func (w *htmlWriter) folded(texts []text) {
	w.open("div", "wa-block wa-folds")
	w.texts(texts)
	w.open("details", "wa-more", "open", "")
	w.open("summary", "", "lang", "en", "aria-label", "Unfold the text, which the phone folds")
	w.close("summary")
	w.close("details")
	w.close("div")
}

func (w *htmlWriter) texts(texts []text) {
	for _, t := range texts {
		w.open("div", "wa-text "+roleNames[t.role])
		w.lined(t.lines)
		w.close("div")
	}
}

var roleNames = [...]string{normal: "wa-normal", strong: "wa-strong", faint: "wa-faint", accent: "wa-accent"}

// lined writes lines, those of one kind and direction that follow each other together: items as a list, quotes as one
// quote, a monospace block as one.
func (w *htmlWriter) lined(lines []Line) {
	for from := 0; from < len(lines); {
		first := lines[from]
		to := from + 1
		for to < len(lines) && lines[to].Kind == first.Kind && direction(lines[to]) == direction(first) {
			to++
		}
		group := lines[from:to]
		from = to
		switch {
		case first.Kind == Bullet && first.Marker == bulletMarker:
			w.items("ul", group)
		case first.Kind == Numbered:
			w.items("ol", group)
		case first.Kind == Quote:
			w.open("blockquote", "wa-quote", "dir", direction(first))
			w.paragraphs(group)
			w.close("blockquote")
		case first.Kind == Block:
			w.open("div", "wa-mono")
			w.paragraphs(group)
			w.close("div")
		default:
			w.paragraphs(group)
		}
	}
}

// items is a list. The number of an item is the author's.
func (w *htmlWriter) items(tag string, lines []Line) {
	w.open(tag, "wa-items", "dir", direction(lines[0]))
	for _, l := range lines {
		if tag == "ol" {
			w.line("li", "", l, "value", strings.TrimRight(l.Marker, "."))
		} else {
			w.line("li", "", l)
		}
	}
	w.close(tag)
}

// direction is where a line begins: at the left, or at the right if its first letter is Hebrew, Arabic or the like.
func direction(l Line) string {
	if fromRight(l) {
		return "rtl"
	}
	return "ltr"
}

func (w *htmlWriter) paragraphs(lines []Line) {
	for _, l := range lines {
		w.line("p", "", l)
	}
}

// line writes a line as an element that reads in the line's own direction. An empty one is as high as the others.
func (w *htmlWriter) line(tag, class string, l Line, attributes ...string) {
	if tag != "li" && direction(l) == "rtl" { // a list has the direction of its items, and the message reads from the left
		attributes = append(attributes, "dir", "rtl")
	}
	w.open(tag, class, attributes...)
	whole := w.out
	w.out = &strings.Builder{}
	if l.Kind == Plain || l.Kind == Bullet && l.Marker != bulletMarker {
		w.term(l.Marker)
	}
	w.runs(l.Runs, formats)
	written := w.out.String()
	w.out = whole
	w.lines[written] = true
	switch {
	case len(l.Runs) == 0 && tag == "p":
		w.out.WriteString(written + "<br/>")
	case w.known != nil && !w.known[written]:
		w.out.WriteString("<" + w.change + ">" + written + "</" + w.change + ">")
	default:
		w.out.WriteString(written)
	}
	w.close(tag)
}

// term is a marker that is no bullet: the name of a field, or what indents a line.
func (w *htmlWriter) term(marker string) {
	if marker != "" {
		w.open("span", "wa-term")
		w.write(marker + " ")
		w.close("span")
	}
}

// runs writes runs with each element around the longest stretch that it formats, and a mark around each value.
func (w *htmlWriter) runs(runs []Run, inner []format) {
	if len(inner) == 0 {
		for _, r := range runs {
			w.run(r)
		}
		return
	}
	f := inner[0]
	for from := 0; from < len(runs); {
		has := runs[from].Style&f.style != 0
		to := from + 1
		for to < len(runs) && (runs[to].Style&f.style != 0) == has {
			to++
		}
		if has {
			w.open(f.tag, f.class)
		}
		w.runs(runs[from:to], inner[1:])
		if has {
			w.close(f.tag)
		}
		from = to
	}
}

func (w *htmlWriter) run(r Run) {
	mark := w.scene.markOf(r)
	if mark == unmarked {
		w.write(r.Text)
		return
	}
	w.open("mark", "wa-"+markNames[mark], "title", markMeanings[mark].words)
	w.write(r.Text)
	w.close("mark")
}
