package group

import (
	"strings"
	"testing"
)

func TestWordsInsideQuotationMarksAreKnown(t *testing.T) {
	cases := []struct{ text, want string }{
		{`He said "we are late" and left.`, "we are late"},
		{"He said “we are late” and left.", "we are late"},
		{"“We are late,” he said. “Very late.”", "We are late Very late"},
		{"“One paragraph of several", "One paragraph of several"},
		{"“‘The helm was his,’ Tinsay said. ‘I have it.’”", "The helm was his Tinsay said I have it"},
		{"‘We don’t know,’ she said", "We don’t know"},
		{"'We don't know,' she said", "We don't know"},
		{"the workers’ demands and the owners’ answer", ""},
		{"It isn't Tom's; it's ours", ""},
		{"«Nous partons», dit-il", "Nous partons"},
		{"»Wir gehen«, sagte er", "Wir gehen"},
		{"„Wir gehen“, sagte er. Niemand kam.", "Wir gehen"},
		{"« Nous partons », dit-il", "Nous partons"},
		{"”Vi går”, sade han", "Vi går"},
		{`a 5" pipe and a 6" pipe`, ""},
		{"no marks at all", ""},
		{"", ""},
	}
	for _, c := range cases {
		p := piece{}
		p.add(block{text: c.text}, false)
		var inside []string
		for i := range p.words {
			if p.places[i].quoted {
				inside = append(inside, p.word(i))
			}
		}
		if got := strings.Join(inside, " "); got != c.want {
			t.Errorf("%s: inside %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzQuotations(f *testing.F) {
	f.Add("“We are late,” he said. ‘Very’ \"so\"")
	f.Add("»a« „b“ «c")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, q := range quotations(s) {
			if q[0] < end || q[1] < q[0] || q[1] > len(s) {
				t.Fatalf("%q: quotation %v after %d", s, q, end)
			}
			end = q[1]
		}
	})
}

func FuzzTypography(f *testing.F) {
	f.Add("It’s — “odd”… ")
	f.Fuzz(func(t *testing.T, s string) {
		once := typography(s)
		if twice := typography(once); twice != once {
			t.Fatalf("%q gives %q, then %q", s, once, twice)
		}
	})
}
