package annotate

import (
	"slices"
	"strings"

	"tearsheet"
)

// gender is what a text says of how to speak of a person.
type gender byte

const (
	anyGender gender = iota
	male
	female
)

// party is a person or an organisation that a text names.
type party struct {
	name   string
	body   bool // an organisation
	gender gender
	roles  map[string]bool // the words that the text describes it with
	first  int             // where it is first named, in bytes
}

// naming is a place at which a text names a party.
type naming struct{ start, end, party int }

// cast is everybody whom a text names.
type cast struct {
	parties []party
	namings []naming // in order of place
	byName  map[string]int
}

// castOf takes the names that annotators before have found; where they found
// nobody it looks for capitals.
func castOf(d *Document, t *transcript) *cast {
	c := &cast{byName: map[string]int{}}
	for _, a := range d.Found {
		if a.Kind == tearsheet.AboutPerson || a.Kind == tearsheet.AboutOrganisation {
			c.name(a.Start, a.End, a.Name, a.Kind == tearsheet.AboutOrganisation)
		}
	}
	if len(c.namings) == 0 {
		c.fromCapitals(d)
	}
	slices.SortStableFunc(c.namings, func(a, b naming) int { return a.start - b.start })
	c.mark(t)
	c.describe(d, t)
	return c
}

// name adds a naming and gives its party.
func (c *cast) name(start, end int, name string, body bool) int {
	p, ok := c.byName[name]
	if !ok && len(c.parties) == mostParties {
		return -1
	}
	if !ok {
		p = len(c.parties)
		c.byName[name] = p
		c.parties = append(c.parties, party{name: name, body: body, first: start, roles: map[string]bool{}})
		if !body {
			c.parties[p].gender = firstNames[strings.ToLower(firstWordOf(name))]
		}
	}
	c.namings = append(c.namings, naming{start, end, p})
	return p
}

func firstWordOf(name string) string {
	word, _, _ := strings.Cut(name, " ")
	return word
}

// mark tells the items of the reports whom they name.
func (c *cast) mark(t *transcript) {
	n := 0
	for r := range t.reports {
		for i := range t.reports[r].items {
			it := &t.reports[r].items[i]
			for n < len(c.namings) && c.namings[n].end <= it.start {
				n++
			}
			if it.passage < 0 && n < len(c.namings) && c.namings[n].start < it.end {
				it.party = c.namings[n].party
			}
		}
	}
}

// describe collects the words that stand beside the names: titles and trades
// before them, what is said between commas behind them.
func (c *cast) describe(d *Document, t *transcript) {
	for r := range t.reports {
		items := t.reports[r].items
		for i := range items {
			if items[i].party < 0 {
				continue
			}
			p := &c.parties[items[i].party]
			if i == 0 || items[i-1].party != items[i].party {
				c.before(p, items, i)
			}
			if i+1 == len(items) || items[i+1].party != items[i].party {
				c.behind(p, items, i+1)
			}
		}
	}
}

func (c *cast) before(p *party, items []item, i int) {
	for k := i - 1; k >= 0 && k >= i-6; k-- {
		it := items[k]
		if it.word == "," || it.word == "-" || it.word == "." && k > 0 && len(items[k-1].word) <= 3 {
			continue
		}
		if !it.isWord() || it.party >= 0 || determiners[it.word] || conjunctions[it.word] || cues[it.word] != noCue && !humans[it.word] {
			break
		}
		if prepositions[it.word] && it.word != "of" && it.word != "for" {
			break
		}
		p.role(it.word)
	}
}

func (c *cast) behind(p *party, items []item, i int) {
	if i >= len(items) || items[i].word != "," {
		return
	}
	end := i + 1
	for ; end < len(items) && end < i+14; end++ {
		it := items[end]
		if it.word == "," || it.word == "." || it.word == ";" || it.word == "who" {
			break
		}
		if !it.isWord() && it.word != "-" || verbs[it.word] || cues[it.word] != noCue && !humans[it.word] || conjunctions[it.word] && it.word != "and" {
			return // a clause of its own
		}
	}
	for _, it := range items[i+1 : end] {
		p.role(it.word)
	}
}

func (p *party) role(word string) {
	if p.gender == anyGender || titleGender[word] != anyGender {
		if g := titleGender[word]; g != anyGender {
			p.gender = g
		}
	}
	if humans[word] || bodies[word] || !phraseEnds[word] && len(word) > 3 {
		p.roles[word] = true
	}
}

// fromCapitals finds names by their capitals: two or more words that begin with
// one are a name, one word is where it is part of a name found elsewhere.
func (c *cast) fromCapitals(d *Document) {
	var single []naming
	for i := range d.Sentences {
		for _, n := range capitalsOf(d.Text, &d.Sentences[i]) {
			words := strings.Fields(d.Text[n.start:n.end])
			if len(words) == 1 && !isBodyName(words) {
				single = append(single, n)
				continue
			}
			c.name(n.start, n.end, d.Text[n.start:n.end], isBodyName(words))
		}
	}
	whole := len(c.parties)
	for _, n := range single {
		word := d.Text[n.start:n.end]
		if p := c.named(word, n.start, whole); p >= 0 {
			c.namings = append(c.namings, naming{n.start, n.end, p})
		}
	}
}

// named gives the person whose surname or first name a word is, the one named
// last before it if there are several.
func (c *cast) named(word string, at, whole int) int {
	best, rank := -1, 0
	for p := range c.parties[:whole] {
		if c.parties[p].body {
			continue
		}
		name, r := c.parties[p].name, 0
		switch {
		case strings.HasSuffix(name, " "+word):
			r = 3
		case strings.HasPrefix(name, word+" ") && (firstNames[strings.ToLower(word)] != anyGender || c.parties[p].first < at):
			r = 2
		case strings.Contains(name, " "+word+" "):
			r = 1
		}
		if r > rank || r > 0 && r == rank && c.parties[p].first < at {
			best, rank = p, r
		}
	}
	return best
}

// longestName is how many words and marks a name may have, and mostParties how
// many parties a text may name; beyond both there is no article.
const (
	longestName = 16
	mostParties = 400
)
