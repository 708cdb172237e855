package annotate

import (
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
	for k := 0; k < j; k++ {
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
	for h.at(r, k+1).party == p {
		k++
	}
	return h.isOwner(r, k)
}

// nearest gives the person named last before a place, of a gender.
func (h *hearing) nearest(at int, g gender) voice {
	best := nobody
	for _, n := range h.cast.namings {
		if n.start >= at {
			break
		}
		if v := (voice{party: n.party, sure: .6, how: "named before"}); h.fits(v, g) {
			best = v
		}
	}
	return best
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

// plainly are words by which a text may call anybody, whatever the trade.
var plainly = set("man woman boy girl old star player legend native veteran champion spokesman spokeswoman spokesperson teenager teen father mother hero newcomer youngster american briton")

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

func (h *hearing) hasOwner(r, from, k int) bool {
	for j := from; j < k; j++ {
		if h.isOwner(r, j) {
			return true
		}
	}
	return false
}

func isPluralHuman(w string) bool {
	return strings.HasSuffix(w, "s") && (humans[strings.TrimSuffix(w, "s")] || humans[strings.TrimSuffix(w, "es")]) || w == "people" || w == "men" || w == "women" || w == "children" ||
		w == "authorities" || w == "critics" || w == "sources" || w == "experts" || w == "supporters" || w == "fans" || w == "police" || w == "prosecutors" || w == "investigators"
}

// isNamedIn reports whether a sentence names a party before item k.
func (h *hearing) isNamedIn(r, party, k int) bool {
	for j := range k {
		if h.at(r, j).party == party && party >= 0 {
			return true
		}
	}
	return false
}

// synonyms of trades under which a text may call the same person.
var synonyms = map[string][]string{
	"leader": {"president", "minister", "premier", "chancellor", "captain"}, "president": {"leader"}, "boss": {"coach", "manager", "executive", "ceo"},
	"coach": {"boss", "manager"}, "manager": {"boss", "coach"}, "lawyer": {"attorney", "solicitor", "barrister"}, "attorney": {"lawyer"}, "mp": {"backbencher", "politician", "parliament"},
	"premier": {"minister"}, "official": {"officer", "agent"}, "singer": {"musician", "star", "frontman", "vocalist"}, "star": {"actor", "actress", "singer", "striker"},
	"police": {"officer"}, "chief": {"head", "director", "commissioner", "executive"}, "lawmaker": {"senator", "congressman", "mp", "representative"}, "driver": {"champion"},
	"skipper": {"captain"}, "captain": {"skipper"}, "academic": {"professor", "lecturer"}, "activist": {"campaigner"}, "minister": {"secretary"},
}

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

// issued are the statements of those who are the subjects of their sentences.
var issued = set("statement letter message note email e-mail tweet post report memo complaint affidavit filing posting")

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
