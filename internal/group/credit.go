package group

import (
	"net/url"
	"strings"

	"tearsheet"
	"tearsheet/internal/address"
)

// credit says how one article names another one, or its publisher, as where
// it comes from.
type credit struct {
	how  string // as shown; empty: it does not
	firm bool   // a link, a byline or a declaration, not a mere mention
	at   []int  // words that name the publisher
}

func (c credit) given() bool { return c.how != "" }

// level says whether the copy keeps the attribution, and how.
func (c credit) level() tearsheet.Credit {
	switch {
	case c.firm:
		return tearsheet.CreditDeclared
	case c.given():
		return tearsheet.CreditNamed
	}
	return tearsheet.CreditNone
}

// creditOf finds what p says of o as its source.
func creditOf(p, o *piece) credit {
	if how := linked(p.item, o.item); how != "" {
		return credit{how: how, firm: true}
	}
	names := o.publisherNames()
	if bylined(p.item, names) {
		return credit{how: "the byline of " + title(p.item) + " names " + title(o.item), firm: true}
	}
	c := credit{}
	for _, n := range names {
		c.at = append(c.at, named(p, n)...)
	}
	if len(c.at) > 0 {
		c.how = title(p.item) + " names " + title(o.item)
	}
	return c
}

// linked reports a declared link from one article to another.
func linked(p, o *tearsheet.Item) string {
	for _, u := range p.Revision.Declared.BasedOn {
		if sameAddress(u, o) {
			return title(p) + " declares to be based on " + o.Article.URL
		}
	}
	if u := p.Revision.Declared.Canonical; u != "" && sameAddress(u, o) {
		return title(p) + " gives " + o.Article.URL + " as its canonical address"
	}
	return ""
}

func sameAddress(u string, o *tearsheet.Item) bool {
	if u == o.Article.URL || u == o.Revision.Canonical {
		return true
	}
	normal, err := address.Normal(u)
	if err != nil {
		return false
	}
	other, err := address.Normal(o.Article.URL)
	return err == nil && normal == other
}

func bylined(p *tearsheet.Item, names []name) bool {
	for _, person := range p.Revision.Byline {
		words := titleWords(person.Name)
		for _, n := range names {
			for i := range words {
				if n.form == full && n.stands(words, i) || n.form == single && stands(words, i, n.words) {
					return true
				}
			}
		}
	}
	return false
}

func titleWords(s string) []nameWord {
	p := piece{}
	p.add(block{text: s}, false)
	return p.nameWords()
}

// named gives where p names a source.
func named(p *piece, n name) []int {
	words := p.nameWords()
	var at []int
	for i := range words {
		if words[i].hash == n.words[0] && n.stands(words, i) {
			at = append(at, i)
		}
	}
	return at
}

var theHash = hashWord("the")

// pressed reports whether a word for a source of news follows a name closely.
func pressed(words []nameWord, end int) bool {
	for k := end; k < end+2 && k < len(words); k++ {
		if pressWords[words[k].hash] {
			return true
		}
	}
	return false
}

// beside reports whether a word of reporting stands right before or after the
// words [i, end).
func beside(words []nameWord, i, end int) bool {
	return i > 0 && cues[words[i-1].hash] || i > 1 && cues[words[i-2].hash] || end < len(words) && cues[words[end].hash]
}

// cued reports whether a word of reporting stands near the words [i, i+n).
func cued(words []nameWord, i, n int) bool {
	for k := max(i-4, 0); k < min(i+n+4, len(words)); k++ {
		if cues[words[k].hash] {
			return true
		}
	}
	return false
}

// title is what a publisher is called in a sentence.
func title(o *tearsheet.Item) string {
	for _, s := range []string{o.Source.Name, o.Revision.Site, string(o.Article.Source)} {
		if s != "" {
			return s
		}
	}
	if u, err := url.Parse(o.Article.URL); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Host, "www.")
	}
	return "the other one"
}
