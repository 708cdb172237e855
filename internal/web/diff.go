package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"tearsheet"
	"tearsheet/internal/diff"
	"tearsheet/proof"
)

type diffPage struct {
	shell
	Article   string
	Headline  string
	Lang      string
	From, To  revisionHead
	Summary   string
	Changed   bool // the headline differs
	HeadDiff  []mark
	Published []claim
	Figures   []claim
	View      string
	Views     []pairLink
	Text      []diffPart
	Columns   []columnRow
	Shown     string // what is left out, and why
	JSON      string
	Versions  []pairLink
	Last      int // the number of the latest revision, where any two can be chosen
	Choose    string
}

// revisionHead is what stands above one side of a difference.
type revisionHead struct {
	Number int
	Seen   moment
	Hash   string // SHA-256 of the text, where the text itself is not shown
}

// claim is a field beside the text, in both revisions.
type claim struct{ Label, Old, New string }

type pairLink struct {
	Words   string
	Link    string
	Current bool
}

// diffJSON is the same difference for programs.
type diffJSON struct {
	tearsheet.Change
	HeadlineDiff []stretch         `json:"headline_diff"`
	Figures      []diff.Figure     `json:"figures"` // numbers that took the place of others; empty where the text is not given whole
	Passages     []comparedPassage `json:"passages"`
	Complete     bool              `json:"complete"` // nothing was left out for want of rights
}

// diff shows two revisions of one article against each other. Under an
// excerpt's rights the public sees the changed words up to the usual number.
func (s *server) diff(w http.ResponseWriter, r *http.Request) error {
	id, err := articleID(r)
	if err != nil {
		return err
	}
	pair, asJSON := strings.CutSuffix(r.PathValue("pair"), ".json")
	from, to, err := revisionPair(pair)
	if err != nil {
		return err
	}
	item, old, fresh, err := s.twoRevisions(r, id, from, to)
	if err != nil {
		return err
	}
	change := s.Compare(old, fresh)
	change.Article, change.From, change.To, change.At = id, from, to, fresh.Seen
	sight := sightOf(&item, s.isOperator(r), old, fresh)
	if asJSON {
		return sendJSON(w, r, http.StatusOK, private, differenceShape(sight, change, compare(&old, &fresh)))
	}
	view, err := viewAsked(r, viewInline, viewInline, viewColumns)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "diff.html", s.diffPage(r, &item, &old, &fresh, change, sight, view))
}

// diffChosen leads from the form that names any two revisions to the address
// of their difference.
func (s *server) diffChosen(w http.ResponseWriter, r *http.Request) error {
	id, err := articleID(r)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	from, err1 := strconv.Atoi(query.Get("from"))
	to, err2 := strconv.Atoi(query.Get("to"))
	if err1 != nil || err2 != nil || from < 1 || to < 1 || from == to {
		return &problem{http.StatusBadRequest, "Choose two different revisions by their numbers."}
	}
	w.Header().Set("Location", diffPath(id, min(from, to), max(from, to)))
	w.WriteHeader(http.StatusSeeOther)
	return nil
}

// differenceShape quotes the changed passages first: they are what was asked
// for, and the evidence quotes the same words.
func differenceShape(sight *sight, change tearsheet.Change, whole comparison) diffJSON {
	change.Summary = sight.summary(&change)
	c, cut := sight.comparison(whole)
	return diffJSON{sight.withEvidence(change), nonNil(c.Headline), nonNil(c.Figures), c.passages(), !cut}
}

// revisionPair reads "M..N". The older one stands first.
func revisionPair(pair string) (from, to int, err error) {
	left, right, ok := strings.Cut(pair, "..")
	from, err1 := strconv.Atoi(left)
	to, err2 := strconv.Atoi(right)
	if !ok || err1 != nil || err2 != nil || from < 1 || from >= to {
		return 0, 0, &problem{http.StatusBadRequest, "A difference is asked for as M..N with two revision numbers, the older one first."}
	}
	return from, to, nil
}

func (s *server) twoRevisions(r *http.Request, id tearsheet.ArticleID, from, to int) (item tearsheet.Item, old, fresh tearsheet.Revision, err error) {
	if item, err = s.Store.Item(r.Context(), id); err != nil {
		return item, old, fresh, fmt.Errorf("read article %s: %w", id, err)
	}
	if old, err = s.Store.Revision(r.Context(), id, from); err != nil {
		return item, old, fresh, fmt.Errorf("read revision %d of %s: %w", from, id, err)
	}
	if fresh, err = s.Store.Revision(r.Context(), id, to); err != nil {
		return item, old, fresh, fmt.Errorf("read revision %d of %s: %w", to, id, err)
	}
	return item, old, fresh, nil
}

