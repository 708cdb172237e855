package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"tearsheet"
)

// KeepRevision keeps what one look brought, in one transaction: the source and
// the article if there are none yet, the capture and the revision if its words
// supersede the latest, the jobs that go on with it, and the look. The same
// words as before move only the times and the look on.
//
// An article is found by its ID, or by an address that already leads to one.
// All looks at it but this one end: they would fetch the same page.
func (db *DB) KeepRevision(ctx context.Context, k tearsheet.Keeping) (kept tearsheet.Kept, err error) {
	n, err := newKeep(k)
	if err != nil {
		return kept, err
	}
	if err := db.packEarly(ctx, n); err != nil {
		return kept, fmt.Errorf("keep revision of %s: %w", k.Article.URL, err)
	}
	err = db.write(ctx, func(t *tx) error {
		kept, err = t.keep(n)
		return err
	})
	if err != nil {
		return tearsheet.Kept{}, fmt.Errorf("keep revision of %s: %w", k.Article.URL, err)
	}
	return kept, nil
}

// keep is one Keeping on its way into the tables.
type keep struct {
	tearsheet.Keeping
	parcel *parcel // made before the transaction where it will be wanted
	entry  []byte
}

func newKeep(k tearsheet.Keeping) (*keep, error) {
	a := &k.Article
	switch {
	case a.URL == "":
		return nil, fmt.Errorf("keep revision of an article without an address: %w", tearsheet.ErrInvalid)
	case a.Source == "" || k.Source.ID != "" && k.Source.ID != a.Source:
		return nil, fmt.Errorf("keep revision of %s: its source is %q but source %q is given: %w", a.URL, a.Source, k.Source.ID, tearsheet.ErrInvalid)
	}
	if a.ID == "" {
		a.ID = tearsheet.NewArticleID(a.URL)
	}
	k.Source.ID = a.Source
	k.Source.Added = orElse(k.Source.Added, k.Revision.Seen)
	a.FirstSeen = orElse(a.FirstSeen, k.Revision.Seen)
	a.LastSeen = orElse(a.LastSeen, k.Revision.Seen)
	return &keep{Keeping: k}, nil
}

func orElse(t, other time.Time) time.Time {
	if t.IsZero() {
		return other
	}
	return t
}

// packEarly compresses in the caller's goroutine what the transaction will
// want, as far as can be told before it: the writer is one for all.
func (db *DB) packEarly(ctx context.Context, n *keep) error {
	old, err := latest(db.found(ctx), &n.Article)
	if err == nil && !n.Revision.Supersedes(&old.Revision) {
		return nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return explain(err)
	}
	if n.entry, err = pack(n.Look.Entry); err != nil {
		return err
	}
	return n.pack()
}

func (n *keep) pack() (err error) {
	if n.parcel == nil {
		n.parcel, err = newParcel(&n.Revision, n.Capture)
	}
	return err
}

// found lets latest read outside a transaction.
func (db *DB) found(ctx context.Context) func(string, ...any) scanner {
	return func(text string, args ...any) scanner { return db.row(ctx, text, args...) }
}

func (t *tx) keep(n *keep) (tearsheet.Kept, error) {
	if err := t.addSource(n.Source); err != nil {
		return tearsheet.Kept{}, err
	}
	old, err := latest(func(text string, args ...any) scanner { return t.row(text, args...) }, &n.Article)
	kept := tearsheet.Kept{Article: n.Article.ID, First: errors.Is(err, sql.ErrNoRows)}
	switch {
	case kept.First:
		kept.Fresh = true
		old = &item{}
	case err != nil:
		return kept, err
	default:
		kept.Article, kept.Fresh = old.Article.ID, n.Revision.Supersedes(&old.Revision)
	}
	number := old.Article.Number
	if kept.Fresh {
		if number, err = t.addRevision(n, &old.Article); err != nil {
			return kept, err
		}
	} else if err = t.sawAgain(n, number); err != nil {
		return kept, err
	}
	kept.Number = old.Article.Revisions
	if kept.Fresh {
		if err := t.learn(n, number); err != nil {
			return kept, err
		}
		n.Look.LastChange, n.Look.Due = n.Revision.Seen, orElse(n.IfFresh, n.Look.Due)
		kept.Number++
		for _, kind := range n.Next {
			t.jobs = append(t.jobs, tearsheet.Job{Kind: kind, Key: jobKey(kept.Article, kept.Number)})
		}
	}
	return kept, t.follow(n, number)
}

