package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tearsheet"
	"tearsheet/internal/sqlite"
)

// twoPapers serves one page each as two publishers on loopback, and gathers
// both into a store.
func twoPapers(t *testing.T, original, copied []byte) *victim {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	pages := map[string][]byte{fmt.Sprintf("original.localhost:%d", port): original, fmt.Sprintf("copier.localhost:%d", port): copied}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch page := pages[r.Host]; {
		case page == nil || r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case r.URL.Path == "/feed.xml":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, `<rss version="2.0"><channel><title>Paper %[1]s</title><item><title>One</title><link>http://%[1]s/one</link></item></channel></rss>`, r.Host)
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write(page)
		}
	})}
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	v := &victim{t: t, dir: filepath.Join(t.TempDir(), "news"), port: port, listen: freeAddress(t)}
	for host := range pages {
		v.must("source", "add", "http://"+host+"/feed.xml")
	}
	v.must("gather")
	return v
}

// stored gives the articles of the two publishers, by the store itself.
func stored(t *testing.T, v *victim) (original, copied tearsheet.Item, rows []tearsheet.Reuse) {
	t.Helper()
	db, err := sqlite.OpenToRead(v.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	items, _, err := db.Items(t.Context(), tearsheet.Selection{})
	if err != nil || len(items) != 2 {
		t.Fatalf("%d articles, %v; want 2", len(items), err)
	}
	for _, item := range items {
		if strings.HasPrefix(string(item.Article.Source), "original.") {
			original = item
		} else {
			copied = item
		}
	}
	if rows, err = db.ReuseOf(context.Background(), copied.Article.ID); err != nil {
		t.Fatal(err)
	}
	return original, copied, rows
}

// tellsTheCopy holds the store and the commands to one of the relations.
func tellsTheCopy(t *testing.T, v *victim, wants ...tearsheet.Relation) tearsheet.Reuse {
	t.Helper()
	original, copied, rows := stored(t, v)
	if len(rows) != 1 || !slices.Contains(wants, rows[0].Relation) || rows[0].Of != original.Article.ID || rows[0].First != tearsheet.FirstOrigin {
		t.Fatalf("the copy's rows are %+v; want one, %v of %s, which was first", rows, wants, original.Article.ID)
	}
	var said tearsheet.Reuse
	out := v.output("reuse", "--json", string(copied.Article.ID), string(original.Article.ID)+"@1")
	if err := json.Unmarshal([]byte(out), &said); err != nil || said.Relation != rows[0].Relation || said.WordsSame != rows[0].WordsSame || said.Reason != rows[0].Reason {
		t.Errorf("the command says %s (%v), the store has %+v", out, err, rows[0])
	}
	if out := v.output("diff", string(original.Article.ID)+"@1", string(copied.Article.ID)); !strings.Contains(out, "Headline changed") {
		t.Errorf("the difference is told as %s", out)
	}
	out = v.output("redo", "--from", "group")
	if again := mustRows(t, v); !strings.Contains(out, "2 revisions went through group again") || len(again) != 1 || again[0].Reason != rows[0].Reason {
		t.Errorf("%safterwards the rows are %+v", out, again)
	}
	v.must("check")
	return rows[0]
}

func mustRows(t *testing.T, v *victim) []tearsheet.Reuse {
	_, _, rows := stored(t, v)
	return rows
}

func TestACopyIsNamedFromGatheringToTheCommands(t *testing.T) {
	page := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join("testdata", "copies", name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	v := twoPapers(t, page("original.html"), page("copier.html"))
	row := tellsTheCopy(t, v, tearsheet.RelationModified)
	if row.Headline != tearsheet.RelationTypographic || row.WordsSame < 100 || len(row.Passages) == 0 {
		t.Errorf("%+v", row)
	}
	out, err := v.command(t.Context(), "reuse", "nobody", "nothing").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "nobody is neither a file nor a revision in the store") {
		t.Errorf("%v: %s", err, out)
	}
}

// The page that the project answers: what is the aggregator's, what the
// publisher's, and who was first.
func TestTheRepublishedPageIsNamedACopyOfItsOriginal(t *testing.T) {
	folder := os.Getenv("TEARSHEET_SHARED")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared")
	}
	original, err := os.ReadFile(filepath.Join(folder, "seed", "original.html"))
	if err != nil {
		t.Skip("the republished page is not here; TEARSHEET_SHARED names the folder that holds seed")
	}
	copied, err := os.ReadFile(filepath.Join(folder, "seed", "pressbee.html"))
	if err != nil {
		t.Fatal(err)
	}
	// Verbatim where the aggregator's own sentences are not read as the article's.
	row := tellsTheCopy(t, twoPapers(t, original, copied), tearsheet.RelationModified, tearsheet.RelationVerbatim)
	t.Logf("%s: %d of %d words of the copy; headline %s; first: %s", row.Relation, row.WordsSame, row.WordsCopy, row.Headline, row.Reason)
	if row.Headline != tearsheet.RelationTypographic || row.WordsSame*10 < row.WordsOrigin*9 {
		t.Errorf("%+v", row)
	}
}
