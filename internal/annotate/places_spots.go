package annotate

import (
	"strings"
	"sync"
	"unicode"

	"tearsheet/internal/vocab"
)

// spot is a place in the text that may name a place in the world.
type spot struct {
	start, end int // bytes
	sentence   int
	from, to   int // tokens of the sentence, [from, to)
	words      string
	normal     string
	refs       []vocab.Candidate
	stands     string // the code of a country that the words stand for without naming it; its people or its government
	people     bool   // "Mexican", not "Kremlin"
	holder     int    // the spot behind a comma that may hold it: "Athens, Wisconsin"; -1: none
	held       int    // the spot that it may hold; -1: none

	belief []float64 // of each candidate, adding up to 1
	sure   float64   // that it names a place at all
}

// longestPlace is how many tokens the name of a place may have.
const longestPlace = 6

// spotsOf finds the names of the gazetteer in a text, the longest first.
func spotsOf(d *Document, g *vocab.Gazetteer) []spot {
	var all []spot
	for s := range d.Sentences {
		tokens := d.Sentences[s].Tokens
		for i := 0; i < len(tokens); {
			p, ok := spotAt(d, g, s, i)
			if !ok {
				i++
				continue
			}
			p.holder, p.held = -1, -1
			all = append(all, p)
			i = p.to
		}
	}
	linkHolders(d, all, g)
	return all
}

func spotAt(d *Document, g *vocab.Gazetteer, s, i int) (spot, bool) {
	tokens := d.Sentences[s].Tokens
	if !isCapital(tokens[i].Of(d.Text)) {
		return spot{}, false
	}
	people, stands := standsFor(d, g, s, i)
	for n := nameEnd(d, s, i); n > i; n-- {
		if stands && people.to >= n {
			break
		}
		last := tokens[n-1].Of(d.Text)
		if n > i+1 && !isCapital(last) && !isDigits(last) {
			continue
		}
		p := spot{start: tokens[i].Start, end: bareEnd(d.Text, tokens[n-1].Start, tokens[n-1].End), sentence: s, from: i, to: n}
		if found := lookUp(d, g, &p); found {
			return p, true
		}
	}
	return people, stands
}

// standsFor reads words that stand for a country: its people, its government.
func standsFor(d *Document, g *vocab.Gazetteer, s, i int) (spot, bool) {
	tokens := d.Sentences[s].Tokens
	for n := min(i+longestPlace, len(tokens)); n > i; n-- {
		p := spot{start: tokens[i].Start, end: bareEnd(d.Text, tokens[n-1].Start, tokens[n-1].End), sentence: s, from: i, to: n}
		p.words = d.Text[p.start:p.end]
		if p.stands = demonyms()[p.words]; p.stands != "" {
			p.people = true
		} else if p.stands = powers()[p.words]; p.stands == "" {
			continue
		}
		p.normal = vocab.Normal(p.words)
		if r, ok := g.CountryOf(p.stands); ok {
			p.refs = []vocab.Candidate{{Ref: r}}
		}
		return p, true
	}
	return spot{}, false
}

// bareEnd is where a word ends without its possessive.
func bareEnd(body string, start, end int) int {
	w := body[start:end]
	for _, ending := range []string{"'s", "’s", "'S", "’S", "'", "’"} {
		if rest, ok := strings.CutSuffix(w, ending); ok && rest != "" {
			return start + len(rest)
		}
	}
	return end
}

// nameEnd gives how far a name that begins at a token may reach.
func nameEnd(d *Document, s, i int) int {
	tokens := d.Sentences[s].Tokens
	n := i + 1
	for n < len(tokens) && n < i+longestPlace && joinsName(tokens[n].Of(d.Text)) {
		n++
	}
	return n
}

// joinsName reports whether a token may go on a name.
func joinsName(w string) bool {
	switch w {
	case "of", "the", "and", "de", "la", "del", "des", "du", "al", "el", "e", "di", "da", "do", "on", "upon", "under", "le", "les", "en", "-", "'", "’", ".", "&", "sur", "in", "am", "an", "der", "los", "las", "y":
		return true
	}
	return isCapital(w) || isDigits(w)
}

func isCapital(w string) bool { return unicode.IsUpper(firstRune(w)) }

// lookUp fills in what the words of a spot may mean.
func lookUp(d *Document, g *vocab.Gazetteer, p *spot) bool {
	p.words = d.Text[p.start:p.end]
	if w := p.words; len(w) == 2 && strings.ToUpper(w) == w && w != "US" && w != "UK" && w != "EU" {
		if !behindComma(d, p) {
			return false
		}
		p.normal = vocab.Postal(w)
		p.refs = g.Find(p.normal)
		return p.refs != nil
	}
	if strings.HasSuffix(p.words, ".") && p.to-p.from > 1 { // a name that ends with its sentence
		return false
	}
	p.normal = vocab.Normal(p.words)
	if len(p.normal) < 2 || p.normal == "us" && p.words != "US" && p.words != "U.S." && p.words != "U.S" || commonWords[p.normal] {
		return false
	}
	p.refs = g.Find(p.normal)
	if p.refs == nil {
		p.refs = withoutTitle(g, p.normal)
	}
	if p.refs == nil || isOnlyAbbreviation(d, g, p) {
		p.refs = nil
		return false
	}
	if next := d.word(p.sentence, p.to); next == "." && p.to-p.from == 1 && shortArea(d, g, p) { // "Wis."
		p.end = d.Sentences[p.sentence].Tokens[p.to].End
		p.words = d.Text[p.start:p.end]
		p.to++
	}
	return true
}

