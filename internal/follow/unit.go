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
	note      noteKind
	at        int // number of the first sentence
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
			for k := len(u.added) - op.New.Len(); k < len(u.added); k++ {
				u.added[k].note = noteOf(u.added[k].text)
			}
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
	u := unit{at: r[0], paragraph: b.paragraphs[r[0]]}
	for k := r[0]; k < r[1]; k++ {
		u.words = append(u.words, b.words[k]...)
		u.tokens = append(u.tokens, b.tokens[k]...)
	}
	u.text = strings.TrimSpace(strings.Join(u.tokens, ""))
	return u
}

// excerpt is a sentence as evidence shows it.
func excerpt(s string) string {
	const most = 300
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
