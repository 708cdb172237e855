package main

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/press"
	"tearsheet/proof"
	"tearsheet/proof/page"
)

// Whoever holds the page alone must come to the hash that we give out.
func TestTheTextOfEveryPageIsTheTextThatIsKept(t *testing.T) {
	h := houseWithLicensedPress(t)
	keepAllKinds(t, h)
	edition, pages := h.web(), 0
	var after tearsheet.Cursor
	for {
		items, next, err := h.store.Items(t.Context(), tearsheet.Selection{After: after, Limit: 200, Bodies: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range items {
			if it.Source.Rights.Use == tearsheet.Full {
				comparePage(t, edition, &it)
				pages++
			}
		}
		if next == "" {
			break
		}
		after = next
	}
	if pages < 10 {
		t.Errorf("only %d pages were compared", pages)
	}
}

// keepAllKinds keeps an article with every kind of block.
func keepAllKinds(t *testing.T, h *house) {
	const address = "https://kinds.example/all"
	_, err := h.store.KeepRevision(t.Context(), tearsheet.Keeping{
		Look:    tearsheet.Look{Address: address, URL: address, Host: "kinds.example"},
		Article: tearsheet.Article{URL: address, Source: "kinds.example"},
		Source:  tearsheet.Source{ID: "kinds.example", Rights: tearsheet.Rights{Use: tearsheet.Full, Licence: "made up for this test"}},
		Revision: tearsheet.Revision{Seen: time.Now(), Origin: tearsheet.FromPage, Headline: "All kinds", Language: "en", Body: []tearsheet.Block{
			{Kind: tearsheet.Paragraph, Text: "First <b>words</b> & “more” 12.5 ❤\ufe0f."},
			{Kind: tearsheet.Heading, Text: "A heading"},
			{Kind: tearsheet.Picture, Text: "What the picture shows", URL: "https://kinds.example/a.jpg"},
			{Kind: tearsheet.List, Text: "one"}, {Kind: tearsheet.List, Text: "two"},
			{Kind: tearsheet.Quote, Text: "“Said.”"},
			{Kind: tearsheet.Embed, Text: "A film", URL: "https://kinds.example/film"},
			{Kind: tearsheet.Table, Text: "Town\tPrice\t"}, {Kind: tearsheet.Table, Text: "Alder\t\t12.5"},
			{Kind: tearsheet.Code, Text: "if a < b { c() }"},
			{Kind: tearsheet.Paragraph, Text: "שלום עולם", Language: "he"},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func comparePage(t *testing.T, edition http.Handler, it *tearsheet.Item) {
	answer := httptest.NewRecorder()
	edition.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/article/"+string(it.Article.ID), nil))
	if answer.Code != http.StatusOK {
		t.Errorf("%s: status %d", it.Article.URL, answer.Code)
		return
	}
	got, err := page.FromHTML(answer.Body)
	if err != nil {
		t.Errorf("%s: %v", it.Article.URL, err)
		return
	}
	if want := proof.Canonical(it.Revision.TextBlocks()); got != want {
		t.Errorf("%s:\nthe page says %.300q\nkept is       %.300q", it.Article.URL, got, want)
	}
}

// houseWithLicensedPress has gathered, of the made-up press, the outlets whose
// licence lets us show everything.
func houseWithLicensedPress(t *testing.T) *house {
	start := time.Now()
	made := press.New(start, time.Now)
	server := httptest.NewServer(made)
	t.Cleanup(server.Close)
	cfg := demoConfig()
	cfg.Data = t.TempDir()
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(address.Port())
	if err != nil {
		t.Fatal(err)
	}
	cfg.Fetch.AllowPorts = []int{port}
	h, err := assemble(t.Context(), cfg, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.close(); err != nil {
			t.Error(err)
		}
	})
	outlets := slices.DeleteFunc(made.Outlets(), func(o press.Outlet) bool { return o.Rights.Use != tearsheet.Full })
	if err := h.subscribeToPress(t.Context(), outlets, port, start); err != nil {
		t.Fatal(err)
	}
	if _, err := h.line.Pass(t.Context(), nil); err != nil {
		t.Fatal(fmt.Errorf("gather the press: %w", err))
	}
	return h
}
