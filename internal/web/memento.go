package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"tearsheet"
)

// Addresses leads from the address of a page to its article, for Memento
// (RFC 7089): a way to ask for a page as it was at a time.
type Addresses interface {
	// At gives the article at an address, or ErrNotFound.
	At(ctx context.Context, address string) (tearsheet.ArticleID, error)
	// SeenAt gives when the revisions of that article were seen, in their order.
	SeenAt(ctx context.Context, address string) ([]time.Time, error)
}

const (
	mementoRoot = "/memento/"
	digits14    = "20060102150405"
	linkFormat  = "application/link-format"
)

// memento is one revision by its time, which names it to the second. Of two in
// one second the later one is meant.
type memento struct {
	at     time.Time
	number int
}

// mementos are all that we have of one address, in order of time.
type mementos struct {
	item tearsheet.Item
	root string // of this edition
	list []memento
}

// mementosOf finds what is asked for; ErrNotFound where nothing is kept of it.
func (s *server) mementosOf(r *http.Request) (*mementos, error) {
	id, err := s.articleAt(r.Context(), originalIn(r))
	if err != nil {
		return nil, fmt.Errorf("find the article of a memento: %w", err)
	}
	item, err := s.Store.Item(r.Context(), id)
	if err != nil {
		return nil, fmt.Errorf("read article %s: %w", id, err)
	}
	seen, err := s.Store.SeenAt(r.Context(), item.Article.URL)
	if err == nil && len(seen) == 0 {
		err = tearsheet.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("read when %s was seen: %w", id, err)
	}
	return &mementos{item, s.root(r), byTime(seen)}, nil
}

// articleAt takes the address as it was written, and with its query as a
// browser would have written it.
func (s *server) articleAt(ctx context.Context, original string) (tearsheet.ArticleID, error) {
	id, err := s.Store.At(ctx, original)
	if before, query, ok := strings.Cut(original, "?"); ok && errors.Is(err, tearsheet.ErrNotFound) {
		if plain := withoutEscapes(query); plain != query {
			return s.Store.At(ctx, before+"?"+plain)
		}
	}
	return id, err
}

func byTime(seen []time.Time) []memento {
	var list []memento
	for i, at := range seen {
		list = append(list, memento{at.UTC().Truncate(time.Second), i + 1})
	}
	slices.SortStableFunc(list, func(a, b memento) int { return a.at.Compare(b.at) })
	var kept []memento
	for i, m := range list {
		if i+1 == len(list) || !list[i+1].at.Equal(m.at) {
			kept = append(kept, m)
		}
	}
	return kept
}

// timegate leads to the revision whose time is nearest to the one asked for;
// to the latest where none is.
func (s *server) timegate(w http.ResponseWriter, r *http.Request) error {
	w.Header().Add("Vary", "accept-datetime")
	wanted, err := acceptedTime(r)
	if err != nil {
		return err
	}
	m, err := s.mementosOf(r)
	if err != nil {
		return err
	}
	i := len(m.list) - 1
	if !wanted.IsZero() {
		i = m.nearest(wanted)
	}
	w.Header().Set("Link", strings.Join(append(m.about("original", "timemap"), m.around(-1)...), ", "))
	return m.sendTo(w, r, i)
}

// acceptedTime reads Accept-Datetime; zero where it is not sent.
func acceptedTime(r *http.Request) (time.Time, error) {
	given := strings.TrimSpace(r.Header.Get("Accept-Datetime"))
	if given == "" {
		return time.Time{}, nil
	}
	t, err := http.ParseTime(given)
	if err != nil {
		return t, &problem{http.StatusBadRequest, "Accept-Datetime must be a time like " + time.Unix(0, 0).UTC().Format(http.TimeFormat) + "."}
	}
	return t, nil
}

// nearest gives the memento closest to a time, of two as close the earlier.
func (m *mementos) nearest(t time.Time) int {
	i, exact := slices.BinarySearchFunc(m.list, t, func(m memento, t time.Time) int { return m.at.Compare(t) })
	switch {
	case exact || i == 0:
		return i
	case i == len(m.list) || t.Sub(m.list[i-1].at) <= m.list[i].at.Sub(t):
		return i - 1
	}
	return i
}

