// Package tell answers who is told of a change: it takes one with its article
// and gives a signed call to a webhook and a letter by mail. It keeps nothing;
// whether and when to try again is up to the line.
package tell

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"tearsheet"
)

// Poster sends a body once. Its errors are *tearsheet.Error.
type Poster interface {
	Post(ctx context.Context, to string, header http.Header, body []byte) error
}

// News is one change as it is told, with what a reader needs to judge it.
type News struct {
	ID          string // the same for every try
	At          time.Time
	Article     tearsheet.ArticleID
	Source      tearsheet.SourceID
	Outlet      string // the source's name
	From, To    int
	Kinds       []tearsheet.ChangeKind
	Declared    bool
	Undisclosed bool
	Summary     string
	Before      string // headlines
	After       string
	Original    string // the publisher's page
	Diff        string // ours; empty where the public cannot reach us
}

// Of gives the news of an alert: c is the change that it is about, old and new
// are its two revisions, base is where the public reaches us or empty.
func Of(a tearsheet.Alert, c tearsheet.Changed, old, new tearsheet.Revision, base string) News {
	n := News{
		ID: a.ID(), At: c.Change.At, Article: a.Article, Source: c.Item.Source.ID, Outlet: c.Item.Source.Name, From: a.From, To: a.To,
		Kinds: c.Change.Kinds, Declared: c.Change.Declared, Undisclosed: c.Change.Undisclosed, Summary: c.Change.Summary,
		Before: old.Headline, After: new.Headline, Original: c.Item.Article.URL,
	}
	if n.Outlet == "" {
		n.Outlet = string(n.Source)
	}
	if base != "" {
		n.Diff = strings.TrimSuffix(base, "/") + diffPath(a)
	}
	return n
}

const (
	// Expiry is how old news may become: then they are told no more.
	Expiry = 3 * 24 * time.Hour

	firstWait   = 15 * time.Second
	longestWait = 8 * time.Hour
)

// After gives a as it stands when a try at now has failed with err, or has not
// (nil). Each wait is four times as long as the one before, at least what the
// other side asked for. What is too old then is given up, and so is what the
// other side says it wants never again (410).
func After(a tearsheet.Alert, err error, now time.Time) tearsheet.Alert {
	a.Tries++
	if err == nil {
		a.Sent, a.Due, a.Trouble = now, time.Time{}, ""
		return a
	}
	trouble := tearsheet.Error{Class: tearsheet.Connection, Err: err}
	if e := asError(err); e != nil {
		trouble = *e
	}
	a.Trouble = trouble.Err.Error()
	a.Due = now.Add(max(trouble.Retry, min(longestWait, firstWait<<min(2*(a.Tries-1), 20))))
	if trouble.Class == tearsheet.Gone || a.Due.Sub(a.Made) > Expiry {
		a.GivenUp, a.Due = now, time.Time{}
	}
	return a
}

// gravest gives the kind by which the news are called.
func (n *News) gravest() string {
	for _, k := range tearsheet.ChangeKinds {
		if slices.Contains(n.Kinds, k) {
			return string(k)
		}
	}
	return "change"
}
