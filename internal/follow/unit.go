package follow

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tearsheet"
	"tearsheet/internal/diff"
	"tearsheet/internal/text"
)

// word is one word of a sentence with what tells whether its change matters.
type word struct {
	text   string
	key    string // lower case, apostrophes folded, without "'s"
	quoted bool   // stands in quotation marks
	first  bool   // begins a sentence or a quotation, so that a capital tells nothing
	joined bool   // a hyphen before it joins it to the word before
}

// body is a text as diff takes it, with its words beside.
type body struct {
	tokens     [][]string // by sentence; words and marks with the white space after them
	words      [][]word   // by sentence; one for each token, marks without key
	paragraphs []int      // by sentence: number of its paragraph
}

// bodyOf reads blocks; what drop says is left out, by paragraph or sentence.
func bodyOf(blocks []tearsheet.Block, drop func(string) bool) body {
	var b body
	n := 0
	for _, block := range blocks {
		if block.Kind == tearsheet.Picture || block.Kind == tearsheet.Embed || drop(block.Text) {
			continue
		}
		for _, paragraph := range text.Paragraphs(block.Text) {
			n++
			b.add(paragraph, n, drop)
		}
	}
	return b
}

func (b *body) add(paragraph string, number int, drop func(string) bool) {
	quotes := quotations(paragraph)
	spans := text.SentenceSpans(paragraph)
	spans = slices.DeleteFunc(spans, func(s text.Span) bool { return drop(s.Of(paragraph)) })
	for k, s := range spans {
		space := paragraphEnd
		if k+1 < len(spans) {
			space = paragraph[s.End:spans[k+1].Start]
			if space != paragraphEnd {
				space = " "
			}
		}
		b.tokens = append(b.tokens, tokens(s.Of(paragraph), space))
		b.words = append(b.words, wordsOf(paragraph, s, quotes))
		b.paragraphs = append(b.paragraphs, number)
	}
}

// wordsOf gives a word for each token of a sentence.
func wordsOf(paragraph string, sentence text.Span, quotes []text.Span) []word {
	s := sentence.Of(paragraph)
	spans := text.TokenSpans(s)
	words := make([]word, len(spans))
	first, q := true, 0
	for k, t := range spans {
		at := sentence.Start + t.Start
		for q < len(quotes) && quotes[q].End <= at {
			q++
		}
		w := word{text: t.Of(s), quoted: q < len(quotes) && quotes[q].Start <= at}
		if text.IsWord(w.text) || strings.ContainsAny(w.text, "%‰") {
			w.key, w.first = keyOf(w.text), first
			w.joined = k > 0 && spans[k-1].End == t.Start && isHyphen(words[k-1].text)
			first = false
		} else if strings.ContainsAny(w.text, `:“„«"‘`) {
			first = true
		}
		words[k] = w
	}
	return words
}

func isHyphen(mark string) bool { return mark == "-" || mark == "‐" || mark == "‑" }

// keyOf is what is equal for forms of a word that say the same: "Bank's" and
// "bank".
func keyOf(w string) string {
	k := strings.ToLower(fold(w))
	k = strings.TrimSuffix(k, "'s")
	return strings.TrimSuffix(k, "'")
}

// group is some words that gave way to others at one place; either may be none.
// With them the places that they, and marks among them, take in each side.
type group struct {
	old, new       []word
	oldFrom, oldTo int
	newFrom, newTo int
}

// pair is a sentence, or what one became in splitting, before and after.
type pair struct {
	old, new  []word
	groups    []group
	kept      []word // of the new side
	oldText   string
	newText   string
	paragraph int // of the new side
	typed     bool
}

// units are the pieces of a change: what became of each sentence that did not
// stay as it was.
type units struct {
	pairs          []pair
	added, removed []unit
	moved          bool
}

// unit is a sentence that only one side has.
type unit struct {
	words     []word
	tokens    []string
	text      string
	paragraph int
	gap       int // number of the gap between sentences that stayed
}

// unitsOf reads the operations from old to new.
func unitsOf(old, new body, ops []diff.Op) units {
	var u units
	gap := 0
	for _, op := range ops {
		switch {
		case op.Away:
		case op.Kind == diff.Removed:
			u.removed = append(u.removed, old.units(op.Old, gap)...)
		case op.Kind == diff.Added:
			u.added = append(u.added, new.units(op.New, gap)...)
		case len(op.Words) > 1 || op.Kind == diff.Edited:
			u.moved = u.moved || op.Kind == diff.Moved
			u.pairs = append(u.pairs, pairOf(old.side(op.Old), new.side(op.New), op))
			gap++
		default:
			u.moved = u.moved || op.Kind == diff.Moved
			gap++
		}
	}
	u.pairLoosely()
	return u
}

