package group

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"tearsheet"
)

// labelled is an article of the made-up newsroom with its truth.
type labelled struct {
	ID, URL, Headline, Story string
	Body, Byline             []string
	Published                tearsheet.StatedTime
	Source                   struct{ Name, Host string }
	Reuse                    []struct{ Of, Relation string }
}

func (a labelled) item(number int) tearsheet.Item {
	source := tearsheet.SourceID(a.Source.Host)
	item := tearsheet.Item{
		Article:  tearsheet.Article{ID: tearsheet.ArticleID(a.ID), Number: int64(number), Source: source, URL: a.URL},
		Revision: tearsheet.Revision{Headline: a.Headline, Published: a.Published},
		Source:   tearsheet.Source{ID: source, Name: a.Source.Name},
	}
	for _, s := range a.Body {
		item.Revision.Body = append(item.Revision.Body, tearsheet.Block{Kind: tearsheet.Paragraph, Text: s})
	}
	for _, s := range a.Byline {
		item.Revision.Byline = append(item.Revision.Byline, tearsheet.Person{Name: s})
	}
	return item
}

func newsroom(t *testing.T) []labelled {
	folder := os.Getenv("TEARSHEET_SHARED")
	if folder == "" {
		folder = "../../../shared"
	}
	b, err := os.ReadFile(filepath.Join(folder, "gold", "newsroom", "articles.jsonl"))
	if err != nil {
		t.Skip("the made-up newsroom is not here; TEARSHEET_SHARED names the folder that holds gold/newsroom")
	}
	var all []labelled
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a labelled
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	return all
}

// The scorer of the newsroom forgives a claim on a kin; this test does not.
func TestTheNewsroomsRelationsAreNamed(t *testing.T) {
	x, shelf, ctx := NewIndex(nil), NewShelf(), context.Background()
	x.Archive = shelf
	pairs, right, claims := 0, 0, 0
	for i, a := range newsroom(t) {
		item := a.item(i + 1)
		rows, err := Reuse(ctx, item, x)
		if err != nil {
			t.Fatal(err)
		}
		said := map[string]string{}
		for _, r := range rows {
			said[string(r.Of)] = string(r.Relation)
		}
		for _, r := range a.Reuse {
			if said[r.Of] == r.Relation {
				right++
			} else {
				t.Logf("%s of %s: %q, want %q", a.ID, r.Of, said[r.Of], r.Relation)
			}
		}
		pairs, claims = pairs+len(a.Reuse), claims+len(rows)
		shelf.Put(item)
		if err := x.Learn(ctx, item); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of %d pairs with their relation, %d claims", right, pairs, claims)
	if right*100 < pairs*97 || right*100 < claims*97 {
		t.Errorf("%d of %d relations right in %d claims, want 97 in a hundred of both", right, pairs, claims)
	}
}
