package follow

import "tearsheet/internal/diff"

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

// mostWordsLoose bounds how many words are compared to pair sentences loosely:
// in a text that was rewritten nobody pairs them.
const mostWordsLoose = 1 << 20

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
		if a.gap != r.gap || taken[k] || a.note != noNote {
			continue
		}
		if alike := likeness(r.words, a.words); alike >= limits.alikeLoosely && alike > most {
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