func (b body) units(r diff.Range, gap int) []unit {
	var all []unit
	for k := r[0]; k < r[1]; k++ {
		u := b.side(diff.Range{k, k + 1})
		u.gap = gap
		all = append(all, u)
	}
	return all
}

// side joins some sentences.
func (b body) side(r diff.Range) unit {
	u := unit{paragraph: b.paragraphs[r[0]]}
	for k := r[0]; k < r[1]; k++ {
		u.words = append(u.words, b.words[k]...)
		u.tokens = append(u.tokens, b.tokens[k]...)
	}
	u.text = strings.TrimSpace(strings.Join(u.tokens, ""))
	return u
}

// pairOf reads the runs of an edited operation off into groups of words.
func pairOf(old, new unit, op diff.Op) pair {
	p := pair{old: old.words, new: new.words, oldText: old.text, newText: new.text, paragraph: new.paragraph, typed: op.Typographic}
	i, j := 0, 0
	var g group
	for _, r := range op.Words {
		switch r.Kind {
		case diff.Keep:
			n := covered(new.tokens[j:], r)
			p.close(&g, i, j)
			p.kept = append(p.kept, new.words[j:j+n]...)
			i, j = min(i+n, len(old.words)), j+n
			g = group{oldFrom: i, newFrom: j}
		case diff.Delete:
			n := covered(old.tokens[i:], r)
			g.old, i = append(g.old, lexical(old.words[i:i+n])...), i+n
		case diff.Insert:
			n := covered(new.tokens[j:], r)
			g.new, j = append(g.new, lexical(new.words[j:j+n])...), j+n
		}
	}
	p.close(&g, i, j)
	return p
}

func (p *pair) close(g *group, i, j int) {
	if len(g.old)+len(g.new) > 0 {
		g.oldTo, g.newTo = i, j
		p.groups = append(p.groups, *g)
	}
	*g = group{}
}

// covered counts the tokens that a run holds.
func covered(tokens []string, r diff.Run) int {
	left := len(r.Text)
	for n, t := range tokens {
		if left <= 0 {
			return n
		}
		left -= len(t)
	}
	return len(tokens)
}

// lexical leaves out marks.
func lexical(words []word) []word {
	var kept []word
	for _, w := range words {
		if w.key != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

// How alike, by Dice's coefficient, a sentence that went and one that came at
// its place must be to be the same sentence rewritten, and how many words are
// compared for that: in a text that was rewritten nobody pairs sentences.
const (
	alikeLoosely   = 0.30
	mostWordsLoose = 1 << 20
)

// pairLoosely joins what went and what came at one place where diff saw too
// little in common to call it an edit, as in a short sentence turned round.
func (u *units) pairLoosely() {
	if wordsIn(u.removed)*len(u.added)+wordsIn(u.added)*len(u.removed) > mostWordsLoose {
		return
	}
	taken := map[int]bool{}
	var gone []unit
	for _, r := range u.removed {
		k := u.likest(r, taken)
		if k < 0 {
			gone = append(gone, r)
			continue
		}
		taken[k] = true
		u.pairs = append(u.pairs, pairOf(r, u.added[k], diff.Line(r.tokens, u.added[k].tokens)))
	}
	var came []unit
	for k, a := range u.added {
		if !taken[k] {
			came = append(came, a)
		}
	}
	u.removed, u.added = gone, came
}

// likest gives the added sentence at the same place that is most like r, -1 for
// none that is alike enough.
func (u *units) likest(r unit, taken map[int]bool) int {
	best, most := -1, 0.0
	for k, a := range u.added {
		if a.gap != r.gap || taken[k] || noteOf(a.text) != noNote {
			continue
		}
		if alike := likeness(r.words, a.words); alike >= alikeLoosely && alike > most {
			best, most = k, alike
		}
	}
	return best
}

func wordsIn(all []unit) int {
	n := 0
	for _, u := range all {
		n += len(u.words)
	}
	return n
}

// likeness is how much of their words two sentences share.
func likeness(a, b []word) float64 {
	count, all, shared := map[string]int{}, 0, 0
	for _, w := range a {
		if w.key != "" {
			count[w.key]++
			all++
		}
	}
	for _, w := range b {
		if w.key == "" {
			continue
		}
		if all++; count[w.key] > 0 {
			count[w.key]--
			shared++
		}
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(all)
}

// excerpt is a sentence as evidence shows it.
func excerpt(s string) string {
	const most = 300
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
