package tell

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"tearsheet"
)

// Webhook calls one address, signed as Standard Webhooks says
// (standardwebhooks.com, specification of 2023).
type Webhook struct {
	url  string
	key  []byte
	post Poster
}

// NewWebhook gives the webhook at url. secret is "whsec_" and base64 of 24 to
// 64 bytes that nobody can guess.
func NewWebhook(url, secret string, post Poster) (*Webhook, error) {
	digits, ok := strings.CutPrefix(secret, "whsec_")
	key, err := base64.StdEncoding.DecodeString(digits)
	if !ok || err != nil || len(key) < 24 || len(key) > 64 {
		return nil, errors.New(`the webhook's secret must be "whsec_" and base64 of 24 to 64 random bytes; make one with: echo "whsec_$(openssl rand -base64 32)"`)
	}
	return &Webhook{url, key, post}, nil
}

// Channel is the name under which alerts for it are kept.
func (w *Webhook) Channel() string { return "webhook" }

// Send calls the webhook once with n, at now. The error is that of the Poster.
func (w *Webhook) Send(ctx context.Context, n News, now time.Time) error {
	body, err := json.Marshal(shape(n))
	if err != nil {
		return fmt.Errorf("write alert %s: %w", n.ID, err)
	}
	return w.post.Post(ctx, w.url, w.header(n.ID, now, body), body)
}

func (w *Webhook) header(id string, now time.Time, body []byte) http.Header {
	h := http.Header{}
	stamp := strconv.FormatInt(now.Unix(), 10)
	h["Webhook-Id"] = []string{id}
	h["Webhook-Timestamp"] = []string{stamp}
	h["Webhook-Signature"] = []string{"v1," + Sign(w.key, id, stamp, body)}
	h["Content-Type"] = []string{"application/json"}
	return h
}

// Sign gives the signature, without "v1,", of a call by its id, its timestamp
// in seconds and its body.
func Sign(key []byte, id, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + timestamp + "."))
	mac.Write(body)
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// callJSON is the body of a call.
type callJSON struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"` // when we saw the change
	Data      newsJSON  `json:"data"`
}

type newsJSON struct {
	Article     tearsheet.ArticleID    `json:"article"`
	Source      sourceJSON             `json:"source"`
	From        int                    `json:"from"`
	To          int                    `json:"to"`
	Kinds       []tearsheet.ChangeKind `json:"kinds"`
	Declared    bool                   `json:"declared"`
	Undisclosed bool                   `json:"undisclosed"`
	Summary     string                 `json:"summary"`
	Headline    headlineJSON           `json:"headline"`
	Original    string                 `json:"original"`
	Diff        *string                `json:"diff"` // null: the public cannot reach us
}

type sourceJSON struct {
	ID   tearsheet.SourceID `json:"id"`
	Name string             `json:"name"`
}

type headlineJSON struct {
	Before string `json:"before"`
	After  string `json:"after"`
}

func shape(n News) callJSON {
	j := newsJSON{Article: n.Article, Source: sourceJSON{n.Source, n.Outlet}, From: n.From, To: n.To, Kinds: n.Kinds, Declared: n.Declared,
		Undisclosed: n.Undisclosed, Summary: n.Summary, Headline: headlineJSON{n.Before, n.After}, Original: n.Original}
	if n.Diff != "" {
		j.Diff = &n.Diff
	}
	if j.Kinds == nil {
		j.Kinds = []tearsheet.ChangeKind{}
	}
	return callJSON{Type: "article.changed", Timestamp: n.At.UTC(), Data: j}
}
