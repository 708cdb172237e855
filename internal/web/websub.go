package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"tearsheet"
)

// Hub is who deals with the hubs that we subscribed to (WebSub).
type Hub interface {
	// HubAsks gives the challenge to send back where we asked for what the hub
	// wants confirmed, else ErrNotFound.
	HubAsks(ctx context.Context, callback string, query url.Values) (challenge string, err error)
	// HubTells takes what a hub sends, true or forged; ErrGone where nobody
	// wants to hear it.
	HubTells(ctx context.Context, callback, signature string, body io.Reader) error
}

// mostFromHub is how much of a message is read for its signature, as much as a
// feed may have.
const mostFromHub = 16 << 20

// hubAsks answers a hub that verifies our intent. It does not answer HEAD,
// which asks for no effect.
func (s *server) hubAsks(w http.ResponseWriter, r *http.Request) error {
	if s.Hub == nil || r.Method != http.MethodGet {
		return fmt.Errorf("no hub is known: %w", tearsheet.ErrNotFound)
	}
	challenge, err := s.Hub.HubAsks(r.Context(), r.PathValue("callback"), r.URL.Query())
	if err != nil {
		return err
	}
	return send(w, r, http.StatusOK, "text/plain; charset=utf-8", "no-store", []byte(challenge))
}

// hubTells takes a message. A forged one gets the same answer as a true one,
// as WebSub asks.
func (s *server) hubTells(w http.ResponseWriter, r *http.Request) error {
	if s.Hub == nil {
		return fmt.Errorf("no hub is known: %w", tearsheet.ErrNotFound)
	}
	err := s.Hub.HubTells(r.Context(), r.PathValue("callback"), r.Header.Get("X-Hub-Signature"), http.MaxBytesReader(w, r.Body, mostFromHub))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return &problem{http.StatusRequestEntityTooLarge, "This message is larger than the 16 MiB that are taken."}
	}
	if err != nil && r.Context().Err() == nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusAccepted)
	return nil
}
