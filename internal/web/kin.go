package web

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"tearsheet"
	"tearsheet/internal/follow"
)

// kinLine is one relation of an article to another, as the article's page says
// it.
type kinLine struct {
	Lead     string // "Modified from"
	Headline string // of the other one
	Lang     string
	Link     string
	Outlet   string
	Source   string // address of the outlet's page
	Counts   string
	Title    string // "headline changed"
	First    string // who was first, with the evidence
	Compare  string // address of the comparison
}

// kin is all that is claimed of an article's words and those of others. Where
// nothing is claimed it is empty, and the page says nothing: not finding a copy
// does not make an original.
type kin struct {
	Of     []kinLine
	Copies []kinLine
	Copied string // "Original of 2 verbatim copies, 1 excerpt"; empty: none is claimed
	More   string // what is left out of Copies
}

// kinShown is how many copies a page names.
const kinShown = 25

// kinOf reads an article's relations and compares it with each of its origins.
func (s *server) kinOf(ctx context.Context, item *tearsheet.Item) (kin, error) {
	rows, err := s.Store.ReuseOf(ctx, item.Article.ID)
	if err != nil {
		return kin{}, fmt.Errorf("read reuse of %s: %w", item.Article.ID, err)
	}
	var k kin
	var copies []tearsheet.Reuse
	for i := range rows {
		if rows[i].Copy != item.Article.ID {
			copies = append(copies, rows[i])
			continue
		}
		origin, err := s.related(ctx, rows[i].Of)
		if err != nil {
			return kin{}, err
		}
		if origin == nil {
			continue
		}
		if err := s.asTaken(ctx, &rows[i], origin); err != nil {
			return kin{}, err
		}
		k.Of = append(k.Of, lineToOrigin(&rows[i], item, origin))
	}
	return k, s.addCopies(ctx, &k, item, copies)
}

// asTaken puts the origin back to the revision that the copy is of.
func (s *server) asTaken(ctx context.Context, r *tearsheet.Reuse, origin *tearsheet.Item) (err error) {
	if r.OfRevision == 0 {
		return nil
	}
	if origin.Revision, err = s.Store.Revision(ctx, r.Of, r.OfRevision); err != nil {
		return fmt.Errorf("read revision %d of %s: %w", r.OfRevision, r.Of, err)
	}
	return nil
}

func (s *server) addCopies(ctx context.Context, k *kin, item *tearsheet.Item, rows []tearsheet.Reuse) error {
	original := len(rows) > 0
	for i := range rows {
		original = original && rows[i].First == tearsheet.FirstOrigin
		if i >= kinShown {
			continue
		}
		copied, err := s.related(ctx, rows[i].Copy)
		if err != nil {
			return err
		}
		if copied != nil {
			k.Copies = append(k.Copies, lineToCopy(&rows[i], copied, item))
		}
	}
	k.Copied = copiedBy(rows, original && len(k.Of) == 0)
	if rest := len(rows) - kinShown; rest > 0 {
		k.More = fmt.Sprintf("%s more are in the API.", thousands(int64(rest)))
	}
	return nil
}

// copiedBy counts an article's copies by their relation. The word original
// is said only where the evidence of every copy says so, and it is no copy
// itself.
func copiedBy(rows []tearsheet.Reuse, original bool) string {
	n := map[tearsheet.Relation]int{}
	for _, r := range rows {
		n[r.Relation]++
	}
	var parts []string
	for _, k := range copyWords {
		switch n[k.relation] {
		case 0:
		case 1:
			parts = append(parts, "1 "+k.one)
		default:
			parts = append(parts, thousands(int64(n[k.relation]))+" "+k.many)
		}
	}
	switch {
	case parts == nil:
		return ""
	case original:
		return "Original of " + strings.Join(parts, ", ")
	}
	return "Shares its words with " + strings.Join(parts, ", ")
}

var copyWords = []struct {
	relation  tearsheet.Relation
	one, many string
}{
	{tearsheet.RelationVerbatim, "verbatim copy", "verbatim copies"},
	{tearsheet.RelationTypographic, "copy with other typography", "copies with other typography"},
	{tearsheet.RelationExcerpt, "excerpt", "excerpts"},
	{tearsheet.RelationModified, "modified copy", "modified copies"},
	{tearsheet.RelationUnmarked, "article with unmarked words of it", "articles with unmarked words of it"},
	{tearsheet.RelationQuoted, "article that quotes it", "articles that quote it"},
	{tearsheet.RelationBasedOn, "article based on it", "articles based on it"},
}

// related reads the article at the other end of a relation; nil: it was
// withdrawn, and a page does not speak of what was withdrawn.
func (s *server) related(ctx context.Context, id tearsheet.ArticleID) (*tearsheet.Item, error) {
	item, err := s.Store.Item(ctx, id)
	switch {
	case errors.Is(err, tearsheet.ErrNotFound), errors.Is(err, tearsheet.ErrGone):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read related article %s: %w", id, err)
	}
	return &item, nil
}

func lineToOrigin(r *tearsheet.Reuse, c, o *tearsheet.Item) kinLine {
	sentences := ""
	if r.Relation == tearsheet.RelationModified {
		sentences = sentencesOf(follow.Operations(o.Revision, c.Revision).Counts)
	}
	line := lineTo(o, r)
	line.Lead, line.Counts = leadOf(r), countsOf(r, &c.Revision, sentences)
	line.Title, line.First = headlineWords(r, &c.Revision, &o.Revision), precedenceOf(r, c, o)
	return line
}

func lineToCopy(r *tearsheet.Reuse, c, o *tearsheet.Item) kinLine {
	line := lineTo(c, r)
	line.Lead, line.Counts = relationName(r.Relation), countsOf(r, &c.Revision, "")
	line.Title = headlineWords(r, &c.Revision, &o.Revision)
	if r.First != tearsheet.FirstOrigin {
		line.First = precedenceOf(r, c, o)
	}
	return line
}

func lineTo(other *tearsheet.Item, r *tearsheet.Reuse) kinLine {
	return kinLine{
		Headline: headline(&other.Revision), Lang: lang(other.Revision.Language), Link: articlePath(other.Article.ID),
		Outlet: outlet(&other.Source), Source: sourcePath(other.Article.Source), Compare: pathOf(r),
	}
}

// pathOf leads to the comparison that a row is about.
func pathOf(r *tearsheet.Reuse) string {
	if r.OfRevision > 0 {
		return againstPath(r.Copy, r.Of) + "?origin=" + strconv.Itoa(r.OfRevision)
	}
	return againstPath(r.Copy, r.Of)
}

// againstPath leads to the comparison of a copy with its origin.
func againstPath(c, o tearsheet.ArticleID) string {
	return articlePath(c) + "/against/" + url.PathEscape(string(o))
}
