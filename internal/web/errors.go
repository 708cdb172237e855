package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"tearsheet"
)

// problem is a failure that the asker can understand: a status and one sentence.
type problem struct {
	status   int
	sentence string
}

func (p *problem) Error() string { return p.sentence }

// statuses turns the sentinels of the house into HTTP, in order of testing.
var statuses = []struct {
	err      error
	status   int
	sentence string
}{
	{tearsheet.ErrNotFound, http.StatusNotFound, "Nothing is kept under this address."},
	{tearsheet.ErrGone, http.StatusGone, "This was withdrawn and is not shown any more."},
	{tearsheet.ErrInvalid, http.StatusBadRequest, "The address holds something that cannot be understood, perhaps an old page mark."},
	{tearsheet.ErrConflict, http.StatusConflict, "This is already there in another state."},
	{tearsheet.ErrForbidden, http.StatusForbidden, "This is not allowed here."},
}

// asProblem says what the asker gets to know. Failures of our own are told
// without their cause, which is for the log.
func asProblem(err error) (p *problem, ours bool) {
	if errors.As(err, &p) {
		return p, false
	}
	for _, s := range statuses {
		if errors.Is(err, s.err) {
			return &problem{s.status, s.sentence}, false
		}
	}
	return &problem{http.StatusInternalServerError, "Something went wrong on our side. It has been noted; nothing that is kept was changed."}, true
}

// fail answers with the failure: a page for people, problem JSON for programs.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // the reader left
	}
	p, ours := asProblem(err)
	if ours {
		s.Log.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "error", err)
	}
	if p.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="tearsheet"`)
	}
	w.Header().Set("Cache-Control", "no-store")
	if strings.HasPrefix(r.URL.Path, "/api/") || strings.HasSuffix(r.URL.Path, ".json") {
		s.failJSON(w, r, p)
		return
	}
	s.failPage(w, r, p)
}

// problemJSON is RFC 9457.
type problemJSON struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
}

func (s *server) failJSON(w http.ResponseWriter, r *http.Request, p *problem) {
	body, err := json.Marshal(problemJSON{http.StatusText(p.status), p.status, p.sentence})
	if err != nil {
		s.Log.ErrorContext(r.Context(), "error answer failed", "path", r.URL.Path, "error", err)
	}
	_ = send(w, r, p.status, "application/problem+json", "no-store", body)
}

type errorPage struct {
	shell
	Status   int
	Name     string
	Sentence string
}

var errorNames = map[int]string{
	http.StatusBadRequest:          "This request cannot be understood",
	http.StatusForbidden:           "Not allowed",
	http.StatusNotFound:            "Nothing at this address",
	http.StatusMethodNotAllowed:    "Not that way",
	http.StatusGone:                "Withdrawn",
	http.StatusInternalServerError: "Our mistake",
}

func (s *server) failPage(w http.ResponseWriter, r *http.Request, p *problem) {
	name := errorNames[p.status]
	if name == "" {
		name = http.StatusText(p.status)
	}
	page := errorPage{shell: s.shell(r, name), Status: p.status, Name: name, Sentence: p.sentence}
	page.Robots = "noindex"
	if err := s.render(w, r, p.status, "error.html", page); err != nil {
		s.Log.ErrorContext(r.Context(), "error page failed", "path", r.URL.Path, "error", err)
		http.Error(w, p.sentence, p.status)
	}
}
