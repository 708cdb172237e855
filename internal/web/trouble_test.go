package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"strconv"
	"testing"

	"tearsheet"
)

func TestThePublicIsToldNoAddressThatATroubleRepeats(t *testing.T) {
	f := newFake()
	f.sources = []tearsheet.Source{{ID: "a.example", Name: "A"}}
	const target = "https://a.example/private/k3y/feed?token=k3y"
	f.feeds = []tearsheet.Feed{
		{ID: 1, Source: "a.example", URL: "https://a.example/feed", Failures: 2, LastCheck: testNow, Trouble: tearsheet.Trouble{Class: tearsheet.RedirectLoop, Message: "the redirects lead back to " + target, At: testNow}},
		{ID: 2, Source: "a.example", URL: "https://a.example/other", Failures: 2, LastCheck: testNow, Trouble: tearsheet.Trouble{Class: "unheard-of", Message: target, At: testNow}},
	}
	f.captures[3] = tearsheet.Capture{ID: 3, URL: "https://a.example/2", FinalURL: target}
	fromFeed := f.add(tearsheet.Article{URL: "https://a.example/1", Source: "a.example", FirstSeen: testNow}, tearsheet.Revision{
		Headline: "One", Origin: tearsheet.FromFeed, Trouble: "the redirects lead back to " + target})
	redirected := f.add(tearsheet.Article{URL: "https://a.example/2", Source: "a.example", FirstSeen: testNow}, tearsheet.Revision{Headline: "Two", Capture: 3})
	h := newServer(f, func(o *Options) { o.Metrics = true })
	for _, path := range []string{"/source/a.example", "/status", "/status.json", "/metrics", "/api/v1/sources", articlePath(fromFeed), articlePath(redirected),
		"/api/v1/articles/" + string(fromFeed), "/api/v1/articles/" + string(fromFeed) + "/revisions", "/api/v1/articles"} {
		mustNotHold(t, read(t, h, asked{path: path}, http.StatusOK), "k3y")
	}
	mustHold(t, read(t, h, asked{path: "/status"}, http.StatusOK), "Its redirects do not end.", "It could not be read.")
	mustHold(t, read(t, h, asked{path: articlePath(fromFeed)}, http.StatusOK), "the redirects lead back to another address")
	for _, path := range []string{"/source/a.example", "/status", articlePath(fromFeed), articlePath(redirected)} {
		mustHold(t, read(t, h, asOperator(path), http.StatusOK), "/private/k3y/")
	}
}

// The list of classes is read from where it stands, so that a new one cannot
// be forgotten.
func TestEveryClassOfTroubleHasASentence(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../../capture.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != "Class" {
			return true
		}
		class, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if n++; err != nil || feedTroubles[tearsheet.Class(class)] == "" {
			t.Errorf("class %q has no sentence: add it to feedTroubles", class)
		}
		return true
	})
	if n < 25 {
		t.Errorf("only %d classes were found in capture.go", n)
	}
}
