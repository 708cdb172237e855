package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tearsheet"
	"tearsheet/internal/diff"
	"tearsheet/internal/follow"
	"tearsheet/internal/group"
)

// The layouts of a difference. What is shown is the same in all.
const (
	viewInline   = "inline"
	viewColumns  = "columns"
	viewPassages = "passages"
)

// pair is a copy and an article that it may be of, each with one revision, and
// how they stand to each other.
type pair struct {
	copy, origin tearsheet.Item
	reuse        tearsheet.Reuse
	claimed      bool // the relation is on record; else it is of these two texts alone
}

// pairAsked reads what a comparison is asked for. A pair that is on record the
// other way round is given with its address as elsewhere.
func (s *server) pairAsked(r *http.Request) (p pair, elsewhere string, err error) {
	id, err := articleID(r)
	if err != nil {
		return p, "", err
	}
	of := tearsheet.ArticleID(strings.TrimSuffix(r.PathValue("of"), ".json"))
	if id == of {
		return p, "", &problem{http.StatusBadRequest, "An article is not compared with itself: its revisions are, under /article/ID/diff/M..N."}
	}
	if p.copy, err = s.itemAt(r, id, "copy"); err != nil {
		return p, "", err
	}
	if p.origin, err = s.itemAt(r, of, "origin"); err != nil {
		return p, "", err
	}
	rows, err := s.Store.ReuseOf(r.Context(), id)
	if err != nil {
		return p, "", fmt.Errorf("read reuse of %s: %w", id, err)
	}
	if slices.ContainsFunc(rows, func(row tearsheet.Reuse) bool { return row.Copy == of && row.Of == id }) {
		return p, againstPath(of, id), nil
	}
	return p, "", p.relate(r.Context(), rows)
}

// itemAt reads an article with the revision that a parameter names, the latest
// without one.
func (s *server) itemAt(r *http.Request, id tearsheet.ArticleID, parameter string) (tearsheet.Item, error) {
	item, err := s.Store.Item(r.Context(), id)
	if err != nil {
		return item, fmt.Errorf("read article %s: %w", id, err)
	}
	asked := r.URL.Query().Get(parameter)
	if asked == "" {
		return item, nil
	}
	n, err := strconv.Atoi(asked)
	if err != nil || n < 1 {
		return item, &problem{http.StatusBadRequest, parameter + " must be the number of a revision."}
	}
	latest := item.Revision.Declared.Robots
	if item.Revision, err = s.Store.Revision(r.Context(), id, n); err != nil {
		return item, fmt.Errorf("read revision %d of %s: %w", n, id, err)
	}
	item.Revision.Declared.Robots += ", " + latest // holds for the old ones too
	return item, nil
}

// relate takes what is on record, of the latest revision of the copy and the
// one of the origin that it is of. Of others, and of what was read since, the
// two texts are compared anew.
func (p *pair) relate(ctx context.Context, rows []tearsheet.Reuse) error {
	at := slices.IndexFunc(rows, func(row tearsheet.Reuse) bool {
		return row.Copy == p.copy.Article.ID && row.Of == p.origin.Article.ID
	})
	p.claimed = at >= 0
	if p.claimed && p.isOf(&rows[at]) && passagesStand(rows[at].Passages, p.copy.Revision.Text(), p.origin.Revision.Text()) {
		p.reuse = rows[at]
		return nil
	}
	anew, err := group.Pair(ctx, p.copy, p.origin)
	if err != nil {
		return fmt.Errorf("compare %s with %s: %w", p.copy.Article.ID, p.origin.Article.ID, err)
	}
	p.reuse = anew
	p.reuse.Copy, p.reuse.Of = p.copy.Article.ID, p.origin.Article.ID
	if !p.claimed {
		p.reuse.Relation = "" // what two texts share shows what they share, not who took it
	}
	return nil
}

// isOf reports whether these are the revisions that a row is about.
func (p *pair) isOf(r *tearsheet.Reuse) bool {
	if r.OfRevision > 0 {
		return isLatest(&p.copy) && p.origin.Revision.Number == r.OfRevision
	}
	return isLatest(&p.copy) && isLatest(&p.origin)
}

func isLatest(item *tearsheet.Item) bool { return item.Revision.Number == item.Article.Revisions }

// operations is the difference from the origin to the copy.
func (p *pair) operations() follow.Comparison {
	return follow.Operations(p.origin.Revision, p.copy.Revision)
}