func (s *server) diffPage(r *http.Request, item *tearsheet.Item, old, fresh *tearsheet.Revision, change tearsheet.Change, sight *sight, view string) diffPage {
	summary, claims := sight.summary(&change), claimsOf(sight, old, fresh)
	c, cut := sight.comparison(compare(old, fresh))
	page := diffPage{
		shell: s.shell(r, fmt.Sprintf("What changed: %s", headline(fresh))), Article: articlePath(item.Article.ID),
		Headline: headline(fresh), Lang: lang(fresh.Language), Summary: summary, Changed: c.headlineChanged(),
		From: sight.revisionHead(old), To: sight.revisionHead(fresh),
		HeadDiff: marks(c.Headline), Published: claims, Figures: figureClaims(c.Figures), View: view,
		JSON: diffPath(item.Article.ID, old.Number, fresh.Number) + ".json", Versions: pairLinks(item, old.Number, fresh.Number),
	}
	page.Robots = "noindex"
	page.From.Seen, page.To.Seen = apart(old.Seen, fresh.Seen)
	page.lay(c.Paragraphs, old.Number, fresh.Number, item)
	if cut {
		page.Shown = whyPart(sight, item)
	}
	return page
}

// lay puts the text into the layout that was asked for, and leads to the other
// one and to any two revisions.
func (p *diffPage) lay(paragraphs []comparedParagraph, from, to int, item *tearsheet.Item) {
	path := diffPath(item.Article.ID, from, to)
	p.Views = []pairLink{{"Inline", path, p.View == viewInline}, {"Two columns", path + "?view=" + viewColumns, p.View == viewColumns}}
	if p.View == viewColumns {
		p.Columns = columns(paragraphs, fmt.Sprintf("Revision %d", from), fmt.Sprintf("Revision %d", to))
	} else {
		p.Text = parts(paragraphs, &fatesOfRevision)
	}
	if item.Article.Revisions > 2 {
		p.Last, p.Choose = item.Article.Revisions, articlePath(item.Article.ID)+"/diff"
	}
}

func whyPart(sight *sight, item *tearsheet.Item) string {
	switch {
	case sight.view == linkOnly && item.Source.Archive == tearsheet.ArchiveMetadata:
		return "Of earlier revisions of this source the headline, times, counts and hashes are shown, as the operator decided."
	case sight.view == linkOnly:
		return "The text is not shown, because this source’s rights, or the page itself, ask for no more than headline and link."
	case sight.view.showsAll():
		return "Unchanged sentences are not shown: of earlier revisions of this source only what changed is, as the operator decided."
	}
	return fmt.Sprintf("Unchanged sentences and what goes beyond %d words are not shown, because no licence for more is recorded.", mostWords)
}

// revisionHead tells the hash of a text that may not be shown, so that whoever
// has the text can see that it is this one.
func (s *sight) revisionHead(r *tearsheet.Revision) revisionHead {
	head := revisionHead{Number: r.Number, Seen: ours(r.Seen)}
	if s.view == linkOnly {
		head.Hash = hashOf(r)
	}
	return head
}

// hashOf is the SHA-256 of a revision's canonical text.
func hashOf(r *tearsheet.Revision) string {
	sum := sha256.Sum256([]byte(proof.Canonical(r.TextBlocks())))
	return hex.EncodeToString(sum[:])
}

// pairLinks leads to the neighbouring differences, and to that of first and last.
func pairLinks(item *tearsheet.Item, from, to int) []pairLink {
	id, last := item.Article.ID, item.Article.Revisions
	if last == 2 {
		return nil
	}
	var links []pairLink
	add := func(a, b int, words string) {
		links = append(links, pairLink{words, diffPath(id, a, b), a == from && b == to})
	}
	for n := max(1, to-3); n < min(last, to+3); n++ {
		add(n, n+1, fmt.Sprintf("%d to %d", n, n+1))
	}
	if last > 2 {
		add(1, last, "first to last")
	}
	return links
}

// nonNil keeps an empty list a list in JSON.
func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
