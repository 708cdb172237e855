package read

import (
	"strings"

	"tearsheet"
	"tearsheet/internal/address"
)

// canonical keeps the page's own address as it states it; one at another
// publisher is a claim about that publisher's article, not an identity. What
// the page states otherwise is kept as a conflict.
func (s *sheet) canonical(r *tearsheet.Revision) {
	var own, foreign []candidate
	for _, c := range s.statedAddresses() {
		if s.addr.Host == "" || address.SameSite(c.words, s.addr.String()) { // a file may be given without its address
			own = append(own, c)
		} else if c.where != placeLD {
			foreign = append(foreign, c)
		}
	}
	if c := s.ownAddress(own); c.words != "" {
		r.Canonical, r.Evidence["canonical"] = c.words, c.where
	}
	if len(foreign) > 0 {
		r.Declared.Canonical, r.Evidence["declared.canonical_elsewhere"] = foreign[0].words, foreign[0].where
	}
	for _, c := range append(own, foreign...) {
		if !sameAddress(c.words, r.Canonical) && !sameAddress(c.words, r.Declared.Canonical) {
			addConflict(r, "canonical", c.words, c.where)
		}
	}
}

const (
	placeLink = "link rel=canonical"
	placeLD   = "json-ld url"
)

// statedAddresses are all that the page states as its canonical address, the
// most trusted place first.
func (s *sheet) statedAddresses() []candidate {
	var all []candidate
	add := func(ref, where string) {
		if u := address.Resolve(s.base, ref); u != "" && !s.onlyFront(u) && len(all) < 20 {
			all = append(all, candidate{u, where})
		}
	}
	for _, href := range s.links["canonical"] {
		add(href, placeLink)
	}
	v, where := s.said("og:url")
	add(v, where)
	for _, o := range s.articles() {
		if o.rank() > 1 {
			add(o.str("url"), placeLD)
		}
	}
	return all
}

// ownAddress gives the first of the page's own addresses. Where several links
// call themselves canonical, only one that is the page's address or that
// another place repeats counts.
func (s *sheet) ownAddress(own []candidate) candidate {
	if len(own) == 0 {
		return candidate{}
	}
	first := own[0]
	contradicted := false
	for _, c := range own[1:] {
		contradicted = contradicted || c.where == placeLink && !sameAddress(c.words, first.words)
	}
	if !contradicted {
		return first
	}
	for _, c := range own {
		if sameAddress(c.words, s.addr.String()) {
			return c
		}
		for _, o := range own {
			if o.where != c.where && sameAddress(o.words, c.words) {
				return c
			}
		}
	}
	return candidate{}
}

// sameAddress reports whether two addresses differ in their scheme, in a slash
// at the end or in nothing that counts.
func sameAddress(a, b string) bool {
	x, errA := address.Normal(a)
	y, errB := address.Normal(b)
	bare := func(u string) string {
		_, rest, _ := strings.Cut(u, "://")
		return strings.TrimSuffix(rest, "/")
	}
	return errA == nil && errB == nil && bare(x) == bare(y)
}