// address is the permalink of this pair; the latest revisions are not named,
// so that it goes on being about the latest.
func (p *pair) address(view string) string {
	query := url.Values{}
	if !isLatest(&p.copy) {
		query.Set("copy", strconv.Itoa(p.copy.Revision.Number))
	}
	if !isLatest(&p.origin) {
		query.Set("origin", strconv.Itoa(p.origin.Revision.Number))
	}
	if view != "" && view != defaultView(p.reuse.Relation) {
		query.Set("view", view)
	}
	return withQuery(againstPath(p.copy.Article.ID, p.origin.Article.ID), query)
}

// against compares a copy with its origin, for people and for programs.
func (s *server) against(w http.ResponseWriter, r *http.Request) error {
	p, elsewhere, err := s.pairAsked(r)
	if err != nil {
		return err
	}
	asJSON := strings.HasSuffix(r.PathValue("of"), ".json")
	if elsewhere != "" {
		w.Header().Set("Location", otherWay(elsewhere, r.URL.Query(), asJSON))
		w.WriteHeader(http.StatusSeeOther)
		return nil
	}
	sights := sightsOf(&p, s.isOperator(r))
	if asJSON {
		return sendJSON(w, r, http.StatusOK, private, againstShape(&p, sights))
	}
	view, err := viewAsked(r, defaultView(p.reuse.Relation), viewInline, viewColumns, viewPassages)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "against.html", s.againstPage(r, &p, sights, view))
}

// otherWay leads to the comparison the other way round, with the same
// revisions.
func otherWay(path string, asked url.Values, asJSON bool) string {
	if asJSON {
		path += ".json"
	}
	query := url.Values{}
	for to, from := range map[string]string{"copy": "origin", "origin": "copy", "view": "view"} {
		if v := asked.Get(from); v != "" {
			query.Set(to, v)
		}
	}
	return withQuery(path, query)
}

// defaultView shows a copy by its differences, and an article that has a few
// passages of another one by those.
func defaultView(r tearsheet.Relation) string {
	switch r {
	case tearsheet.RelationVerbatim, tearsheet.RelationTypographic, tearsheet.RelationExcerpt, tearsheet.RelationModified:
		return viewInline
	}
	return viewPassages
}

func viewAsked(r *http.Request, usual string, known ...string) (string, error) {
	view := r.URL.Query().Get("view")
	switch {
	case view == "":
		return usual, nil
	case !slices.Contains(known, view):
		return "", &problem{http.StatusBadRequest, "view must be one of " + strings.Join(known, ", ") + "."}
	}
	return view, nil
}

// againstJSON is the comparison for programs: the relation, then the
// operations that make the copy of the origin.
type againstJSON struct {
	tearsheet.Reuse
	CopyRevision   int               `json:"copy_revision"`
	OriginRevision int               `json:"origin_revision"`
	Claimed        bool              `json:"claimed"` // the relation is on record
	Summary        string            `json:"summary"`
	Counts         diff.Counts       `json:"counts"`
	HeadlineDiff   []stretch         `json:"headline_diff"`
	Figures        []diff.Figure     `json:"figures"`
	Operations     []comparedPassage `json:"operations"`
	Complete       bool              `json:"complete"` // nothing was left out for want of rights
}

func againstShape(p *pair, sights twoSights) againstJSON {
	whole := p.operations()
	shown, cut := sights.comparison(comparisonOf(whole))
	r := p.reuse
	r.Passages = nonNil(r.Passages)
	return againstJSON{
		Reuse: r, CopyRevision: p.copy.Revision.Number, OriginRevision: p.origin.Revision.Number, Claimed: p.claimed,
		Summary: summaryOf(p, whole.Counts), Counts: whole.Counts, HeadlineDiff: nonNil(shown.Headline), Figures: nonNil(shown.Figures),
		Operations: shown.passages(), Complete: !cut,
	}
}

// summaryOf says a comparison in one line of counts, which no right withholds.
func summaryOf(p *pair, n diff.Counts) string {
	said := upperFirst(countsOf(&p.reuse, &p.copy.Revision, sentencesOf(n)))
	if title := headlineWords(&p.reuse, &p.copy.Revision, &p.origin.Revision); title != "" {
		said += "; " + title
	}
	return said + "."
}
