package group

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tearsheet"
	"tearsheet/internal/text"
)

// Names knows how the sources are called, to find them named in texts. It may
// be used by many at once.
type Names struct {
	mu    sync.RWMutex
	known map[nameKey]bool
	count map[tearsheet.SourceID]int
	by    map[uint64][]name // by the first word
}

type nameKey struct {
	source tearsheet.SourceID
	name   string
}

// name is one way to call a source.
type name struct {
	source tearsheet.SourceID
	words  []uint64
	form   form
}

// form says how a name is to be found in a text.
type form uint8

const (
	full    form = iota // "Harbour Courier", or the host
	single              // "Palette": beside a word of reporting
	part                // "the Meridian agency's report": beside a word for what it is
	agency              // "Anchor reported": part of an agency's name
	last                // "the Argus": after the article, beside a word of reporting
	letters             // "AFP": beside a word of reporting
)

// mostNames is how many names a source has at most. A site that calls itself
// otherwise on every page must not be named in everybody's texts.
const mostNames = 8

// NewNames gives an empty list.
func NewNames() *Names {
	return &Names{known: map[nameKey]bool{}, count: map[tearsheet.SourceID]int{}, by: map[uint64][]name{}}
}

// Add notes names of a source; its host is one of them.
func (n *Names) Add(source tearsheet.SourceID, names ...string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, s := range append([]string{string(source)}, names...) {
		key := nameKey{source, s}
		if s == "" || n.known[key] || n.count[source] == mostNames {
			continue
		}
		n.known[key] = true
		n.count[source]++
		for _, this := range forms(source, s) {
			n.by[this.words[0]] = append(n.by[this.words[0]], this)
		}
	}
}

// forms gives the ways to call a source of the name s. A name of nothing but
// words that any source may have, such as "News", has none.
func forms(source tearsheet.SourceID, s string) []name {
	var words []uint64
	initials := ""
	for i, w := range text.Words(s) {
		if i == 0 && articles[strings.ToLower(w)] {
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		initials += string(r)
		words = append(words, hashWord(bareName(w)))
	}
	own := slices.IndexFunc(words, func(h uint64) bool { return pressWords[h] })
	switch {
	case own == 0 && len(words) == 1 || len(words) == 0:
		return nil
	case len(words) == 1 && s != string(source):
		return []name{{source, words, single}}
	case len(words) == 1:
		return []name{{source, words, full}}
	}
	all := []name{{source, words, full}, {source, words[len(words)-1:], last}}
	if own > 0 {
		all = append(all, name{source, words[:own], part})
	}
	if own > 0 && slices.ContainsFunc(words[own:], func(h uint64) bool { return agencies[h] }) {
		all = append(all, name{source, words[:own], agency})
	}
	if utf8.RuneCountInString(initials) >= 3 {
		all = append(all, name{source, []uint64{hashWord(initials)}, letters})
	}
	return all
}

// stands reports whether the name stands at a word.
func (n name) stands(words []nameWord, i int) bool {
	if !stands(words, i, n.words) {
		return false
	}
	end := i + len(n.words)
	switch n.form {
	case single, letters:
		return cued(words, i, len(n.words)) && (n.form == single || words[i].upper)
	case part:
		return pressed(words, end)
	case agency:
		return beside(words, i, end)
	case last:
		return i > 0 && words[i-1].hash == theHash && cued(words, i, 1)
	}
	return true
}

// articles are left out at the beginning of a name.
var articles = map[string]bool{"the": true, "der": true, "die": true, "das": true, "le": true, "la": true, "les": true, "el": true, "los": true, "il": true, "de": true}

// bareName gives a word without the s of possession.
func bareName(w string) string {
	for _, s := range []string{"'s", "’s"} {
		if cut, ok := strings.CutSuffix(w, s); ok {
			return cut
		}
	}
	return w
}

// nameWord is a word as names are compared.
type nameWord struct {
	hash    uint64
	capital bool // somewhere, or a digit, or a host
	upper   bool // all letters
}

// nameWords gives the words of a text as names are compared.
func (p *piece) nameWords() []nameWord {
	p.naming.Do(func() {
		p.named = make([]nameWord, len(p.words))
		for i := range p.words {
			p.named[i] = newNameWord(p.word(i), p.words[i])
		}
	})
	return p.named
}

func newNameWord(w string, hash uint64) nameWord {
	r, _ := utf8.DecodeRuneInString(w)
	bare := bareName(w)
	this := nameWord{hash: hash, capital: !unicode.IsLower(r) || strings.Contains(w, "."), upper: bare == strings.ToUpper(bare)}
	for _, c := range w {
		this.capital = this.capital || unicode.IsUpper(c)
	}
	if len(bare) < len(w) {
		this.hash = hashWord(bare)
	}
	return this
}

// mention is a place where a text names a source.
type mention struct {
	source   tearsheet.SourceID
	from, to int  // words
	sure     bool // in full
}

// mentions gives where a text names sources other than its own.
func (n *Names) mentions(p *piece) []mention {
	n.mu.RLock()
	defer n.mu.RUnlock()
	words := p.nameWords()
	var found []mention
	for i, w := range words {
		if !w.capital {
			continue
		}
		for _, this := range n.by[w.hash] {
			if this.source != p.item.Article.Source && this.stands(words, i) {
				found = append(found, mention{this.source, i, i + len(this.words), this.form == full})
			}
		}
	}
	return found
}

func stands(words []nameWord, at int, name []uint64) bool {
	if at+len(name) > len(words) || !words[at+len(name)-1].capital {
		return false
	}
	for k, h := range name {
		if words[at+k].hash != h {
			return false
		}
	}
	return true
}

// publisherNames gives the ways to call the publisher of the piece.
func (p *piece) publisherNames() []name {
	p.titling.Do(func() { p.titles = namesOf(p.item) })
	return p.titles
}

// namesOf gives the ways to call the publisher of an article.
func namesOf(item *tearsheet.Item) []name {
	var all []name
	source := item.Article.Source
	for _, s := range []string{item.Source.Name, item.Revision.Site, string(source)} {
		all = append(all, forms(source, s)...)
	}
	return all
}
