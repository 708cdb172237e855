package pipeline

import (
	"context"
	"testing"
	"time"

	"tearsheet"
)

// revised is an archive of a copy and of an origin with two revisions.
type revised struct {
	*archive
	revisions []tearsheet.Revision
}

func (r revised) Revisions(context.Context, tearsheet.ArticleID) ([]tearsheet.Revision, error) {
	return r.revisions, nil
}

const firstText = "The river rose by two metres on Monday night, and the town closed both of its bridges before the water reached the market. Nobody was hurt, the mayor said, and the school was opened for those who had to leave their houses by the quay."

func paragraph(s string) []tearsheet.Block {
	return []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: s}}
}

func TestACopyIsOfTheRevisionThatItIsClosestTo(t *testing.T) {
	day := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	item := func(host, text string, revisions int, hour int) tearsheet.Item {
		url := "https://" + host + "/river"
		id := tearsheet.NewArticleID(url)
		return tearsheet.Item{Source: tearsheet.Source{ID: tearsheet.SourceID(host), Name: host},
			Article:  tearsheet.Article{ID: id, URL: url, Source: tearsheet.SourceID(host), FirstSeen: day.Add(time.Duration(hour) * time.Hour), Revisions: revisions},
			Revision: tearsheet.Revision{Article: id, Number: revisions, Headline: "River rises", Body: paragraph(text), Origin: tearsheet.FromPage}}
	}
	changed := "The river rose by three metres on Monday night, and the town closed both of its bridges before the water reached the market. One person was hurt, the mayor said, and the school was opened for those who had to leave their houses by the quay."
	origin, c := item("origin.example", changed, 2, 0), item("copy.example", firstText, 1, 1)
	first := origin.Revision
	first.Number, first.Body = 1, paragraph(firstText)
	l := New(Line{Store: revised{newArchive(origin, c), []tearsheet.Revision{first, origin.Revision}}})
	row := tearsheet.Reuse{Copy: c.Article.ID, Of: origin.Article.ID, Relation: tearsheet.RelationModified, WordsSame: 38, WordsCopy: 43, First: tearsheet.FirstOrigin, Reason: "seen first"}
	got, err := l.closest(t.Context(), row)
	if err != nil || got.Relation != tearsheet.RelationVerbatim || got.OfRevision != 1 || got.First != row.First || got.Reason != row.Reason || got.Copy != row.Copy || got.Of != row.Of {
		t.Errorf("the copy stands as %+v (%v), want verbatim of revision 1 with the same evidence", got, err)
	}

	c.Revision.Body = paragraph(changed)
	l = New(Line{Store: revised{newArchive(origin, c), []tearsheet.Revision{first, origin.Revision}}})
	row.Relation, row.WordsSame = tearsheet.RelationTypographic, 43
	if got, err = l.closest(t.Context(), row); err != nil || got.OfRevision != 0 || got.Relation != row.Relation {
		t.Errorf("the copy stands as %+v (%v), want the row as it was", got, err)
	}
}
