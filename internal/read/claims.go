package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet/internal/address"
	"tearsheet/proof"
)

// object is one JSON-LD object.
type object map[string]any

// addLD reads one block and notes its objects, those of a @graph and what they
// call their main entity. Lists of other articles are left alone.
func (s *sheet) addLD(block string) {
	if len(block) > 4<<20 {
		return
	}
	for _, v := range readJSON(block) {
		s.flatten(v, 0)
	}
}

func (s *sheet) flatten(v any, depth int) {
	if depth > 6 || len(s.ld) > 2000 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			s.flatten(e, depth+1)
		}
	case map[string]any:
		o := object(v)
		s.ld = append(s.ld, o)
		if id := o.str("@id"); id != "" && len(o) > 2 {
			if _, ok := s.ids[id]; !ok {
				s.ids[id] = o
			}
		}
		for _, key := range [...]string{"@graph", "mainEntity", "mainEntityOfPage", "@list"} {
			s.flatten(o[key], depth+1)
		}
	}
}

// str gives the first words under key, in canonical form.
func (o object) str(key string) string { return words(o[key]) }

func words(v any) string {
	switch v := v.(type) {
	case string:
		if strings.IndexByte(v, '&') >= 0 {
			v = html.UnescapeString(v)
		}
		return proof.Block(v)
	case []any:
		for _, e := range v {
			if w := words(e); w != "" {
				return w
			}
		}
	case map[string]any:
		return words(v["@value"])
	}
	return ""
}

// list gives what stands under key as a list.
func (o object) list(key string) []any {
	switch v := o[key].(type) {
	case nil:
		return nil
	case []any:
		return v
	default:
		return []any{v}
	}
}

// named gives the object behind v: itself or, when v only points to it by
// @id, the one with that id.
func (s *sheet) named(v any) object {
	m, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	o := object(m)
	if o["name"] == nil {
		if full, ok := s.ids[o.str("@id")]; ok {
			return full
		}
	}
	return o
}

// rank says how surely an object of its type is the article of a page: 3 an
// article, 2 a kind of work that some publishers use for articles, 1 the page.
func (o object) rank() int {
	best := 0
	for _, t := range o.list("@type") {
		name := words(t)
		if i := strings.LastIndexAny(name, "/#:"); i >= 0 {
			name = name[i+1:]
		}
		best = max(best, rankOf(strings.ToLower(name)))
	}
	return best
}

func rankOf(kind string) int {
	switch {
	case strings.HasSuffix(kind, "article"), strings.HasSuffix(kind, "blogposting"), kind == "report", kind == "newsmediaarticle", kind == "socialmediaposting":
		return 3
	case kind == "videoobject", kind == "recipe", kind == "review", kind == "creativework", kind == "podcastepisode", kind == "claimreview", kind == "imagegallery", kind == "howto":
		return 2
	case strings.HasSuffix(kind, "page"):
		return 1
	}
	return 0
}

// articles gives the objects that speak of this page's article, surest first:
// only those of the best rank there is, and of these the ones that name this
// page's address, or repeat its headline, when any does. An object that names
// another page and no headline of this one speaks of another article, and so
// may a review, a film or a recipe that names no page at all.
func (s *sheet) articles() []object {
	if s.own == nil {
		s.own = []object{}
		for rank := 3; rank > 0 && len(s.own) == 0; rank-- {
			s.own = s.articlesOf(rank)
		}
	}
	return s.own
}

func (s *sheet) articlesOf(rank int) []object {
	all, here, titled := []object{}, []object{}, []object{}
	titles := s.pageTitles()
	for _, o := range s.ld {
		if o.rank() != rank {
			continue
		}
		switch names, repeats := s.pageOf(o), repeatsTitle(o, titles); {
		case names == thisPage:
			here = append(here, o)
		case repeats:
			titled = append(titled, o)
		case names == noPage && rank != 2:
			all = append(all, o)
		}
	}
	switch {
	case len(here) > 0:
		return here
	case len(titled) > 0:
		return titled
	}
	return all
}

// pageTitles are the headlines that the page itself shows or bears, folded.
func (s *sheet) pageTitles() []string {
	titles := []string{key(html.UnescapeString(s.title))}
	for _, name := range [...]string{"og:title", "twitter:title"} {
		v, _ := s.said(name)
		titles = append(titles, key(v))
	}
	for _, h := range s.h1 {
		if within(h.node, atom.Nav, atom.Aside, atom.Footer) == nil {
			titles = append(titles, key(h.words))
		}
	}
	return titles
}

// leastTitle is how many bytes of a folded headline tell it from others when
// it is a part of a longer one.
const leastTitle = 10

// repeatsTitle reports whether o has one of the titles as its own, whole or cut off.
func repeatsTitle(o object, titles []string) bool {
	for _, name := range [...]string{"headline", "name", "alternativeHeadline"} {
		k := key(plainText(o.str(name)))
		if k == "" || len(k) > 2000 {
			continue
		}
		for _, t := range titles {
			if k == t || len(k) >= leastTitle && strings.Contains(t, k) || len(t) >= leastTitle && strings.Contains(k, t) {
				return true
			}
		}
	}
	return false
}

// naming is which page an object names as its own address.
type naming int

const (
	noPage naming = iota // none, or the site's front page, which templates put there
	thisPage
	anotherPage
)

// pageOf tells which page o names as its own.
func (s *sheet) pageOf(o object) naming {
	named := noPage
	for _, key := range [...]string{"url", "mainEntityOfPage", "@id"} {
		for _, v := range o.list(key) {
			ref := words(v)
			if m, ok := v.(map[string]any); ok {
				ref = strOr(object(m).str("@id"), object(m).str("url"))
			}
			switch {
			case s.samePage(ref):
				return thisPage
			case s.addr.Host == "" || !strings.Contains(ref, "/") || address.IsFront(address.Resolve(s.base, ref)):
			default:
				named = anotherPage
			}
		}
	}
	return named
}

// samePage reports whether ref is the address of this page.
func (s *sheet) samePage(ref string) bool {
	a, errA := address.Normal(address.Resolve(s.base, ref))
	b, errB := address.Normal(s.addr.String())
	return errA == nil && errB == nil && strings.TrimSuffix(a, "/") == strings.TrimSuffix(b, "/")
}
