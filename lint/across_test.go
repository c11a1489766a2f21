package lint

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/watemplate/watemplate/template"
)

// shop is a project of several files, one template each.
func shop() []*template.File {
	var files []*template.File
	for i, text := range []string{
		"name: order_shipped\nlanguage: en_US\ncategory: utility\nbody: Your order is on its way to you.\n",
		"name: welcome\nlanguage: en_US\ncategory: marketing\nbody: Welcome to our shop on the square. Reply STOP to opt out.\n",
		"name: order_shipped\nlanguage: es\ncategory: marketing\nbody: Tu pedido ya va de camino a tu casa. Responde STOP para no recibir más.\n",
		"name: order_shiped\nlanguage: pt_BR\ncategory: utility\nbody: Seu pedido saiu e chega amanhã cedo.\n",
		"name: hello_there\nlanguage: en_US\ncategory: marketing\nbody: |\n  Welcome to our shop\n  on the square. Reply STOP to opt out.\n",
		"name: goodbye\nlanguage: en_US\ncategory: marketing\nbody: We hope to see you again one day. Reply STOP to opt out.\n",
	} {
		files = append(files, template.Parse(fmt.Sprintf("%d.yaml", i), []byte(text)))
	}
	return files
}

func rulesFound(ds []template.Diagnostic) string {
	var all []string
	for _, d := range ds {
		all = append(all, fmt.Sprintf("%s:%d %s", d.File, d.At.Start.Line, d.Rule))
	}
	return strings.Join(all, ", ")
}

const shopFaults = "2.yaml:3 category-consistent, 3.yaml:1 name-similar, 4.yaml:5 wording-duplicate"

func TestAcross(t *testing.T) {
	files := shop()
	assert.Equal(t, shopFaults, rulesFound(Run(files)))
	l := New(Options{})
	a := l.Across()
	for i := range slices.Backward(files) {
		a.Add(i, l.File(files[i]).Templates)
	}
	var opened []int
	found := a.Faults(func(i int) *template.File {
		opened = append(opened, i)
		return files[i]
	})
	assert.Equal(t, shopFaults, rulesFound(found), "the order in which files are added makes no difference")
	slices.Sort(opened)
	assert.Equal(t, []int{0, 1, 2, 3, 4}, slices.Compact(opened), "only what must be compared is opened")
	assert.Len(t, slices.Compact(opened), len(opened), "and once")
	assert.Empty(t, a.Faults(func(int) *template.File { return nil }), "files may be gone")
	assert.Empty(t, a.Faults(func(int) *template.File { return template.Parse("x.yaml", nil) }), "or have changed")
}

// TestAcrossLevels: levels and ignores of a file count for what is found there.
func TestAcrossLevels(t *testing.T) {
	files := shop()
	l := New(Options{
		Rules: Levels{"name-similar": template.Error},
		Paths: []Override{{Files: []string{"4.yaml"}, Rules: Levels{"wording-duplicate": Off}}},
	})
	ds := l.Run(files)
	assert.Equal(t, "2.yaml:3 category-consistent, 3.yaml:1 name-similar", rulesFound(ds))
	assert.Equal(t, template.Error, ds[1].Severity)
	files[2] = template.Parse("2.yaml", []byte(strings.Replace(string(files[2].Source), "marketing", "marketing # watemplate: ignore category-consistent -- moving", 1)))
	assert.Equal(t, "3.yaml:1 name-similar", rulesFound(l.Run(files)))
	off := Levels{}
	for _, r := range Rules() {
		off[r.ID] = Off
	}
	assert.Empty(t, New(Options{Rules: off}).Run(files))
}

// TestSameFileTwice: a file that is named twice is no second template.
func TestSameFileTwice(t *testing.T) {
	files := shop()
	assert.Equal(t, shopFaults, rulesFound(Run(append(shop(), files...))))
}

// TestCollisions: summaries that are equal by accident make no fault.
func TestCollisions(t *testing.T) {
	files := shop()
	l := New(Options{Languages: []string{"de"}, Complete: true})
	a := l.Across()
	for i, f := range files[:2] {
		s := l.File(f).Templates[0]
		same := l.File(files[0]).Templates[0]
		same.Variables, same.Buttons, same.Headers, same.Category = s.Variables+uint64(i), uint64(i), uint32(i), uint8(i+1)
		a.Add(i, []Summary{same})
	}
	for _, d := range a.Faults(func(i int) *template.File { return files[i] }) {
		assert.Equal(t, "language-missing", d.Rule)
	}
}

