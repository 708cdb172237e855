// Package web answers what readers, programs and the operator ask over HTTP:
// it takes a store that speaks the words of the house and gives pages, feeds
// and the JSON API, each article with where it comes from.
package web

import (
	"context"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"time"

	"tearsheet"
	"tearsheet/internal/follow"
)

// Options is what the HTTP face needs from the rest of the house.
type Options struct {
	Store Store

	// Subscribe discovers the feeds of a page and keeps them; nil: refused.
	Subscribe func(ctx context.Context, url string) ([]tearsheet.Feed, error)
	// Refresh makes every feed due now and gives their number; nil: refused.
	Refresh func(ctx context.Context) (int, error)
	// Compare counts what changed between two revisions and says it in one
	// sentence; nil: follow.Compare, which the passages come from too.
	Compare func(old, new tearsheet.Revision) tearsheet.Change
	// Tell says whether anybody is to be told of a change of a source's article;
	// nil: follow.Tell.
	Tell func(source tearsheet.Source, c tearsheet.Change) bool
	// Hub deals with hubs that tell us of changed feeds; nil: none is known.
	Hub Hub
	// Ready says whether the program can serve; nil: it always can.
	Ready func() error

	// OperatorOnLoopback takes whoever asks from this machine for its operator,
	// who reads everything. It may be set only where nobody else can come through
	// this machine: we listen on loopback and no public address is configured,
	// for then no proxy is meant to pass strangers on. False: nobody is.
	OperatorOnLoopback bool

	Title       string           // of the edition; empty: Tearsheet
	BaseURL     string           // where the public reaches this server, for feeds; empty: as asked
	Token       string           // for writing through the API; empty: writing is refused
	OpenReading bool             // the API can be read without the token
	Metrics     bool             // /metrics is served
	Now         func() time.Time // nil: time.Now
	Log         *slog.Logger     // failures of our own; nil: slog.Default()
}

// server holds what every handler needs. It is not changed after New.
type server struct {
	Options
	templates map[string]*template.Template
	assets    assets
}

// New gives the whole HTTP face. It panics where the program itself is wrong:
// without a store, or with a route that nobody may or everybody might use.
func New(o Options) http.Handler {
	s := &server{Options: withDefaults(o), templates: parseTemplates(), assets: loadAssets()}
	mux := http.NewServeMux()
	for _, r := range routes {
		s.register(mux, r)
	}
	s.registerAPI(mux)
	mux.Handle("/", s.nothingHere(mux))
	return s.recovering(withSecurityHeaders(s.sameOrigin(withOriginals(mux))))
}

func withDefaults(o Options) Options {
	if o.Store == nil {
		panic("web.New: Options.Store is required")
	}
	if o.Compare == nil {
		o.Compare = follow.Compare
	}
	if o.Tell == nil {
		o.Tell = follow.Tell
	}
	if o.Title == "" {
		o.Title = tearsheet.Name
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return o
}

// sameOrigin refuses unsafe requests that a browser sends for another site.
func (s *server) sameOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, &problem{http.StatusForbidden, "This request came from a page of another site and was refused."})
	}))
	return guard.Handler(next)
}

// recovering keeps one broken answer from ending the connection of others: it
// is logged, and the reader gets a whole page that says so.
func (s *server) recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p == http.ErrAbortHandler {
				panic(p)
			} else if p != nil {
				s.fail(w, r, fmt.Errorf("answer %s: panic: %v", r.URL.Path, p))
			}
		}()
		next.ServeHTTP(w, r)
	})
}
