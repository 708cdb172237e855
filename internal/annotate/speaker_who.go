package annotate

import (
	"slices"
	"strings"
)

// memory is how many reports back a pronoun or a description may mean whom the
// reports were about.
const memory = 5

// pronoun gives whom the pronoun at item j means: the subject of its own
// sentence before it, else whom the reports before were about.
func (h *hearing) pronoun(r, j int) voice {
	word := h.at(r, j).word
	switch word {
	case "i", "we", "you", "wir", "on":
		return nobody
	case "it", "es":
		if h.body.known() && r-h.bodyAt <= 2 {
			return h.meant(h.body, j, word)
		}
		return voice{party: -1, unnamed: true, item: j, sure: .4, how: word}
	case "they", "sie", "ils", "elles", "ellos", "ellas":
		if word != "sie" {
			return h.plural(r, j, word)
		}
	}
	g := pronounGender[word]
	if v := h.subjectBefore(r, j, g); v.known() {
		return h.meant(v, j, word)
	}
	if h.person.known() && r-h.heard <= memory && h.fits(h.person, g) {
		return h.meant(h.person, j, word)
	}
	if v := h.nearest(h.at(r, j).start, g); v.known() {
		return h.meant(v, j, word)
	}
	return nobody
}

func (h *hearing) plural(r, j int, word string) voice {
	if v := h.first(r, j); v.known() {
		return h.meant(v, j, word)
	}
	if h.body.known() && h.bodyAt > h.heard && r-h.bodyAt <= 2 {
		return h.meant(h.body, j, word)
	}
	return voice{party: -1, unnamed: true, item: j, sure: .4, how: word}
}

var pronounGender = map[string]gender{"he": male, "she": female, "er": male, "il": male, "elle": female, "él": male, "ella": female}

// meant gives a voice once more, through a pronoun.
func (h *hearing) meant(v voice, j int, word string) voice {
	v.item, v.sure, v.how = j, v.sure*.92, word
	return v
}

func (h *hearing) fits(v voice, g gender) bool {
	if v.party < 0 {
		return true
	}
	own := h.cast.parties[v.party].gender
	return !h.cast.parties[v.party].body && (own == anyGender || g == anyGender || own == g)
}

// subjectBefore gives the first person of a sentence before item j that may be
// meant.
func (h *hearing) subjectBefore(r, j int, g gender) voice {
	for k := max(0, j-longestReport); k < j; k++ {
		it := h.at(r, k)
		if it.party < 0 || h.cast.parties[it.party].body || k > 0 && h.at(r, k-1).party == it.party {
			continue
		}
		if h.isComplement(r, h.chunkStart(r, k)) || h.ownerOf(r, k) {
			continue
		}
		if v := (voice{party: it.party, item: k, sure: .9, how: "named"}); h.fits(v, g) {
			return v
		}
	}
	return nobody
}

// ownerOf reports whether the name that holds item k is in the genitive.
func (h *hearing) ownerOf(r, k int) bool {
	p := h.at(r, k).party
	for end := k + 12; k < end && h.at(r, k+1).party == p; k++ {
	}
	return h.isOwner(r, k)
}

// nearest gives the person named last before a place, of a gender.
func (h *hearing) nearest(at int, g gender) voice {
	k, _ := slices.BinarySearchFunc(h.cast.namings, at, func(n naming, at int) int { return n.start - at })
	for k--; k >= 0; k-- {
		if v := (voice{party: h.cast.namings[k].party, sure: .6, how: "named before"}); h.fits(v, g) {
			return v
		}
	}
	return nobody
}

// describe gives whom the noun at item k, with the words before it, means.
func (h *hearing) describe(r, k int) voice {
	word := h.at(r, k).word
	from := h.chunkStart(r, k)
	some := voice{party: -1, unnamed: true, item: k, sure: .7, how: h.text[h.at(r, from).start:h.at(r, k).end]}
	switch {
	case cueNouns[word] || word == "statement":
		return h.issuer(r, from, k, some)
	case bodies[word] || word == "newspaper" || word == "paper":
		return h.bodyOf(r, from, k, some)
	case isPluralHuman(word):
		return some
	case !humans[word]:
		return nobody
	case indefinite[h.at(r, from).word] || h.isVeiled(r, from, k):
		return some
	case !determiners[h.at(r, from).word] && h.at(r, from).party < 0 && !h.isOwner(r, from):
		if peoples[h.at(r, from).word] {
			return nobody
		}
	}
	if v := h.role(r, from, k); v.known() {
		return v
	}
	if strings.HasPrefix(word, "spokes") && (from == k || h.at(r, from).word != "the") {
		return some
	}
	if h.person.known() && r-h.heard <= 2 && h.fits(h.person, titleGender[word]) && !h.isNamedIn(r, h.person.party, k) && h.at(r, from).word == "the" && !h.hasOwner(r, from, k) && h.mayBe(h.person, word) {
		v := h.person
		v.item, v.sure, v.how = k, .6, some.how
		return v
	}
	return some
}

// isNamedIn reports whether a sentence names a party before item k.
func (h *hearing) isNamedIn(r, party, k int) bool {
	for j := max(0, k-longestReport); j < k; j++ {
		if h.at(r, j).party == party && party >= 0 {
			return true
		}
	}
	return false
}
