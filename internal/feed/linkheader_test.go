package feed

import (
	"net/http"
	"reflect"
	"testing"

	"tearsheet"
)

func TestHubsAndTheOwnAddressAreReadFromLinkHeaders(t *testing.T) {
	inFeed := tearsheet.Listing{Hubs: []string{"https://old.example/"}, Self: "https://n.example/old"}
	for _, c := range []struct {
		name  string
		lines []string
		hubs  []string
		self  string
	}{
		{"none", nil, inFeed.Hubs, inFeed.Self},
		{"two headers", []string{`<https://hub.example/>; rel="hub"`, `<https://n.example/feed>; rel="self"`}, []string{"https://hub.example/"}, "https://n.example/feed"},
		{"one header, tokens, relative", []string{`</hub>; rel=hub, </feed>;rel=self`}, []string{"https://n.example/hub"}, "https://n.example/feed"},
		{"two relations, upper case, other parameters", []string{`</x>; title="a, b; \"c\""; REL="HUB self"`}, []string{"https://n.example/x"}, "https://n.example/x"},
		{"the first rel counts", []string{`</x>; rel=alternate; rel=hub`}, inFeed.Hubs, inFeed.Self},
		{"other schemes", []string{`<javascript:alert(1)>; rel=hub, <ftp://h.example/>; rel=hub`}, inFeed.Hubs, inFeed.Self},
		{"broken", []string{`<https://hub.example/; rel=hub`, `rel=hub`, `<x>; rel="hub`, ``}, []string{"https://n.example/x"}, inFeed.Self},
	} {
		l := inFeed
		heedLinks(&l, http.Header{"Link": c.lines}, "https://n.example/feed.xml")
		if !reflect.DeepEqual(l.Hubs, c.hubs) || l.Self != c.self {
			t.Errorf("%s: hubs %v, self %q; want %v, %q", c.name, l.Hubs, l.Self, c.hubs, c.self)
		}
	}
}

func FuzzLinkHeader(f *testing.F) {
	f.Add(`<https://hub.example/>; rel="hub", </feed>; rel=self`)
	f.Add(`<a>;b="\`)
	f.Add(`<a>;=;,<b>;c`)
	f.Fuzz(func(t *testing.T, line string) {
		var l tearsheet.Listing
		heedLinks(&l, http.Header{"Link": {line}}, "https://n.example/")
		for _, at := range append(l.Hubs, l.Self) {
			if at != "" && webAddress("", at) == "" {
				t.Errorf("%q is no address of the web", at)
			}
		}
	})
}
