package web

import (
	"net/http"
	"testing"

	"tearsheet"
)

func TestACopyIsNotCalledTheOriginalAndNamesWhatItSaysItIsBasedOn(t *testing.T) {
	f := newFake()
	f.sources = outlets
	id := f.add(tearsheet.Article{URL: "https://www.civic-ledger.example:8443/copy", Source: "civic-ledger.example:8443", FirstSeen: testNow}, tearsheet.Revision{
		Headline: "A copy", Body: bodyOf(1), Declared: tearsheet.Declared{
			BasedOn: []string{"https://harbour-gazette.example/first", "the archive"}, Canonical: "https://meridian.example/first", Licence: "https://licences.example/by",
			Access: "paywalled", RSL: "inline", TDMReservation: "1", TDMPolicy: "https://civic-ledger.example/tdm", C2PA: "javascript:alert(1)",
		},
		Evidence: map[string]string{"declared.based_on": "json-ld isBasedOn", "declared.access": "json-ld isAccessibleForFree"},
	})
	page := read(t, newServer(f, nil), asked{path: articlePath(id)}, http.StatusOK)
	mustNotHold(t, page, "Original", "original", `href="javascript`, `href="the archive`)
	mustHold(t, page, "<dt>Address</dt>", "Read it at <bdi>civic-ledger.example</bdi>", "Claimed by the page",
		`<a href="https://harbour-gazette.example/first" rel="noopener nofollow ugc">harbour-gazette.example/first</a>`, ">the archive<",
		`href="https://meridian.example/first"`, `href="https://licences.example/by"`, "the page says that it is not free to read",
		"in the page itself", "rights are reserved", `href="https://civic-ledger.example/tdm"`, "structured data (JSON-LD), isBasedOn")
}

func TestAPageThatClaimsNothingHasNoListOfClaims(t *testing.T) {
	f := newFake()
	f.sources = outlets
	id := f.add(tearsheet.Article{URL: "https://meridian.example/1", Source: "meridian.example", FirstSeen: testNow}, tearsheet.Revision{Headline: "Plain"})
	mustNotHold(t, read(t, newServer(f, nil), asked{path: articlePath(id)}, http.StatusOK), "Claimed by the page", "Access", "C2PA")
}

func TestTheOperatorIsToldWhatThePublicReallySees(t *testing.T) {
	for name, c := range map[string]struct {
		use            tearsheet.Use
		robots         string
		operator, publ string
	}{
		"excerpt":      {tearsheet.Excerpt, "", "The public sees the headline, at most 50 words and the link.", "At most 50 words are shown"},
		"link-only":    {tearsheet.LinkOnly, "", "The public sees the headline and the link: this source is set to link-only.", "the operator set this source to no more"},
		"nosnippet":    {tearsheet.Excerpt, "nosnippet", "The public sees the headline and the link: the page itself forbids excerpts (nosnippet).", "the page itself forbids excerpts"},
		"max-snippet":  {tearsheet.Excerpt, "index, max-snippet:0", "the page itself forbids excerpts", "the page itself forbids excerpts"},
		"both forbid":  {tearsheet.LinkOnly, "nosnippet", "this source is set to link-only.", "the operator set this source to no more"},
		"full licence": {tearsheet.Full, "nosnippet", "Shown whole, as the operator decided", "Shown whole, as the operator decided"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake()
			f.sources = []tearsheet.Source{{ID: "a.example", Name: "A", Rights: tearsheet.Rights{Use: c.use}}}
			id := f.add(tearsheet.Article{URL: "https://a.example/1", Source: "a.example", FirstSeen: testNow}, tearsheet.Revision{Headline: "One", Body: bodyOf(1), Declared: tearsheet.Declared{Robots: c.robots}})
			mustHold(t, read(t, newServer(f, nil), asOperator(articlePath(id)), http.StatusOK), c.operator)
			mustHold(t, read(t, newServer(f, nil), asked{path: articlePath(id)}, http.StatusOK), c.publ)
		})
	}
}
