package group

import (
	"context"
	"slices"
	"time"

	"tearsheet"
)

// search is what is found out about one article while it is compared.
type search struct {
	x      *Index
	p      *piece
	mine   map[string]bool // its source's furniture
	seen   map[tearsheet.ArticleID]bool
	others []*piece // what it was compared with
	claims []*found
	later  []*piece // those that came later and have words of it
	kept   []*found // of the claims, those that explain its words
}

func newSearch(x *Index, p *piece) *search {
	return &search{x: x, p: p, seen: map[tearsheet.ArticleID]bool{p.item.Article.ID: true}}
}

// rows gives the claims on the article's words. Also are candidates that the
// index may not know yet.
func (s *search) rows(ctx context.Context, also ...*piece) (rows []tearsheet.Reuse, err error) {
	if s.mine, err = s.x.furniture(ctx, s.p); err != nil {
		return nil, err
	}
	shared, err := s.x.candidates(ctx, s.p)
	if err != nil {
		return nil, err
	}
	if err := s.compare(ctx, append(slices.Clone(also), shared...)); err != nil {
		return nil, err
	}
	if err := s.trace(ctx); err != nil {
		return nil, err
	}
	mentions := s.x.Names.mentions(s.p)
	if open := unexplained(s.p, mentions, s.kept); len(open) > 0 {
		credited, err := s.x.credited(ctx, s.p, open, s.others)
		if err != nil {
			return nil, err
		}
		if err := s.compare(ctx, credited); err != nil {
			return nil, err
		}
	}
	for _, f := range s.kept {
		rows = append(rows, f.row())
	}
	return append(rows, s.x.retold(s.p, s.others, mentions, s.kept)...), nil
}

// compare compares the article with more candidates and names the relation,
// towards those that came before.
func (s *search) compare(ctx context.Context, others []*piece) error {
	claims := len(s.claims)
	for _, o := range others {
		if s.seen[o.item.Article.ID] || o.item.Article.Source == s.p.item.Article.Source {
			continue
		}
		s.seen[o.item.Article.ID] = true
		theirs, err := s.x.furniture(ctx, o)
		if err != nil {
			return err
		}
		s.others = append(s.others, o)
		a, b := stripped(s.p, o, s.mine, theirs)
		switch j := s.x.recent.judged(a, b); {
		case j.later:
			s.later = append(s.later, o)
		case j.claim != nil:
			s.claims = append(s.claims, j.claim)
		}
	}
	if len(s.claims) > claims {
		s.kept = explain(s.p, s.claims)
	}
	return nil
}

// trace compares the article with the origins of its origins: an index keeps
// few articles of one print, and the first of many copies knows where it is from.
func (s *search) trace(ctx context.Context) error {
	asked := map[tearsheet.ArticleID]bool{}
	for i := 0; i < len(s.kept); i++ {
		o := s.kept[i].overlap.origin.item.Article.ID
		if asked[o] {
			continue
		}
		asked[o] = true
		ids, err := s.known(ctx, o, func(r tearsheet.Reuse) tearsheet.ArticleID { return r.Of })
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			continue
		}
		more, err := s.x.loadAll(ctx, s.p, ids)
		if err != nil {
			return err
		}
		if err := s.compare(ctx, more); err != nil {
			return err
		}
		i = -1 // others may explain its words now
	}
	return nil
}

// spread compares the article with the copies of its copies: each of them was
// compared with the earliest that was known then.
func (s *search) spread(ctx context.Context) error {
	for i := 0; i < len(s.later); i++ {
		ids, err := s.known(ctx, s.later[i].item.Article.ID, func(r tearsheet.Reuse) tearsheet.ArticleID { return r.Copy })
		if err != nil {
			return err
		}
		more, err := s.x.loadAll(ctx, s.p, ids)
		if err != nil {
			return err
		}
		if err := s.compare(ctx, more); err != nil {
			return err
		}
	}
	return nil
}

// known gives one side of the rows in which another article has the other
// side, without those that were compared already.
func (s *search) known(ctx context.Context, o tearsheet.ArticleID, side func(tearsheet.Reuse) tearsheet.ArticleID) (ids []tearsheet.ArticleID, err error) {
	rows, err := s.x.Archive.ReuseOf(ctx, o)
	for _, r := range rows {
		if id := side(r); !s.seen[id] && id != o {
			ids = append(ids, id)
		}
	}
	return ids, err
}

// origins gives the articles whose words were found.
func (s *search) origins() []*piece {
	var all []*piece
	for _, o := range s.others {
		if slices.ContainsFunc(s.kept, func(f *found) bool { return f.overlap.origin.same(o) }) {
			all = append(all, o)
		}
	}
	return all
}

// same reports whether both are of one article.
func (p *piece) same(o *piece) bool { return p.item.Article.ID == o.item.Article.ID }

// candidates gives the articles of other sources that may be what p was taken
// from or was taken from p: those that share prints and those it links to.
func (x *Index) candidates(ctx context.Context, p *piece) ([]*piece, error) {
	shared, err := x.Prints.Candidates(ctx, p.item.Article.ID, p.item.Article.Source, winnow(p.words), mostCandidates)
	if err != nil {
		return nil, err
	}
	var ids []tearsheet.ArticleID
	for _, c := range shared {
		ids = append(ids, c.Article)
	}
	for _, u := range append(slices.Clone(p.item.Revision.Declared.BasedOn), p.item.Revision.Declared.Canonical) {
		if u == "" {
			continue
		}
		if id, err := x.Archive.At(ctx, u); err == nil {
			ids = append(ids, id)
		}
	}
	return x.loadAll(ctx, p, ids)
}

// credited gives what the named sources wrote on the matter of p before it,
// without those that are known.
func (x *Index) credited(ctx context.Context, p *piece, mentions []mention, known []*piece) ([]*piece, error) {
	var ids []tearsheet.ArticleID
	asked := map[tearsheet.SourceID]bool{}
	until := timeOf(p.item)
	words := x.Words.telling(p, 16)
	for _, m := range mentions {
		if asked[m.source] || len(asked) >= mostCredited {
			continue
		}
		asked[m.source] = true
		alike, err := x.Archive.Alike(ctx, m.source, words, until.Add(-creditWindow), until, mostAlike)
		if err != nil {
			return nil, err
		}
		ids = append(ids, alike...)
	}
	for _, o := range known {
		ids = slices.DeleteFunc(ids, func(id tearsheet.ArticleID) bool { return id == o.item.Article.ID })
	}
	return x.loadAll(ctx, p, ids)
}

// timeOf is the place of an article in time.
func timeOf(item *tearsheet.Item) time.Time {
	if item.Article.FirstSeen.IsZero() {
		return item.Revision.Published.Time
	}
	return tearsheet.SortTime(&item.Revision, item.Article.FirstSeen)
}

func (x *Index) loadAll(ctx context.Context, p *piece, ids []tearsheet.ArticleID) ([]*piece, error) {
	var all []*piece
	seen := map[tearsheet.ArticleID]bool{p.item.Article.ID: true}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		o, err := x.load(ctx, id)
		if err != nil {
			return nil, err
		}
		if o != nil && o.item.Article.Source != p.item.Article.Source {
			all = append(all, o)
		}
	}
	return all, nil
}
