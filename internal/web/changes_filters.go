package web

import (
	"context"
	"fmt"

	"tearsheet"
)

// changeFilters gives the links that narrow or widen the list, and the
// sentence that says what it holds now.
func (s *server) changeFilters(ctx context.Context, q changesAsked) ([]filterGroup, string, error) {
	kinds := filterGroup{Name: "Kind"}
	add := func(g *filterGroup, words string, to changesAsked) {
		g.Links = append(g.Links, pairLink{words, to.path(), to == q})
	}
	add(&kinds, "what changes the meaning", changesAsked{"", q.notice, q.source})
	for _, k := range tearsheet.ChangeKinds {
		if k != tearsheet.KindNoise {
			add(&kinds, kindFilterWords[k], changesAsked{k, q.notice, q.source})
		}
	}
	notice := filterGroup{Name: "Readers told"}
	add(&notice, "either way", changesAsked{q.kind, "", q.source})
	add(&notice, "declared by the publisher", changesAsked{q.kind, noticeDeclared, q.source})
	add(&notice, "undisclosed", changesAsked{q.kind, noticeUndisclosed, q.source})
	groups := []filterGroup{kinds, notice}
	if q.source == "" {
		return groups, "Of all sources, newest first.", nil
	}
	source, err := s.Store.Source(ctx, q.source)
	if err != nil {
		return nil, "", fmt.Errorf("read source %s: %w", q.source, err)
	}
	one := filterGroup{Name: "Source"}
	add(&one, "all", changesAsked{q.kind, q.notice, ""})
	add(&one, outlet(&source), q)
	return append(groups, one), "Of " + outlet(&source) + ", newest first.", nil
}

var kindFilterWords = map[tearsheet.ChangeKind]string{
	tearsheet.KindCorrection: "corrections with a note",
	tearsheet.KindHeadline:   "headline",
	tearsheet.KindFact:       "facts",
	tearsheet.KindRemoval:    "removals",
	tearsheet.KindUpdate:     "updates",
	tearsheet.KindStyle:      "wording",
}