func (m *mementos) sendTo(w http.ResponseWriter, r *http.Request, i int) error {
	w.Header().Set("Location", m.uri(i))
	return send(w, r, http.StatusFound, "text/plain; charset=utf-8", private, []byte("The revision seen at "+ours(m.list[i].at).Words+": "+m.uri(i)+"\n"))
}

// original is the address of the article as it stands in our own.
func (m *mementos) original() string { return inLink(m.item.Article.URL) }

func (m *mementos) uri(i int) string {
	return m.root + mementoRoot + m.list[i].at.Format(digits14) + "/" + m.original()
}

// about gives the links to what is not a memento: original, timegate, timemap.
func (m *mementos) about(wanted ...string) (links []string) {
	for _, rel := range wanted {
		switch rel {
		case "original":
			links = append(links, fmt.Sprintf(`<%s>; rel="original"`, m.original()))
		case "timegate":
			links = append(links, fmt.Sprintf(`<%s>; rel="timegate"`, timegateOf(m.root, m.item.Article.URL)))
		case "timemap":
			links = append(links, fmt.Sprintf(`<%s>; rel="timemap"; type="%s"`, m.timemap("link", 1), linkFormat))
		}
	}
	return links
}

// around gives the links to the first and the last memento, and to the one at i
// with its neighbours; i < 0: there is none.
func (m *mementos) around(i int) (links []string) {
	rels := map[int]string{}
	add := func(at int, rel string) {
		if at >= 0 && at < len(m.list) {
			rels[at] = strings.TrimSpace(rels[at] + " " + rel)
		}
	}
	add(0, "first")
	if i >= 0 {
		add(i-1, "prev")
		add(i+1, "next")
		add(i, "")
	}
	add(len(m.list)-1, "last")
	for at := range m.list {
		if rel, ok := rels[at]; ok {
			links = append(links, m.link(at, strings.TrimSpace(rel+" memento")))
		}
	}
	return links
}

func (m *mementos) link(i int, rel string) string {
	return fmt.Sprintf(`<%s>; rel="%s"; datetime="%s"`, m.uri(i), rel, m.list[i].at.Format(http.TimeFormat))
}

func timegateOf(root, original string) string {
	return root + mementoRoot + "timegate/" + inLink(original)
}

// linkTimegate tells clients where to ask for this page as it was at a time.
func (s *server) linkTimegate(w http.ResponseWriter, r *http.Request, original string) {
	if webAddress(original) != "" {
		w.Header().Add("Link", fmt.Sprintf(`<%s>; rel="timegate", <%s>; rel="original"`, timegateOf(s.root(r), original), inLink(original)))
	}
}

// mementoAt shows a revision by its time. A time that names none leads to the
// nearest.
func (s *server) mementoAt(w http.ResponseWriter, r *http.Request) error {
	at, err := time.Parse(digits14, r.PathValue("at"))
	if err != nil {
		return &problem{http.StatusNotFound, "A revision is named by 14 digits, as 20261124142000 for 24 November 2026, 14:20:00 UTC, and the address behind them."}
	}
	m, err := s.mementosOf(r)
	if err != nil {
		return err
	}
	i := m.nearest(at)
	w.Header().Set("Link", strings.Join(append(m.about("original", "timegate", "timemap"), m.around(i)...), ", "))
	if !m.list[i].at.Equal(at) {
		return m.sendTo(w, r, i)
	}
	page, err := s.mementoPage(r, m, i)
	if err != nil {
		return err
	}
	w.Header().Set("Memento-Datetime", m.list[i].at.Format(http.TimeFormat))
	return s.render(w, r, http.StatusOK, "memento.html", page)
}

// latest reports whether a memento is the latest revision by number, which is
// what the article's own page shows.
func (m *mementos) latest(i int) bool {
	return m.list[i].number == slices.MaxFunc(m.list, func(a, b memento) int { return cmp.Compare(a.number, b.number) }).number
}
