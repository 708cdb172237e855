package group

import (
	"cmp"
	"slices"
	"time"

	"tearsheet"
)

// sameRoom is how many of a hundred words two origins may differ in and still
// explain a copy as well as each other: then one whose words are unchanged is
// taken, then the credited one, then the earliest.
const sameRoom = 3

// explain keeps of the claims those that are needed to explain the copy's
// words. Two copies of one report share its words too; only the report is named.
// The claims stay as they are: they are asked again when more is known.
func explain(p *piece, claims []*found) []*found {
	claims = slices.Clone(claims)
	taken := make([]bool, int(p.end()))
	var kept []*found
	for len(claims) > 0 {
		best := strongest(claims)
		claims = slices.DeleteFunc(claims, func(f *found) bool { return f == best })
		if fresh(best, taken)*2 < best.overlap.same {
			continue
		}
		best.mark(taken)
		kept = append(kept, best)
	}
	return kept
}

// end is the code point after the last word.
func (p *piece) end() int32 {
	if len(p.places) == 0 {
		return 0
	}
	return p.places[len(p.places)-1].end
}

// strongest gives the claim with most words; among those that have about as
// many one whose words are unchanged, then the credited one, then the earliest.
func strongest(claims []*found) *found {
	most := slices.MaxFunc(claims, func(a, b *found) int { return cmp.Compare(a.overlap.same, b.overlap.same) }).overlap.same
	var best *found
	for _, f := range claims {
		if f.overlap.same*100 < most*(100-sameRoom) {
			continue
		}
		if best == nil || f.better(best) {
			best = f
		}
	}
	return best
}

func (f *found) better(than *found) bool {
	if f.unchanged() != than.unchanged() {
		return f.unchanged()
	}
	if f.credit.given() != than.credit.given() {
		return f.credit.given()
	}
	return earlier(f.overlap.origin.item, than.overlap.origin.item)
}

func (f *found) unchanged() bool {
	switch f.relation {
	case tearsheet.RelationVerbatim, tearsheet.RelationTypographic, tearsheet.RelationExcerpt:
		return true
	}
	return false
}

// fresh counts the words of a claim that no kept one explains.
func fresh(f *found, taken []bool) int {
	n := 0
	f.eachWord(func(at place) {
		if !taken[at.start] {
			n++
		}
	})
	return n
}

func (f *found) mark(taken []bool) {
	f.eachWord(func(at place) { taken[at.start] = true })
}

func (f *found) eachWord(do func(place)) {
	for _, t := range f.overlap.tiles {
		for _, at := range f.overlap.copy.places[t.a : t.a+t.n] {
			do(at)
		}
	}
}

// leastLikeness is how alike two articles must be for one to be retold from
// the other, when it names its source; what is older by halfLife must be twice
// as alike.
const (
	leastLikeness = .05
	halfLife      = 14 * 24 * time.Hour
)

// retold gives the articles that p names or links to as its source without
// having words of them: of each named source the one most alike, if any is
// alike. A name inside words that were taken from somebody is that one's credit.
func (x *Index) retold(p *piece, others []*piece, mentions []mention, kept []*found) []tearsheet.Reuse {
	done := explained(kept)
	var rows []tearsheet.Reuse
	for _, at := range places(unexplained(p, mentions, kept)) {
		if slices.ContainsFunc(at, func(m mention) bool { return done[m.source] }) {
			continue
		}
		if o := x.mostAlike(p, others, at); o != nil {
			done[o.item.Article.Source] = true
			rows = append(rows, x.basedOn(p, o))
		}
	}
	for _, o := range others {
		if how := linked(p.item, o.item); how != "" && !done[o.item.Article.Source] {
			done[o.item.Article.Source] = true
			rows = append(rows, x.basedOn(p, o))
		}
	}
	return rows
}

// explained gives the sources whose words were found.
func explained(kept []*found) map[tearsheet.SourceID]bool {
	done := map[tearsheet.SourceID]bool{}
	for _, f := range kept {
		done[f.overlap.origin.item.Article.Source] = true
	}
	return done
}

// unexplained gives the mentions outside the words that were taken from
// somebody, at places where none of the sources meant is explained by its words.
func unexplained(p *piece, mentions []mention, kept []*found) (open []mention) {
	taken, done := make([]bool, int(p.end())), explained(kept)
	for _, f := range kept {
		f.mark(taken)
	}
	for _, at := range places(mentions) {
		if !taken[p.places[at[0].from].start] && !slices.ContainsFunc(at, func(m mention) bool { return done[m.source] }) {
			open = append(open, at...)
		}
	}
	return open
}

// places gives the mentions by the word they begin at: one name may be that of
// several sources. Where one is named in full the others are not meant.
func places(mentions []mention) [][]mention {
	var all [][]mention
	for _, m := range mentions {
		n := len(all) - 1
		if n < 0 || all[n][0].from != m.from {
			all = append(all, nil)
			n++
		}
		all[n] = append(all[n], m)
	}
	for i, at := range all {
		if slices.ContainsFunc(at, func(m mention) bool { return m.sure }) {
			all[i] = slices.DeleteFunc(at, func(m mention) bool { return !m.sure })
		}
	}
	return all
}

// mostAlike gives the article of the sources named at one place that is most
// alike p. A name that is not given in full asks for more.
func (x *Index) mostAlike(p *piece, others []*piece, at []mention) *piece {
	var best *piece
	most := 0.0
	for _, o := range others {
		i := slices.IndexFunc(at, func(m mention) bool { return m.source == o.item.Article.Source })
		if i < 0 {
			continue
		}
		least := leastLikeness
		if !at[i].sure {
			least *= 1.5
		}
		if l := x.Words.likeness(p, o) * fading(p, o); l >= max(least, most) && first(p, o, creditOf(p, o)).first > 0 {
			best, most = o, l
		}
	}
	return best
}

// fading is 1 for what was published at the same time and less for what is old:
// who retells a matter retells its news.
func fading(p, o *piece) float64 {
	apart := timeOf(p.item).Sub(timeOf(o.item))
	return 1 / (1 + max(apart, 0).Hours()/halfLife.Hours())
}

func (x *Index) basedOn(p, o *piece) tearsheet.Reuse {
	c := creditOf(p, o)
	v := &overlap{copy: p, origin: o}
	d := first(p, o, c)
	if reason := d.reason(); reason != c.how && c.given() {
		d.tell = plainly(c.how + "; " + reason)
	}
	return v.row(tearsheet.RelationBasedOn, d, c)
}
