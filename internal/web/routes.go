package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// permission says who may use a route. The zero value is nobody's: a route
// that does not state one is not registered.
type permission int

const (
	everyone permission = iota + 1
	reader              // of the API: everyone where the operator says so, else operator or token
	writer              // of the API: whoever has the token
)

// route is one row of the table of what we answer.
type route struct {
	method  string
	pattern string
	who     permission
	answer  func(*server, http.ResponseWriter, *http.Request) error
}

var routes = []route{
	{"GET", "/{$}", everyone, (*server).front},
	{"GET", "/article/{id}", everyone, (*server).article},
	{"GET", "/article/{id}/diff", everyone, (*server).diffChosen},
	{"GET", "/article/{id}/diff/{pair}", everyone, (*server).diff},
	{"GET", "/article/{id}/against/{of}", everyone, (*server).against},
	{"GET", "/changes", everyone, (*server).changes},
	{"GET", "/source/{id}", everyone, (*server).source},
	{"GET", "/search", everyone, (*server).search},
	{"GET", "/status", everyone, (*server).status},
	{"GET", "/status.json", everyone, (*server).statusJSON},

	{"GET", "/feed.atom", everyone, (*server).feedOfAll},
	{"GET", "/feed.json", everyone, (*server).feedOfAll},
	{"GET", "/source/{id}/feed.atom", everyone, (*server).feedOfSource},
	{"GET", "/source/{id}/feed.json", everyone, (*server).feedOfSource},
	{"GET", "/changes.atom", everyone, (*server).feedOfChanges},
	{"GET", "/changes.json", everyone, (*server).feedOfChanges},
	{"GET", "/search.atom", everyone, (*server).feedOfSearch},
	{"GET", "/search.json", everyone, (*server).feedOfSearch},

	{"GET", "/websub/{callback}", everyone, (*server).hubAsks},
	{"POST", "/websub/{callback}", everyone, (*server).hubTells},

	// the address behind these is taken out of the path before (withOriginals)
	{"GET", "/memento/timegate", everyone, (*server).timegate},
	{"GET", "/memento/timemap/{format}", everyone, (*server).timemapOf},
	{"GET", "/memento/timemap/{format}/{page}", everyone, (*server).timemapOf},
	{"GET", "/memento/{at}", everyone, (*server).mementoAt},

	{"GET", "/live.json", everyone, (*server).live},
	{"GET", "/static/{name}", everyone, (*server).static},
	{"GET", "/favicon.ico", everyone, (*server).icon},
	{"GET", "/robots.txt", everyone, (*server).robots},
	{"GET", "/healthz", everyone, (*server).health},
	{"GET", "/readyz", everyone, (*server).ready},
	{"GET", "/metrics", everyone, (*server).metrics},
}

func (s *server) register(mux *http.ServeMux, r route) {
	if r.who == 0 || r.answer == nil {
		panic(fmt.Sprintf("web: route %s %s has no permission or no handler: add it to its row", r.method, r.pattern))
	}
	mux.HandleFunc(r.method+" "+r.pattern, func(w http.ResponseWriter, q *http.Request) {
		if err := s.permit(q, r.who); err != nil {
			s.fail(w, q, err)
			return
		}
		if err := r.answer(s, w, q); err != nil {
			s.fail(w, q, err)
		}
	})
}

// nothingHere answers what no route answers: 405 where another method would
// be answered, else 404.
func (s *server) nothingHere(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		allowed := allowedMethods(mux, r)
		if len(allowed) == 0 {
			s.fail(w, r, &problem{http.StatusNotFound, "There is no page at this address."})
			return
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		s.fail(w, r, &problem{http.StatusMethodNotAllowed, "This address answers " + strings.Join(allowed, " and ") + ", not " + r.Method + "."})
	})
}

// allowedMethods asks the table itself which methods have a route here.
func allowedMethods(mux *http.ServeMux, r *http.Request) []string {
	var allowed []string
	for _, method := range []string{"GET", "HEAD", "POST"} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := mux.Handler(other); pattern != "/" && pattern != "" {
			allowed = append(allowed, method)
		}
	}
	if slices.Contains(allowed, r.Method) {
		return nil
	}
	return allowed
}