// latest finds the article of a and its latest revision with the body, by ID
// or by an address that leads there.
func latest(row func(string, ...any) scanner, a *tearsheet.Article) (*item, error) {
	const text = `SELECT ` + articleColumns + `, ` + revisionColumns + `, b.blocks FROM article a JOIN revision r ON r.id = a.latest
		JOIN body b ON b.revision = r.id WHERE a.number = `
	it := &item{}
	fields := append(append(it.articleFields(), it.revisionFields()...), &it.blocks)
	err := row(text+`(SELECT number FROM article WHERE id = ?)`, string(a.ID)).Scan(fields...)
	if errors.Is(err, sql.ErrNoRows) {
		err = row(text+`(SELECT article FROM alias WHERE address = ?)`, a.URL).Scan(fields...)
	}
	if err != nil {
		return it, err
	}
	return it, it.complete()
}

// addRevision keeps capture and revision and puts the article into the state
// that they give it. old is the article so far, empty for a new one.
func (t *tx) addRevision(n *keep, old *tearsheet.Article) (number int64, err error) {
	if err := n.pack(); err != nil {
		return 0, err
	}
	var revision int64
	if err := t.row(`SELECT coalesce(max(id), 0) + 1 FROM revision`).Scan(&revision); err != nil {
		return 0, err
	}
	first := n.Article.FirstSeen
	if old.Number != 0 {
		first = old.FirstSeen
	}
	robots := n.robots()
	state := []any{revision, micro(tearsheet.SortTime(&n.Revision, first)), n.Revision.Published.IsZero(), len(n.Revision.Byline) == 0,
		n.Revision.Origin == tearsheet.FromFeed, micro(n.Article.LastSeen), robots.Allowed, robots.Rule, micro(robots.At)}
	if old.Number != 0 {
		number = old.Number
		_, err = t.exec(`UPDATE article SET latest = ?, sort_time = ?, no_time = ?, no_byline = ?, from_feed = ?, last_seen = max(last_seen, ?),
			robots_allowed = ?, robots_rule = ?, robots_at = ?, gone = 0, revisions = revisions + 1 WHERE number = ?`, append(state, number)...)
	} else {
		number, err = t.added(`INSERT INTO article (latest, sort_time, no_time, no_byline, from_feed, last_seen, robots_allowed, robots_rule, robots_at, gone,
			revisions, id, source, url, found_in, first_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?, ?, ?, ?, ?)`,
			append(state, string(n.Article.ID), string(n.Article.Source), n.Article.URL, orNull(n.Article.FoundIn), micro(first))...)
	}
	if err != nil {
		return 0, fmt.Errorf("keep article: %w", err)
	}
	return number, t.addWords(n.parcel, revision, number, old.Revisions+1)
}

// robots is the decision that goes with the look, of the capture where there
// is one.
func (n *keep) robots() tearsheet.Robots {
	if n.Article.Robots.At.IsZero() && n.Capture != nil {
		return n.Capture.Robots
	}
	return n.Article.Robots
}

func (t *tx) sawAgain(n *keep, number int64) error {
	robots := n.robots()
	_, err := t.exec(`UPDATE article SET last_seen = max(last_seen, ?), robots_allowed = ?, robots_rule = ?, robots_at = ?, gone = 0 WHERE number = ?`,
		micro(n.Article.LastSeen), robots.Allowed, robots.Rule, micro(robots.At), number)
	return err
}

// follow lets the look and all its addresses lead to the article.
func (t *tx) follow(n *keep, number int64) error {
	for _, addr := range []string{n.Look.Address, n.Article.URL} {
		if addr == "" {
			continue
		}
		_, err := t.exec(`INSERT INTO alias (address, article) VALUES (?, ?) ON CONFLICT (address) DO UPDATE SET article = excluded.article
			WHERE alias.article <> excluded.article`, addr, number)
		if err != nil {
			return fmt.Errorf("keep address %s: %w", addr, err)
		}
	}
	if n.Look.Address == "" {
		return nil
	}
	err := t.moveLook(&n.Look)
	if errors.Is(err, tearsheet.ErrNotFound) {
		err = t.newLook(n)
	}
	if err != nil {
		return err
	}
	if _, err := t.exec(`UPDATE look SET article = ? WHERE address = ?`, number, n.Look.Address); err != nil {
		return err
	}
	_, err = t.exec(`UPDATE look SET due = 0 WHERE article = ? AND address <> ? AND due > 0`, number, n.Look.Address)
	return err
}

// newLook keeps the look of an article that no listing told of.
func (t *tx) newLook(n *keep) (err error) {
	if n.entry == nil {
		if n.entry, err = pack(n.Look.Entry); err != nil {
			return err
		}
	}
	id, err := t.addLook(&n.Look)
	if err != nil {
		return fmt.Errorf("keep look at %s: %w", n.Look.Address, err)
	}
	_, err = t.exec(`INSERT INTO told (look, entry) VALUES (?, ?)`, id, n.entry)
	return err
}
