package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'"

func withSecurityHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if r.TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// The three lives of an answer. What differs between operator and public must
// never rest in a cache that both use.
const (
	private   = "private, no-cache"
	shared    = "public, max-age=60"
	immutable = "public, max-age=31536000, immutable"
)

// send writes a complete answer, compressed where that pays and was accepted.
func send(w http.ResponseWriter, r *http.Request, status int, contentType, life string, body []byte) error {
	h := w.Header()
	h.Set("Content-Type", contentType)
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", life)
	}
	h.Add("Vary", "Accept-Encoding")
	if len(body) >= 1000 && accepts(r, "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = gzipped(body, gzip.DefaultCompression)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // a reader who left needs no answer
	return nil
}

func gzipped(body []byte, level int) []byte {
	var buf bytes.Buffer
	z, _ := gzip.NewWriterLevel(&buf, level) // the levels used are valid
	_, _ = z.Write(body)                     // a buffer takes everything
	_ = z.Close()
	return buf.Bytes()
}

// compressing lets a library answer as send does: what it writes is held until
// it is whole. What went through send already is passed on as it is.
type compressing struct{ *http.ServeMux }

func (c compressing) HandleFunc(pattern string, answer func(http.ResponseWriter, *http.Request)) {
	c.ServeMux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		held := &heldAnswer{ResponseWriter: w, status: http.StatusOK}
		answer(held, r)
		held.release(r)
	})
}

// heldAnswer keeps status and body back; the header is the real one.
type heldAnswer struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
	begun  bool
}

func (h *heldAnswer) WriteHeader(status int) {
	if !h.begun { // as in net/http, the first status counts
		h.status, h.begun = status, true
	}
}

func (h *heldAnswer) Write(b []byte) (int, error) {
	h.begun = true
	return h.body.Write(b)
}

func (h *heldAnswer) release(r *http.Request) {
	if h.Header().Get("Content-Length") != "" || h.status < http.StatusOK || h.status == http.StatusNoContent || h.status == http.StatusNotModified {
		h.ResponseWriter.WriteHeader(h.status)
		_, _ = h.ResponseWriter.Write(h.body.Bytes()) // a reader who left needs no answer
		return
	}
	_ = send(h.ResponseWriter, r, h.status, h.Header().Get("Content-Type"), private, h.body.Bytes())
}

// accepts reads Accept-Encoding: named, and not with a quality of nothing.
func accepts(r *http.Request, coding string) bool {
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		name, parameter, _ := strings.Cut(strings.TrimSpace(part), ";")
		if !strings.EqualFold(strings.TrimSpace(name), coding) {
			continue
		}
		_, quality, stated := strings.Cut(parameter, "=")
		q, err := strconv.ParseFloat(strings.TrimSpace(quality), 64)
		return !stated || err == nil && q > 0
	}
	return false
}

func sendJSON(w http.ResponseWriter, r *http.Request, status int, life string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode %s: %w", r.URL.Path, err)
	}
	return send(w, r, status, "application/json", life, append(body, '\n'))
}

func sendText(w http.ResponseWriter, r *http.Request, status int, text string) error {
	return send(w, r, status, "text/plain; charset=utf-8", "no-store", []byte(text))
}
