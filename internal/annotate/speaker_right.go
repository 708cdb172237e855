package annotate

import "strings"

// right gives the subject that follows a verb, from item k on.
func (h *hearing) right(r, k int) voice {
	for helpers[h.at(r, k).word] || strings.HasSuffix(h.at(r, k).word, "ly") && !h.at(r, k).upper {
		k++
	}
	if h.tongue.subjects[h.at(r, k).word] {
		return h.pronoun(r, k)
	}
	described := nobody
	for part := 0; part < 4; part++ {
		to := h.chunkEnd(r, k)
		if to > k {
			if v := h.rightChunk(r, k, to, part); v.party >= 0 || v.name != "" {
				return v
			} else if v.known() && !described.known() {
				described = v
			}
		}
		sep := h.at(r, to).word
		if sep == "," && described.known() && h.at(r, to+1).party >= 0 && !described.indefinite(h, r) {
			if p := h.at(r, to+1).party; !h.cast.parties[p].body {
				return voice{party: p, item: to + 1, sure: .9, how: "named"}
			}
		}
		if !prepositions[sep] {
			break
		}
		k = to + 1
	}
	return described
}

func (v voice) indefinite(h *hearing, r int) bool {
	return indefinite[h.at(r, h.chunkStart(r, v.item)).word]
}

// chunkEnd gives the end of the noun phrase that begins at item k.
func (h *hearing) chunkEnd(r, k int) int {
	to := k
	for to < len(h.reports[r].items) && to < k+12 {
		it := h.at(r, to)
		joined := it.word == "-" && !h.isApart(r, to) || it.word == "." && h.at(r, to-1).upper && len(h.at(r, to-1).word) <= 4 || it.word == "(" || it.word == ")"
		if it.party < 0 && (!it.isWord() && !joined || it.passage >= 0 || prepositions[it.word] || conjunctions[it.word] || verbs[it.word] || it.word == "who") {
			break
		}
		to++
	}
	return to
}

// rightChunk reads one part of a subject behind its verb. A name that hangs on
// a preposition counts where a trade stands before it: "chief of detectives
// John Smith".
func (h *hearing) rightChunk(r, k, to, part int) voice {
	for j := k; j < to; j++ {
		it := h.at(r, j)
		if it.party < 0 || h.isOwner(r, j) || j+1 < to && h.at(r, j+1).party == it.party && h.isOwner(r, j+1) {
			continue
		}
		end := j + 1
		for end < to && h.at(r, end).party == it.party {
			end++
		}
		if end < to && (humans[h.at(r, end).word] || bodies[h.at(r, end).word] || h.at(r, end).party >= 0) {
			continue // "Chelsea coach", "NYPD Chief"
		}
		named := j // the words before the name
		for j = end - 1; named > k && h.at(r, named-1).party == it.party; named-- {
		}
		if part == 0 || named > k && !h.cast.parties[it.party].body && !determiners[h.at(r, named-1).word] {
			return voice{party: it.party, item: named, sure: .95, how: "named"}
		}
	}
	if part > 0 {
		return nobody
	}
	end := to
	for end > k && !humans[h.at(r, end-1).word] && !bodies[h.at(r, end-1).word] && !h.at(r, end-1).upper {
		end--
	}
	if end == k {
		end = to
	}
	if v := h.capitals(r, k, end); v.known() {
		return v
	}
	return h.describe(r, end-1)
}
