package recipients_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/watemplate/watemplate/recipients"
)

func TestColumns(t *testing.T) {
	params := []string{"first_name", "order", "body.1", "body.2", "mobile"}
	for name, c := range map[string]struct {
		list string
		o    recipients.Options
		want string
	}{
		"exact names":           {"id,first_name,body.2,language\n1,Ann,x,de\n", recipients.Options{Parameters: params}, "id:1 in de first_name=Ann body.2=x"},
		"written differently":   {"E-Mail,First Name,BODY.2\na@b.co,Ann,x\n", recipients.Options{Parameters: params}, "email:a@b.co first_name=Ann body.2=x"},
		"headings":              {"Phone Number,Language Code\n+60121233112,de\n", recipients.Options{}, "phone:+60121233112 in de"},
		"the template's first":  {"mobile,tel\nx,+60121233112\n", recipients.Options{Parameters: params}, "phone:+60121233112 mobile=x"},
		"exact before like":     {"id,First Name,first_name\n1,x,Ann\n", recipients.Options{Parameters: params}, "id:1 first_name=Ann"},
		"nobody asks for it":    {"id,note,order\n1,#N/A,A-1\n", recipients.Options{Parameters: params}, "id:1 order=A-1"},
		"without a template":    {"id,First Name\n1,Ann\n", recipients.Options{}, "id:1 First Name=Ann"},
		"mapped":                {"Kunde,Vorname\n1,Ann\n", recipients.Options{Parameters: params, Map: map[string]string{"id": "Kunde", "first_name": "vorname"}}, "id:1 first_name=Ann"},
		"one for two":           {"id,name\n1,Ann\n", recipients.Options{Map: map[string]string{"a": "name", "b": "name"}}, "id:1 a=Ann b=Ann"},
		"beside its own name":   {"id,First Name\n1,Ann\n", recipients.Options{Parameters: params, Map: map[string]string{"order": "First Name", "body.1": "id"}}, "id:1 body.1=1 order=Ann first_name=Ann"},
		"mapped before names":   {"id,code,order\n1,A-1,old\n", recipients.Options{Parameters: params, Map: map[string]string{"order": "code"}}, "id:1 order=A-1"},
		"mapped contact":        {"phone,to\n+60121233112,x\n", recipients.Options{Map: map[string]string{"to": "phone"}}, "phone:+60121233112"},
		"of two exact the last": {"Phone,phone\nx,+60121233112\n", recipients.Options{}, "phone:+60121233112 Phone=x"},
	} {
		t.Run(name, func(t *testing.T) {
			rows, faults := list(t, "list.csv", c.list, c.o)
			assert.Empty(t, faults)
			assert.Equal(t, []string{c.want}, rows)
		})
	}
}

func TestColumnsFaults(t *testing.T) {
	params := []string{"first_name", "First-Name", "order"}
	for name, c := range map[string]struct {
		header string
		o      recipients.Options
		want   string
	}{
		"two parameters":      {"id,FIRST NAME", recipients.Options{Parameters: params}, `1:4: the column "FIRST NAME" may be the parameter "first_name" or "First-Name"; say which with --map first_name="FIRST NAME"`},
		"two columns":         {"id,Order,ORDER", recipients.Options{Parameters: params}, `1:10: the columns "Order" and "ORDER" may both be order; say which with --map order="ORDER"`},
		"two phones":          {"Mobile,WhatsApp", recipients.Options{}, `1:8: the columns "Mobile" and "WhatsApp" may both be phone; say which with --map phone="WhatsApp"`},
		"no column":           {"id,name", recipients.Options{Map: map[string]string{"order": "nane"}}, `--map order=nane: the list has no column "nane"; did you mean "name"?`},
		"no column like it":   {"id,name", recipients.Options{Map: map[string]string{"order": "address"}}, `--map order=address: the list has no column "address"`},
		"two columns like it": {"id,Name,NAME", recipients.Options{Map: map[string]string{"order": "name"}}, `--map order=name: it may be the column "Name" or "NAME"; write it as the list does`},
		"no parameter":        {"id,name", recipients.Options{Parameters: params, Map: map[string]string{"ordre": "name"}}, `--map ordre=name: the template has no parameter "ordre"; did you mean "order"?`},
	} {
		t.Run(name, func(t *testing.T) {
			_, faults := list(t, "list.csv", c.header+"\n", c.o)
			assert.Equal(t, []string{c.want}, faults)
		})
	}
}
