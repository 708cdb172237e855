package read

import (
	"strings"

	"golang.org/x/net/html"

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
// page's address when any does.
func (s *sheet) articles() []object {
	best := 0
	for _, o := range s.ld {
		best = max(best, o.rank())
	}
	if best == 0 {
		return nil
	}
	var all, here []object
	for _, o := range s.ld {
		if o.rank() != best {
			continue
		}
		all = append(all, o)
		if s.isHere(o) {
			here = append(here, o)
		}
	}
	if len(here) > 0 {
		return here
	}
	return all
}

// isHere reports whether o names the page as its own address.
func (s *sheet) isHere(o object) bool {
	for _, key := range [...]string{"url", "mainEntityOfPage", "@id"} {
		for _, v := range o.list(key) {
			ref := words(v)
			if m, ok := v.(map[string]any); ok {
				ref = object(m).str("@id")
				if ref == "" {
					ref = object(m).str("url")
				}
			}
			if s.samePage(ref) {
				return true
			}
		}
	}
	return false
}

func (s *sheet) samePage(ref string) bool {
	a, errA := address.Normal(address.Resolve(s.base, ref))
	b, errB := address.Normal(s.addr.String())
	return errA == nil && errB == nil && strings.TrimSuffix(a, "/") == strings.TrimSuffix(b, "/")
}
