package annotate

import "strings"

// chunkStart gives the first word of the noun phrase that ends at item j.
func (h *hearing) chunkStart(r, j int) int {
	from := j
	for k := j; k >= 0 && k > j-14; k-- {
		it := h.at(r, k)
		if it.party >= 0 {
			from = k
			continue
		}
		joined := it.word == "-" || it.word == "." && k > 0 && h.at(r, k-1).upper
		if !it.isWord() && !joined && it.passage < 0 || prepositions[it.word] || conjunctions[it.word] && it.word != "that" || h.isVerb(r, k) {
			break
		}
		if it.passage < 0 {
			from = k
		}
		if determiners[it.word] {
			break
		}
	}
	return from
}

func (h *hearing) isVerb(r, k int) bool {
	it := h.at(r, k)
	return verbs[it.word] || cues[it.word] == sayCue && !h.isNoun(r, k) && !humans[it.word] && !it.upper
}

// isComplement reports whether a noun phrase hangs on a preposition.
func (h *hearing) isComplement(r, from int) bool {
	return prepositions[h.at(r, from-1).word]
}

// chunk gives the voice that a noun phrase names: the party at its end, or the
// one that it describes.
func (h *hearing) chunk(r, from, to int) voice {
	for k := to - 1; k >= from; k-- {
		it := h.at(r, k)
		if it.party < 0 {
			continue
		}
		if h.isOwner(r, k) && k < to-1 {
			break
		}
		if k >= to-1 || h.at(r, k+1).word == "'s" || !h.lowerBetween(r, k+1, to) {
			return voice{party: it.party, item: k, sure: .95, how: "named"}
		}
		break
	}
	if v := h.capitals(r, from, to); v.known() {
		return v
	}
	return h.describe(r, to-1)
}

// isOwner reports whether a name is in the genitive: "the rapper's spokesman".
func (h *hearing) isOwner(r, k int) bool {
	w := h.at(r, k).word
	next := h.at(r, k+1).word
	return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") || next == "'s" || next == "’s" || next == "'" || next == "’"
}

func (h *hearing) lowerBetween(r, from, to int) bool {
	for k := from; k < to; k++ {
		if it := h.at(r, k); it.isWord() && !helpers[it.word] {
			return true
		}
	}
	return false
}

// capitals gives a name that no annotator found: the capitalised words at the
// end of a noun phrase beside its verb.
func (h *hearing) capitals(r, from, to int) voice {
	k := to
	for k > from && h.at(r, k-1).upper && h.at(r, k-1).party < 0 && !humans[h.at(r, k-1).word] && !courtesies[h.at(r, k-1).word] && !determiners[h.at(r, k-1).word] && !h.tongue.subjects[h.at(r, k-1).word] {
		k--
	}
	if k == to || h.at(r, k-1).word == "-" || isDigits(h.at(r, to).word) || k == 0 && to == 1 && englishWords[h.at(r, 0).word] || h.tongue.code == "de" && to-k < 2 {
		return nobody
	}
	for j := k; j < to; j++ {
		if days[h.at(r, j).word] {
			return nobody
		}
	}
	name := h.text[h.at(r, k).start:h.at(r, to-1).end]
	if peoples[h.at(r, to-1).word] || days[h.at(r, to-1).word] || h.isOwner(r, to-1) {
		return nobody
	}
	return voice{party: -1, name: name, item: k, sure: .7, how: "named"}
}