func TestSummaryIsNumbers(t *testing.T) {
	assert.LessOrEqual(t, binary.Size(Summary{}), 64)
	s := Summary{1, 2, 3, 4, 5, 6, 7, 8, 9}
	kept := s.Append([]byte("x"))
	assert.Len(t, kept, 1+SummarySize)
	assert.Equal(t, s, ReadSummary(kept[1:]))
	a, b := shop(), shop()
	assert.Equal(t, New(Options{}).File(a[0]).Templates, New(Options{}).File(b[0]).Templates)
}

func TestSimilar(t *testing.T) {
	for _, c := range []struct {
		a, b string
		near bool
	}{
		{"order_shipped", "ordershipped", true},
		{"order_shipped", "order_shiped", true},
		{"order_shipped", "order-Shipped", true},
		{"order_shipped", "order_shipepd", true},
		{"order_shipped", "order_shippped", true},
		{"appointment_reminder", "apointment_remindr", false},
		{"appointment_reminder", "appointment_remnider", true},
		{"appointment_reminder", "appintment_reminder", true},
		{"appointment_reminder", "appointnent_reminder", true},
		{"payment_confirmation", "payment_conformation", true},
		{"payment_confirmation", "payments_confirmation", false},
		{"promo_v1", "promo_v2", false},
		{"promo_v_1", "promo_v1", true},
		{"promo_1_1", "promo_11", false},
		{"promo_11", "promo_1", false},
		{"part_ii", "part_i", false},
		{"reminder_1", "reminder_24h", false},
		{"reminder_24h", "reminder_24_h", true},
		{"order_update", "orders_update", false},
		{"order_update", "order_updates", false},
		{"order_updated", "order_update", false},
		{"order_confirmed", "order_confirmer", false},
		{"pedido_confirmado", "pedido_confirmada", false},
		{"pedidos_confirmados", "pedidos_confirmadas", false},
		{"pago_agendado", "pago_agendando", false},
		{"contact_signed", "contract_signed", false},
		{"winter_sale", "winner_sale", false},
		{"charge_failed", "change_failed", false},
		{"reservation", "preservation", false},
		{"welcome_a", "welcome_b", false},
		{"ssssssss", "s", false},
		{"successfully_paid", "sucesfuly_paid", true},
		{"注文発送", "注文発走", false},
		{"", "_", false},
	} {
		files := []*template.File{
			template.Parse("a.yaml", []byte("name: '"+c.a+"'\nlanguage: en\nbody: Your order is on its way to you.\n")),
			template.Parse("b.yaml", []byte("name: '"+c.b+"'\nlanguage: es\nbody: Tu pedido ya va de camino a tu casa. Responde STOP para no recibir más.\n")),
		}
		assert.Equal(t, c.near, strings.Contains(rulesFound(Run(files)), "name-similar"), "%s, %s", c.a, c.b)
	}
}

// TestManyTemplates holds the time and the memory to compare a large project: what is quadratic takes minutes.
func TestManyTemplates(t *testing.T) {
	const many, distinct = 20_000, 19_500
	words := strings.Fields("order payment appointment delivery booking invoice ticket account parcel reminder")
	source := func(i int) []byte {
		i %= distinct
		return fmt.Appendf(nil, "name: %s_%s_%d\nlanguage: en_US\nbody: Nothing to see in number %d of these, my friend.\n",
			words[i%10], words[i/10%10], i/100, i)
	}
	l := New(Options{})
	a := l.Across()
	for i := range many {
		one := template.Parse("x.yaml", source(i)).Templates[0]
		a.Add(i, []Summary{summarize(one, textsOf(one))})
	}
	opened := 0
	found := a.Faults(func(i int) *template.File {
		opened++
		assert.LessOrEqual(t, len(a.open), 2*maxCompared)
		return template.Parse(fmt.Sprintf("%06d.yaml", i), source(i))
	})
	assert.Len(t, found, many-distinct)
	assert.LessOrEqual(t, opened, 4*(many-distinct))
}
