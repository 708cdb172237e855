package web

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tearsheet"
)

type ctx = context.Context

func subscribeInto(list *[]string) func(context.Context, string) ([]tearsheet.Feed, error) {
	return func(_ context.Context, url string) ([]tearsheet.Feed, error) {
		*list = append(*list, url)
		return []tearsheet.Feed{{ID: 9, Source: "new.example", URL: url + "feed", Title: "New"}}, nil
	}
}

func TestTheAPIGivesEveryArticleOnceByCursors(t *testing.T) {
	f := newspaper()
	h := newServer(f, nil)
	seen := map[string]bool{}
	path := "/api/v1/articles?limit=25"
	for range 5 {
		var got struct {
			Articles []map[string]any
			Next     string
		}
		if err := json.Unmarshal([]byte(read(t, h, asked{path: path}, http.StatusOK)), &got); err != nil {
			t.Fatal(err)
		}
		for _, a := range got.Articles {
			seen[a["id"].(string)] = true
		}
		if got.Next == "" {
			break
		}
		path = "/api/v1/articles?limit=25&cursor=" + got.Next
	}
	if len(seen) != len(f.articles) {
		t.Errorf("%d of %d articles", len(seen), len(f.articles))
	}
}

func TestAnArticleAsJSONHasTheShapeOfRead(t *testing.T) {
	f := newspaper()
	id := string(find(t, f, "River accord gives the valley 60"))
	var a map[string]any
	if err := json.Unmarshal([]byte(read(t, newServer(f, nil), asOperator("/api/v1/articles/"+id), http.StatusOK)), &a); err != nil {
		t.Fatal(err)
	}
	var shape map[string]any
	whole, err := json.Marshal(f.revisions[tearsheet.ArticleID(id)][2])
	if err != nil || json.Unmarshal(whole, &shape) != nil {
		t.Fatal(err)
	}
	for field, want := range shape {
		if field == "byline" { // an address of a writer is not handed on
			continue
		}
		got, _ := json.Marshal(a[field])
		wanted, _ := json.Marshal(want)
		if string(got) != string(wanted) {
			t.Errorf("%s is %s, not %s", field, got, wanted)
		}
	}
	for _, field := range []string{"id", "number", "url", "source", "first_seen", "revisions"} {
		if a[field] == nil {
			t.Errorf("%s is missing", field)
		}
	}
	if a["published"] != "2026-11-24T05:00:00-06:00" {
		t.Errorf("published is %v: the stated zone is lost", a["published"])
	}
}

func TestTheAPIRefusesWhatItDoesNotKnowInOneSentence(t *testing.T) {
	h := newServer(newspaper(), nil)
	for path, status := range map[string]int{
		"/articles?colour=red": 400, "/articles?limit=0": 400, "/articles?limit=201": 400, "/articles?limit=x": 400, "/articles?cursor=rubbish": 400,
		"/articles?since=yesterday": 400, "/search": 400, "/search?q=+": 400, "/stats?x=1": 400, "/articles/nothing": 404, "/stories/x": 404, "/nothing": 404, "/articles/x/revisions": 404,
	} {
		wantProblem(t, path, read(t, h, asked{path: "/api/v1" + path}, status))
	}
}

func TestTheAPIListsWhatThereIs(t *testing.T) {
	f := newspaper()
	h := newServer(f, nil)
	id := string(find(t, f, "River accord gives the valley 60"))
	for path, holds := range map[string]string{
		"/stories": `"stories":[]`, "/articles?story=x": `"articles":[]`, "/sources": `"id":"civic-ledger.example:8443"`, "/stats": `{"sources":6,"articles":76,"revisions":78,"stories":0,"queue":12,"oldest_due_s":90}`,
		"/articles/" + id + "/revisions": `"summary":"Headline changed. `, "/search?q=village+votes&limit=1": `"match":true`, "/articles?since=2027-01-01": `"articles":[]`,
		"/articles?source=northwire.example&limit=1": `"shown":"link-only"`,
	} {
		mustHold(t, read(t, h, asked{path: "/api/v1" + path}, http.StatusOK), holds)
	}
}

func TestTheDescriptionNamesExactlyTheEndpointsAndNoThirdParty(t *testing.T) {
	h := newServer(newFake(), nil)
	page := read(t, h, asked{path: "/api/v1/openapi.json"}, http.StatusOK)
	var d struct {
		OpenAPI string
		Paths   map[string]map[string]any
	}
	if err := json.Unmarshal([]byte(page), &d); err != nil || d.OpenAPI != "3.1.0" {
		t.Fatalf("%s %v", d.OpenAPI, err)
	}
	var got []string
	for path, methods := range d.Paths {
		for method := range methods {
			got = append(got, method+" "+path)
		}
	}
	slices.Sort(got)
	want := []string{"get /api/v1/articles", "get /api/v1/articles/{id}", "get /api/v1/articles/{id}/changes", "get /api/v1/articles/{id}/reuse", "get /api/v1/articles/{id}/revisions", "get /api/v1/changes", "get /api/v1/search", "get /api/v1/sources", "get /api/v1/stats",
		"get /api/v1/stories", "get /api/v1/stories/{id}", "post /api/v1/refresh", "post /api/v1/sources"}
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	for _, path := range []string{"/docs", "/api/v1/docs", "/openapi.json", "/schemas/x"} {
		read(t, h, asked{path: path}, http.StatusNotFound)
	}
}

func TestTheAPIIsCompressedLikePages(t *testing.T) {
	f := newspaper()
	h := newServer(f, func(o *Options) { o.Token = "t" })
	gzip := http.Header{"Accept-Encoding": {"gzip"}}
	for _, path := range []string{"/articles", "/articles/" + string(find(t, f, "River accord")), "/openapi.json"} {
		packed, whole := asked{path: "/api/v1" + path, header: gzip}.of(h), read(t, h, asked{path: "/api/v1" + path}, http.StatusOK)
		if packed.Header().Get("Content-Encoding") != "gzip" || string(unzip(t, packed.Body.Bytes())) != whole {
			t.Errorf("%s: encoding %q", path, packed.Header().Get("Content-Encoding"))
		}
		if packed.Header().Get("Vary") != "Accept-Encoding" || packed.Header().Get("Content-Length") != strconv.Itoa(packed.Body.Len()) || !strings.HasPrefix(packed.Header().Get("Content-Type"), "application/") {
			t.Errorf("%s: %v", path, packed.Header())
		}
	}
	for path, status := range map[string]int{"/stats": 200, "/articles/nothing": 404, "/articles?limit=x": 400} { // too short to pay
		w := asked{path: "/api/v1" + path, header: gzip}.of(h)
		if w.Code != status || w.Header().Get("Content-Encoding") != "" || !strings.Contains(w.Header().Get("Cache-Control"), "private") || !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s: %d %v %s", path, w.Code, w.Header(), w.Body)
		}
	}
	closed := newServer(f, func(o *Options) { o.OpenReading, o.Token = false, "t" })
	wantProblem(t, "refused", read(t, closed, asked{path: "/api/v1/articles", header: gzip}, http.StatusUnauthorized))
}
