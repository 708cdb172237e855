package web

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"

	"tearsheet"
	"tearsheet/internal/text"
	"tearsheet/proof"
)

// mementoPage is a revision as we read it at its time. It is never the
// publisher's own HTML, whose scripts would run here.
type mementoPage struct {
	articlePage
	Number  int
	SeenAt  moment     // when this revision was received
	Current string     // the article's own page
	Latest  bool       // that page shows this revision
	Around  []pairLink // the neighbours, and what changed to them
	Traces  []fact     // digests and counts
}

func (s *server) mementoPage(r *http.Request, m *mementos, i int) (mementoPage, error) {
	item := m.item
	rev, err := s.Store.Revision(r.Context(), item.Article.ID, m.list[i].number)
	if err != nil {
		return mementoPage{}, fmt.Errorf("read revision %d of %s: %w", m.list[i].number, item.Article.ID, err)
	}
	capture, err := s.captureOf(r, &rev)
	if err != nil {
		return mementoPage{}, err
	}
	sight := sightOf(&m.item, s.isOperator(r), rev) // the latest page's wishes hold for old ones too
	item.Revision = rev
	page := mementoPage{articlePage: s.articlePage(r, &item), Number: rev.Number, SeenAt: ours(rev.Seen), Current: articlePath(item.Article.ID), Latest: m.latest(i)}
	page.Title = headline(&rev) + ", as seen " + page.SeenAt.Words
	page.Robots = "noindex"
	page.Traces = tracesOf(&rev, capture, s.isOperator(r))
	changes, err := s.Store.Changes(r.Context(), item.Article.ID)
	if err != nil {
		return mementoPage{}, fmt.Errorf("read changes of %s: %w", item.Article.ID, err)
	}
	page.Note, page.Corrected = sight.correctionOf(&rev, changes)
	page.show(&item, sight)
	page.withhold(item.Source.Archive)
	page.Around = m.neighbours(i, page.Operator || item.Source.Archive != tearsheet.ArchiveMetadata)
	return page, nil
}

// withhold leaves out what the operator's archive of this source does not show
// of earlier revisions.
func (p *mementoPage) withhold(archive tearsheet.Archive) {
	if p.Latest || p.Operator || archive != tearsheet.ArchiveDiffOnly && archive != tearsheet.ArchiveMetadata {
		return
	}
	p.Deck, p.Note, p.Body, p.More = "", "", nil, p.Address != ""
	p.Shown = "The text of earlier revisions of this source is not shown; what changed is."
	if archive == tearsheet.ArchiveMetadata {
		p.Section, p.Byline, p.Dateline = "", "", ""
		p.Shown = "Of earlier revisions of this source only headline, times, digests and counts are shown."
	}
}

// tracesOf tells by what a revision can be known again without its words.
func tracesOf(r *tearsheet.Revision, c tearsheet.Capture, isOperator bool) []fact {
	canonical := proof.Canonical(r.TextBlocks())
	return []fact{
		readFrom(r, c, isOperator),
		{Label: "Text", Words: count(len(text.Words(canonical)), "word"), Note: fmt.Sprintf("SHA-256 of the canonical text (tearsheet-text/1): %x", sha256.Sum256([]byte(canonical)))},
	}
}

// neighbours leads to the revisions before and after, and to what changed.
func (m *mementos) neighbours(i int, withDifferences bool) (links []pairLink) {
	path := func(i int) string { return strings.TrimPrefix(m.uri(i), m.root) }
	here := m.list[i].number
	if i > 0 {
		links = append(links, pairLink{Words: "Before: seen " + ours(m.list[i-1].at).Words, Link: path(i - 1)})
	}
	if i+1 < len(m.list) {
		links = append(links, pairLink{Words: "After: seen " + ours(m.list[i+1].at).Words, Link: path(i + 1)})
	}
	if withDifferences && i > 0 && m.list[i-1].number < here {
		links = append(links, pairLink{Words: "What changed before", Link: diffPath(m.item.Article.ID, m.list[i-1].number, here)})
	}
	if withDifferences && i+1 < len(m.list) && here < m.list[i+1].number {
		links = append(links, pairLink{Words: "What changed after", Link: diffPath(m.item.Article.ID, here, m.list[i+1].number)})
	}
	return links
}