// withoutTitle looks up what an area is called in full: "State of Israel".
func withoutTitle(g *vocab.Gazetteer, normal string) []vocab.Candidate {
	title, rest, ok := strings.Cut(normal, " of ")
	if !ok || !areaTitles[title] {
		return nil
	}
	rest = strings.TrimPrefix(rest, "the ")
	var areas []vocab.Candidate
	for _, c := range g.Find(rest) {
		if k := g.Kind(c.Ref); k == vocab.Country || k == vocab.Area || k == vocab.District || title == "city" {
			areas = append(areas, c)
		}
	}
	return areas
}

var areaTitles = set("republic state kingdom province sultanate emirate commonwealth city federation principality islamic governorate district")

// shortArea reports whether a name is the short form of an area behind a comma.
func shortArea(d *Document, g *vocab.Gazetteer, p *spot) bool {
	if !behindComma(d, p) {
		return false
	}
	for _, c := range p.refs {
		if c.Alias && g.Kind(c.Ref) == vocab.Area && len(p.normal) < 6 && g.Name(c.Ref)[:1] == p.words[:1] && vocab.Normal(g.Name(c.Ref)) != p.normal {
			return true
		}
	}
	return false
}

// isOnlyAbbreviation reports whether a short form of an area stands where it
// can be none: "Miss" without a full stop, "Ill" at the start.
func isOnlyAbbreviation(d *Document, g *vocab.Gazetteer, p *spot) bool {
	if len(p.normal) > 5 || strings.ContainsRune(p.words, '.') {
		return false
	}
	for _, c := range p.refs {
		if !c.Alias || g.Kind(c.Ref) != vocab.Area {
			return false
		}
	}
	return !behindComma(d, p)
}

func behindComma(d *Document, p *spot) bool { return d.word(p.sentence, p.from-1) == "," }

// word gives a token of a sentence as it is written; empty beyond its ends.
func (d *Document) word(sentence, token int) string {
	t := d.Sentences[sentence].Tokens
	if token < 0 || token >= len(t) {
		return ""
	}
	return t[token].Of(d.Text)
}

// linkHolders finds which name is held by the one behind its comma.
func linkHolders(d *Document, all []spot, g *vocab.Gazetteer) {
	for i := 0; i+1 < len(all); i++ {
		a, b := &all[i], &all[i+1]
		comma := b.from == a.to+1 && (d.word(a.sentence, a.to) == "," || d.word(a.sentence, a.to) == "(")
		if a.sentence == b.sentence && comma && mayHold(g, b, a) {
			a.holder, b.held = i+1, i
		}
	}
}

// mayHold reports whether one reading of a name lies within one of the other.
func mayHold(g *vocab.Gazetteer, outer, inner *spot) bool {
	for _, o := range outer.refs {
		for _, in := range inner.refs {
			if contains(g, o.Ref, in.Ref) {
				return true
			}
		}
	}
	return false
}

func contains(g *vocab.Gazetteer, outer, inner vocab.Ref) bool {
	if outer == inner {
		return false
	}
	switch g.Kind(outer) {
	case vocab.Country:
		return g.Kind(inner) != vocab.Country && g.Country(inner) == g.Country(outer)
	case vocab.Area:
		return g.Area(inner) == outer
	case vocab.District:
		return g.District(inner) == outer
	}
	return false
}

// commonWords begin sentences or stand in headlines far more often than they
// name one of the villages that bear them.
var commonWords = set(`the a an of in on at by to and or but for as is it he she they we i you this that these those his her their our its all any one two
	three four five six seven ten no not now then there here when where why how who what which while with from after before over under more most many much
	some such other new old first last next may march april june july august january february september october november december monday tuesday wednesday
	thursday friday saturday sunday today tomorrow yesterday mr mrs ms dr sir lord lady president prime minister chief police court
	judge state county city town village university college school church street road avenue park hospital company bank group
	union international national federal democratic republican party league cup olympics christmas easter god islam christian muslim man men woman women
	boy girl people home house hall club center centre north south east west northern southern eastern western central upper lower`)

// demonyms are the words for a country's people and institutions, as written.
var demonyms = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, c := range vocab.Countries() {
		for _, w := range c.People {
			m[w] = c.Code
			m[w+"s"] = c.Code
		}
	}
	return m
})

var powers = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, c := range vocab.Countries() {
		for _, w := range c.Powers {
			m[w] = c.Code
		}
	}
	return m
})
