package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"tearsheet"
)

// textPart is a paragraph in which passages are marked, or a run of paragraphs
// without any, folded. Exactly one of Words and Fold is set.
type textPart struct {
	Words  []numbered
	Fold   string // "4 paragraphs without shared passages"
	Folded []string
}

// numbered is words of a text; those of a passage carry its number, which is
// the same in both texts.
type numbered struct {
	Number int // of the passage; 0: in none
	Text   string
	ID     string // where the other text's number leads; set on the first piece of a passage
	Other  string // where this number leads
}

// stand is one passage's place in one text, in code points.
type stand struct{ from, to, number int }

// passagesStand reports whether passages can be of these two texts: each lies
// within them and begins with the same letter. A text may have changed since
// its passages were found.
func passagesStand(passages []tearsheet.Passage, c, o string) bool {
	mine, theirs := []rune(c), []rune(o)
	for _, p := range passages {
		if !within(p.Copy, len(mine)) || !within(p.Origin, len(theirs)) {
			return false
		}
		if firstLetter(mine[p.Copy[0]:p.Copy[1]]) != firstLetter(theirs[p.Origin[0]:p.Origin[1]]) {
			return false
		}
	}
	return true
}

func within(place [2]int, length int) bool {
	return 0 <= place[0] && place[0] < place[1] && place[1] <= length
}

// firstLetter is the first letter or digit, without its case.
func firstLetter(text []rune) rune {
	at := slices.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if at < 0 {
		return 0
	}
	return unicode.ToLower(text[at])
}

// sideOfText is one of the two texts with the names of its anchors.
type sideOfText struct {
	text        string
	spans       []stand
	mine, other string // before the number in an anchor: "c", "o"
}

func copySide(p *pair) sideOfText {
	s := sideOfText{text: p.copy.Revision.Text(), mine: "c", other: "o"}
	for i, passage := range p.reuse.Passages {
		s.spans = append(s.spans, stand{passage.Copy[0], passage.Copy[1], i + 1})
	}
	return s
}

// originSide may have one stretch in several passages, for a copy may repeat
// it. The first in the origin's order is marked.
func originSide(p *pair) sideOfText {
	s := sideOfText{text: p.origin.Revision.Text(), mine: "o", other: "c"}
	for i, passage := range p.reuse.Passages {
		s.spans = append(s.spans, stand{passage.Origin[0], passage.Origin[1], i + 1})
	}
	slices.SortStableFunc(s.spans, func(a, b stand) int { return cmp.Compare(a.from, b.from) })
	return s
}

// parts marks the passages in the whole text, paragraph by paragraph.
func (s sideOfText) parts() []textPart {
	var all []textPart
	var folded []string
	fold := func() {
		if folded != nil {
			all = append(all, textPart{Fold: count(len(folded), "paragraph") + " without shared passages", Folded: folded})
			folded = nil
		}
	}
	seen, at := map[int]bool{}, 0
	for paragraph := range strings.SplitSeq(s.text, "\n\n") {
		runes := []rune(paragraph)
		words := s.mark(runes, at, seen)
		at += len(runes) + 2
		if len(words) == 1 && words[0].Number == 0 {
			folded = append(folded, paragraph)
			continue
		}
		fold()
		all = append(all, textPart{Words: words})
	}
	fold()
	return all
}

// mark parts a paragraph that begins at a place of the text by its passages.
func (s sideOfText) mark(runes []rune, at int, seen map[int]bool) []numbered {
	var words []numbered
	done := 0
	for _, p := range s.spans {
		from, to := max(p.from-at, done), min(p.to-at, len(runes))
		if from >= to {
			continue
		}
		if from > done {
			words = append(words, numbered{Text: string(runes[done:from])})
		}
		words = append(words, s.numbered(p.number, string(runes[from:to]), seen))
		done = to
	}
	if done < len(runes) || len(runes) == 0 {
		words = append(words, numbered{Text: string(runes[done:])})
	}
	return words
}

func (s sideOfText) numbered(n int, text string, seen map[int]bool) numbered {
	words := numbered{Number: n, Text: text}
	if !seen[n] {
		words.ID, words.Other = fmt.Sprintf("%s%d", s.mine, n), fmt.Sprintf("#%s%d", s.other, n)
	}
	seen[n] = true
	return words
}

// within gives of a text as much as may be quoted: its passages one by one,
// and nothing of what stands between them. Cut says that something is missing.
func (s sideOfText) within(sight *sight) (parts []textPart, cut bool) {
	if sight.showsWhole() {
		return s.parts(), false
	}
	runes, seen, done := []rune(s.text), map[int]bool{}, 0
	for _, p := range s.spans {
		from, to := max(p.from, done), min(p.to, len(runes))
		if from >= to {
			continue
		}
		text, whole := sight.quote(string(runes[from:to]), sight.left)
		cut, done = cut || !whole, to
		if text != "" && text != "…" {
			parts = append(parts, textPart{Words: []numbered{s.numbered(p.number, text, seen)}})
		}
	}
	return parts, cut || len(parts) < len(s.spans) || len(s.spans) == 0
}
