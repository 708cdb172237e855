package group

import (
	"slices"
	"strings"

	"tearsheet"
	"tearsheet/internal/text"
)

// The limits between the relations, in words. Decision 080 tells how they were
// found.
const (
	leastText     = 20  // a text that is shorter is nobody's copy
	leastShare    = .50 // of the copy's words, to be the origin modified
	leastUnmarked = 25  // in a row outside quotation marks
	leastEdited   = 40  // in a passage outside quotation marks, with small edits inside
	leastOwn      = 12  // of them outside the quotation marks of the origin too
	leastQuoted   = 10  // in a row inside quotation marks
	creditReach   = 80  // words between a quotation and the name of its source
)

// relation names what the copy has of the origin; empty: nothing that shows
// that one was taken from the other. Two reports of one speech share what was
// said: words inside quotation marks prove nothing without a credit.
func (v *overlap) relation(c credit) tearsheet.Relation {
	long := len(v.copy.words) >= leastText && len(v.origin.words) >= leastText
	own, loose, by := v.unaided(c)
	taken := own >= leastOwn && own*5 >= v.same || c.given()
	if whole := v.sameText(); long && whole != "" {
		if loose < leastOwn && !c.given() {
			return ""
		}
		return whole
	}
	switch {
	case long && taken && v.same >= leastText && v.excerpt():
		return tearsheet.RelationExcerpt
	case long && taken && v.same >= leastText && v.share() >= leastShare:
		return tearsheet.RelationModified
	case v.unmarked(by):
		return tearsheet.RelationUnmarked
	case slices.ContainsFunc(v.stretches, func(s stretch) bool { return s.run >= leastQuoted && c.covers(s) }):
		return tearsheet.RelationQuoted
	}
	return ""
}

// unaided counts the words that show who took them: with a credit those outside
// quotation marks, without it those that no text marks as a third one's.
func (v *overlap) unaided(c credit) (own, loose int, by []int) {
	if !c.given() {
		return v.free()
	}
	by = make([]int, len(v.stretches))
	for i, s := range v.stretches {
		by[i] = s.own
	}
	return v.own, v.same, by
}

// unmarked reports whether a long passage stands outside quotation marks; own
// are the words of each that show who took them.
func (v *overlap) unmarked(own []int) bool {
	for i, s := range v.stretches {
		if (s.exact >= leastUnmarked || s.plain >= leastEdited) && own[i] >= leastOwn {
			return true
		}
	}
	return false
}

// covers reports whether a credit speaks of a passage.
func (c credit) covers(s stretch) bool {
	near := func(at int) bool { return at >= s.a-creditReach && at < s.toA+creditReach }
	return c.firm || slices.ContainsFunc(c.at, near)
}

// sameText names the relation of two texts that are the same but for their
// typography; empty: they are not.
func (v *overlap) sameText() tearsheet.Relation {
	n, m := len(v.copy.words), len(v.origin.words)
	if max(n, m) > min(n, m)+min(n, m)/20+1 || v.same*10 < n*9 {
		return "" // only a joined or a cut word may differ
	}
	a, plainA := v.copy.texts()
	b, plainB := v.origin.texts()
	switch {
	case a == b:
		return tearsheet.RelationVerbatim
	case plainA == plainB:
		return tearsheet.RelationTypographic
	}
	return ""
}

// excerpt reports whether the copy is sentences of the origin, unchanged but
// for typography and in its order, with some left out. The last one may be cut
// off where the copy says so.
func (v *overlap) excerpt() bool {
	if v.same*20 < len(v.copy.words)*19 || len(v.copy.words) >= len(v.origin.words) {
		return false
	}
	left := v.origin.sentences()
	mine := v.copy.sentences()
	for i, s := range mine {
		at := slices.Index(left, s)
		if at < 0 && i == len(mine)-1 {
			return cutOff(s, left)
		}
		if at < 0 {
			return false
		}
		left = left[at+1:]
	}
	return true
}

// sentences gives the sentences without their typography.
func (p *piece) sentences() []string {
	p.parting.Do(func() {
		for _, b := range p.blocks {
			for _, s := range text.Sentences(b.text) {
				p.parts = append(p.parts, typography(s))
			}
		}
	})
	return p.parts
}

// cutOff reports whether s is the beginning of one of the sentences and shows
// by an ellipsis that it is no more.
func cutOff(s string, sentences []string) bool {
	begun := strings.TrimRight(s, "[].() ")
	if !strings.Contains(s[len(begun):], "...") || len(begun) < leastQuoted {
		return false
	}
	return slices.ContainsFunc(sentences, func(whole string) bool { return strings.HasPrefix(whole, begun) })
}

// headlines compares two headlines; empty: one has none, or they are others.
func headlines(a, b string) tearsheet.Relation {
	switch {
	case a == "" || b == "":
		return ""
	case a == b:
		return tearsheet.RelationVerbatim
	}
	v := compare(newPiece(headlinePiece(a), nil), newPiece(headlinePiece(b), nil))
	switch {
	case sameLetters(a, b):
		return tearsheet.RelationTypographic
	case v.share() >= leastShare:
		return tearsheet.RelationModified
	}
	return ""
}

func headlinePiece(s string) *tearsheet.Item {
	return &tearsheet.Item{Revision: tearsheet.Revision{Body: []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: s}}}}
}

// sameLetters reports whether two lines are the same letters and digits: a
// copy that lost the marks of "U.S." reads "u s".
func sameLetters(a, b string) bool {
	keep := func(r rune) rune {
		if isWordRune(r) {
			return r
		}
		return -1
	}
	return strings.EqualFold(strings.Map(keep, a), strings.Map(keep, b))
}
