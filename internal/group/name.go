package group

import (
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
	host   bool
}

// NewNames gives an empty list.
func NewNames() *Names { return &Names{known: map[nameKey]bool{}, by: map[uint64][]name{}} }

// Add notes names of a source; its host is one of them.
func (n *Names) Add(source tearsheet.SourceID, names ...string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, s := range append(names, string(source)) {
		key := nameKey{source, s}
		if s == "" || n.known[key] {
			continue
		}
		n.known[key] = true
		if this := newName(source, s); this.tells() {
			n.by[this.words[0]] = append(n.by[this.words[0]], this)
		}
	}
}

func newName(source tearsheet.SourceID, s string) name {
	this := name{source: source, host: s == string(source)}
	for i, w := range text.Words(s) {
		if i == 0 && articles[strings.ToLower(w)] {
			continue
		}
		this.words = append(this.words, hashWord(bareName(w)))
	}
	return this
}

// tells reports whether a name can be told from other words: "News" cannot.
func (n name) tells() bool {
	for _, w := range n.words {
		if !pressWords[w] {
			return true
		}
	}
	return false
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
	capital bool // or a digit, or a host
}

// nameWords gives the words of a text as names are compared.
func (p *piece) nameWords() []nameWord {
	if p.named == nil {
		p.named = make([]nameWord, len(p.words))
		for i := range p.words {
			w := p.word(i)
			r, _ := utf8.DecodeRuneInString(w)
			this := nameWord{p.words[i], !unicode.IsLower(r) || strings.Contains(w, ".")}
			for _, c := range w {
				this.capital = this.capital || unicode.IsUpper(c)
			}
			if bare := bareName(w); len(bare) < len(w) {
				this.hash = hashWord(bare)
			}
			p.named[i] = this
		}
	}
	return p.named
}

// mention is a place where a text names a source.
type mention struct {
	source   tearsheet.SourceID
	from, to int // words
	sure     bool
}

// mentions gives where a text names sources other than its own. A name of
// several words is sure; one of a single word needs a word of reporting near.
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
			if this.source != p.item.Article.Source && stands(words, i, this.words) {
				found = append(found, mention{this.source, i, i + len(this.words), len(this.words) > 1 || this.host})
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

// of gives the names of a source.
func (n *Names) of(source tearsheet.SourceID, item *tearsheet.Item) []name {
	var all []name
	for _, s := range []string{item.Source.Name, item.Revision.Site, string(source)} {
		if this := newName(source, s); s != "" && this.tells() {
			all = append(all, this)
		}
	}
	return all
}
