package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"tearsheet"
	"tearsheet/internal/diff"
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
	Text      []diffPart
	Shown     string // what is left out, and why
	JSON      string
	Versions  []pairLink
}

// revisionHead is what stands above one side of a difference.
type revisionHead struct {
	Number int
	Seen   moment
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
	return s.render(w, r, http.StatusOK, "diff.html", s.diffPage(r, &item, &old, &fresh, change, sight))
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

func (s *server) diffPage(r *http.Request, item *tearsheet.Item, old, fresh *tearsheet.Revision, change tearsheet.Change, sight *sight) diffPage {
	summary, claims := sight.summary(&change), claimsOf(sight, old, fresh)
	c, cut := sight.comparison(compare(old, fresh))
	page := diffPage{
		shell: s.shell(r, fmt.Sprintf("What changed: %s", headline(fresh))), Article: articlePath(item.Article.ID),
		Headline: headline(fresh), Lang: lang(fresh.Language), Summary: summary, Changed: c.headlineChanged(),
		From: revisionHead{old.Number, ours(old.Seen)}, To: revisionHead{fresh.Number, ours(fresh.Seen)},
		HeadDiff: marks(c.Headline), Published: claims, Figures: figureClaims(c.Figures), Text: parts(c.Paragraphs),
		JSON: diffPath(item.Article.ID, old.Number, fresh.Number) + ".json", Versions: pairLinks(item, old.Number, fresh.Number),
	}
	page.Robots = "noindex"
	if cut && c.Paragraphs == nil {
		page.Shown = "The text is not shown, because this source’s rights, or the page itself, ask for no more than headline and link."
	} else if cut {
		page.Shown = fmt.Sprintf("Unchanged sentences and what goes beyond %d words are not shown, because no licence for more is recorded.", mostWords)
	}
	return page
}

// claimsOf lists the fields beside the text that differ. That a note came or
// went is said also where its words may not be.
func claimsOf(sight *sight, old, fresh *tearsheet.Revision) []claim {
	fields := []claim{
		{"Byline", names(old.Byline), names(fresh.Byline)},
		{"Published, as stated", statedIn(old, old.Published).Words, statedIn(fresh, fresh.Published).Words},
		{"Modified, as stated", statedIn(old, old.Modified).Words, statedIn(fresh, fresh.Modified).Words},
	}
	if old.Declared.Correction != fresh.Declared.Correction {
		fields = append(fields, notesOf(sight, old, fresh))
	}
	var differ []claim
	for _, f := range fields {
		if f.Old == f.New {
			continue
		}
		f.Old, f.New = orNotStated(f.Old), orNotStated(f.New)
		differ = append(differ, f)
	}
	return differ
}

// notesOf quotes the new note first.
func notesOf(sight *sight, old, fresh *tearsheet.Revision) claim {
	after := sight.noteOrThatThereIsOne(fresh, mostOfCorrection/2)
	before := sight.noteOrThatThereIsOne(old, mostOfCorrection/2)
	if after == before {
		after = "another one, which is not shown"
	}
	return claim{"Correction note", before, after}
}

func orNotStated(s string) string {
	if s == "" {
		return notStated
	}
	return s
}

func figureClaims(figures []diff.Figure) []claim {
	var all []claim
	for _, f := range figures {
		all = append(all, claim{"Figure", f.Old, f.New})
	}
	return all
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
