package web

import (
	"cmp"
	"strings"

	"tearsheet"
)

// passage is one piece of a body as a page shows it; exactly one field is set.
type passage struct {
	Paragraph string
	Heading   string
	Quote     string
	Code      string
	List      []string
	Table     [][]string
	Picture   *elsewhere
	Embed     *elsewhere
}

// elsewhere is something that stands at the publisher: it is named and linked,
// never loaded.
type elsewhere struct{ Words, Link, Host string }

// passagesOf turns blocks into passages: neighbouring items become one list,
// neighbouring rows one table.
func passagesOf(blocks []tearsheet.Block) []passage {
	var all []passage
	for _, b := range blocks {
		last := &passage{}
		if len(all) > 0 {
			last = &all[len(all)-1]
		}
		switch {
		case b.Kind == tearsheet.List && last.List != nil:
			last.List = append(last.List, b.Text)
		case b.Kind == tearsheet.Table && last.Table != nil:
			last.Table = append(last.Table, strings.Split(b.Text, "\t"))
		default:
			all = append(all, passageOf(b))
		}
	}
	return all
}

func passageOf(b tearsheet.Block) passage {
	switch b.Kind {
	case tearsheet.Heading:
		return passage{Heading: b.Text}
	case tearsheet.Quote:
		return passage{Quote: b.Text}
	case tearsheet.Code:
		return passage{Code: cmp.Or(b.Raw, b.Text)}
	case tearsheet.List:
		return passage{List: []string{b.Text}}
	case tearsheet.Table:
		return passage{Table: [][]string{strings.Split(b.Text, "\t")}}
	case tearsheet.Picture:
		return passage{Picture: standsElsewhere(b)}
	case tearsheet.Embed:
		return passage{Embed: standsElsewhere(b)}
	}
	return passage{Paragraph: b.Text}
}

func standsElsewhere(b tearsheet.Block) *elsewhere {
	link := webAddress(b.URL)
	return &elsewhere{Words: b.Text, Link: link, Host: hostOf(link)}
}
