package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"tearsheet"
)

// listener is a Hub that answers one callback.
type listener struct {
	body string
	err  error
}

func (l *listener) HubAsks(_ context.Context, callback string, q url.Values) (string, error) {
	if callback != "k" {
		return "", tearsheet.ErrNotFound
	}
	return q.Get("hub.challenge"), l.err
}

func (l *listener) HubTells(_ context.Context, callback, signature string, body io.Reader) error {
	if callback != "k" {
		return tearsheet.ErrGone
	}
	b, err := io.ReadAll(body)
	l.body = signature + " " + string(b)
	return errors.Join(err, l.err)
}

func TestAHubIsAnsweredInPlainTextAndNothingElseIsThere(t *testing.T) {
	l := &listener{}
	for _, c := range []struct {
		name, method, path string
		hub                Hub
		status             int
	}{
		{"a challenge", "GET", "/websub/k?hub.challenge=%3Cscript%3E", l, 200},
		{"HEAD asks for no effect", "HEAD", "/websub/k?hub.challenge=x", l, 404},
		{"another callback", "GET", "/websub/z?hub.challenge=x", l, 404},
		{"a message", "POST", "/websub/k", l, 202},
		{"a message to nobody", "POST", "/websub/z", l, 410},
		{"no hub", "GET", "/websub/k?hub.challenge=x", nil, 404},
		{"a message without a hub", "POST", "/websub/k", nil, 404},
		{"a failure of ours, so that the hub tries again", "POST", "/websub/k", &listener{err: errors.New("disk full")}, 500},
	} {
		h := New(Options{Store: newFake(), Hub: c.hub, Log: slog.New(slog.DiscardHandler)})
		r := httptest.NewRequest(c.method, c.path, strings.NewReader("body"))
		r.Header.Set("X-Hub-Signature", "sha256=00")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.status)
		}
		if c.name == "a challenge" && (w.Body.String() != "<script>" || w.Header().Get("Content-Type") != "text/plain; charset=utf-8" ||
			w.Header().Get("X-Content-Type-Options") != "nosniff" || w.Header().Get("Cache-Control") != "no-store") {
			t.Errorf("%q, %v", w.Body, w.Header())
		}
	}
	if l.body != "sha256=00 body" {
		t.Errorf("the hub's message came as %q", l.body)
	}
}

func TestAMessageOfAHubIsReadUpToALimit(t *testing.T) {
	h := New(Options{Store: newFake(), Hub: &listener{}, Log: slog.New(slog.DiscardHandler)})
	for size, want := range map[int]int{mostFromHub: http.StatusAccepted, mostFromHub + 1: http.StatusRequestEntityTooLarge} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("POST", "/websub/k", strings.NewReader(strings.Repeat("x", size))))
		if w.Code != want {
			t.Errorf("%d bytes: %d, want %d", size, w.Code, want)
		}
	}
}
