package annotate

import "strings"

// role gives the person whom the text describes with the noun at k: the one who
// shares most words, then the one named last.
func (h *hearing) role(r, from, k int) voice {
	best, most := -1, 0
	for p := range h.cast.parties {
		who := &h.cast.parties[p]
		if who.body || len(who.roles) == 0 || h.isNamedIn(r, p, k) {
			continue
		}
		n := 0
		if who.roles[h.at(r, k).word] {
			n = 4
		}
		for _, s := range synonyms[h.at(r, k).word] {
			if who.roles[s] {
				n = max(n, 2)
			}
		}
		if n == 0 {
			continue
		}
		for j := from; j < k; j++ {
			if w := h.at(r, j).word; who.roles[w] && !determiners[w] {
				n += 4
			}
		}
		n *= 2
		if who.first < h.at(r, k).start {
			n++
		}
		if n > most || n == most && p == h.person.party {
			best, most = p, n
		}
	}
	if best < 0 {
		return nobody
	}
	return voice{party: best, item: k, sure: .8, how: h.text[h.at(r, from).start:h.at(r, k).end]}
}

// bodyOf gives the organisation that a noun means: one whose name holds the
// word, or the words themselves where they are a name.
func (h *hearing) bodyOf(r, from, k int, some voice) voice {
	word, best := genitive(h.at(r, k).word), -1
	for p := range h.cast.parties {
		if who := &h.cast.parties[p]; who.body && who.first < h.at(r, k).start && (who.roles[word] || strings.Contains(strings.ToLower(who.name), word)) {
			best = p
		}
	}
	if determiners[h.at(r, from).word] {
		from++
	}
	if h.at(r, from).upper && from < k && (from > 0 || h.at(r, k).upper) {
		return voice{party: -1, name: h.text[h.at(r, from).start:h.at(r, k).end], item: k, sure: .8, how: "named"}
	}
	if best >= 0 && (from == k || h.matches(best, r, from, k)) {
		return voice{party: best, item: k, sure: .75, how: word}
	}
	if (word == "newspaper" || word == "paper") && h.body.known() {
		return h.meant(h.body, k, word)
	}
	return some
}

// matches reports whether the name of a party holds every word of a phrase.
func (h *hearing) matches(p, r, from, to int) bool {
	name := strings.ToLower(h.cast.parties[p].name)
	for j := from; j < to; j++ {
		if !strings.Contains(name, genitive(h.at(r, j).word)) {
			return false
		}
	}
	return true
}

func genitive(word string) string {
	return strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
}

// issuer gives whose a statement is: the organisation or the person whose
// genitive stands before it, else who spoke last.
func (h *hearing) issuer(r, from, k int, some voice) voice {
	for j := from; j < k; j++ {
		if it := h.at(r, j); it.party >= 0 {
			return voice{party: it.party, item: j, sure: .8, how: "of " + h.cast.parties[it.party].name}
		}
	}
	for j := k - 1; j >= from; j-- {
		if bodies[genitive(h.at(r, j).word)] {
			return h.bodyOf(r, from, j, some)
		}
	}
	if w := h.at(r, k+1).word; w == "from" || w == "by" {
		return h.right(r, k+2)
	}
	if w := h.at(r, from).word; (w == "a" || w == "an") && issued[h.at(r, k).word] {
		if v := h.first(r, from); v.known() && !h.isComplement(r, from) {
			return v
		}
	}
	if w := h.at(r, from).word; w == "the" && h.body.known() && r-h.bodyAt <= 4 && h.at(r, k).word == "statement" {
		return h.meant(h.body, k, "the statement")
	}
	return some
}

func isPluralHuman(w string) bool {
	return strings.HasSuffix(w, "s") && (humans[strings.TrimSuffix(w, "s")] || humans[strings.TrimSuffix(w, "es")]) || w == "people" || w == "men" || w == "women" || w == "children" ||
		w == "authorities" || w == "critics" || w == "sources" || w == "experts" || w == "supporters" || w == "fans" || w == "police" || w == "prosecutors" || w == "investigators"
}

func (h *hearing) hasOwner(r, from, k int) bool {
	for j := from; j < k; j++ {
		if h.isOwner(r, j) {
			return true
		}
	}
	return false
}

// mayBe reports whether a person of whom the text tells other trades may be
// meant by a word that it did not tell.
func (h *hearing) mayBe(v voice, word string) bool {
	if v.party < 0 || plainly[word] {
		return true
	}
	for w := range h.cast.parties[v.party].roles {
		if humans[w] {
			return false
		}
	}
	return true
}

// isVeiled reports whether a phrase says that it tells no name.
func (h *hearing) isVeiled(r, from, k int) bool {
	for j := from; j < k; j++ {
		if w := h.at(r, j).word; w == "unnamed" || w == "unidentified" || w == "anonymous" {
			return true
		}
	}
	return false
}
