package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tearsheet"
	"tearsheet/internal/feed"
)

// listing is a list of ours that is about to become a feed. Feeds are public
// whoever asks for them: they are kept, passed on and republished.
type listing struct {
	title string
	home  string // path and query of the page that it lists
	items []tearsheet.Item
}

func (s *server) feedOfAll(w http.ResponseWriter, r *http.Request) error {
	items, _, err := s.Store.Items(r.Context(), tearsheet.Selection{Limit: pageSize, Bodies: true})
	if err != nil {
		return fmt.Errorf("list articles for the feed: %w", err)
	}
	return s.sendFeed(w, r, listing{s.Title, "/", items})
}

func (s *server) feedOfSource(w http.ResponseWriter, r *http.Request) error {
	source, err := s.Store.Source(r.Context(), tearsheet.SourceID(r.PathValue("id")))
	if err != nil {
		return fmt.Errorf("read source %s: %w", r.PathValue("id"), err)
	}
	items, _, err := s.Store.Items(r.Context(), tearsheet.Selection{Source: source.ID, Limit: pageSize, Bodies: true})
	if err != nil {
		return fmt.Errorf("list articles of %s: %w", source.ID, err)
	}
	return s.sendFeed(w, r, listing{outlet(&source) + " · " + s.Title, sourcePath(source.ID), items})
}

func (s *server) feedOfSearch(w http.ResponseWriter, r *http.Request) error {
	query, err := queryOf(r)
	if err != nil {
		return err
	}
	if query == "" {
		return &problem{http.StatusBadRequest, "A feed of a search needs words: add ?q= and some."}
	}
	hits, _, err := s.Store.Search(r.Context(), query, pageSize, "")
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	items := make([]tearsheet.Item, len(hits))
	for i := range hits {
		items[i] = hits[i].Item
	}
	return s.sendFeed(w, r, listing{"Search: " + query + " · " + s.Title, "/search?" + url.Values{"q": {query}}.Encode(), items})
}

// sendFeed makes a listing of the articles, each with whose words it carries.
func (s *server) sendFeed(w http.ResponseWriter, r *http.Request, l listing) error {
	out, err := s.outOf(r, l)
	if err != nil {
		return err
	}
	return s.writeFeed(w, r, out)
}

// writeFeed writes the listing in the format that the address names, or says
// that nothing changed.
func (s *server) writeFeed(w http.ResponseWriter, r *http.Request, out feed.Out) error {
	write, contentType := feed.WriteAtom, "application/atom+xml"
	if strings.HasSuffix(r.URL.Path, ".json") {
		write, contentType = feed.WriteJSON, "application/feed+json"
	}
	var buf bytes.Buffer
	if err := write(&buf, out); err != nil {
		return fmt.Errorf("write feed %s: %w", r.URL.Path, err)
	}
	sum := sha256.Sum256(buf.Bytes())
	etag := `W/"` + hex.EncodeToString(sum[:8]) + `"`
	w.Header().Set("ETag", etag)
	w.Header().Set("Last-Modified", out.Updated.UTC().Format(http.TimeFormat))
	if isUnchanged(r, etag, out.Updated) {
		w.Header().Set("Cache-Control", shared)
		w.Header().Set("Vary", "Accept-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	return send(w, r, http.StatusOK, contentType, shared, buf.Bytes())
}

// isUnchanged compares the asker's validators with ours; where both kinds came
// the entity tag decides alone (RFC 9110, section 13.2.2).
func isUnchanged(r *http.Request, etag string, updated time.Time) bool {
	if tags := r.Header.Get("If-None-Match"); tags != "" {
		for tag := range strings.SplitSeq(tags, ",") {
			tag = strings.TrimSpace(tag)
			if tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(etag, "W/") {
				return true
			}
		}
		return false
	}
	since, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && !updated.Truncate(time.Second).After(since)
}

func (s *server) outOf(r *http.Request, l listing) (feed.Out, error) {
	root := s.root(r)
	self := root + r.URL.EscapedPath()
	if r.URL.Path == "/search.atom" || r.URL.Path == "/search.json" {
		self = root + r.URL.Path + strings.TrimPrefix(l.home, "/search")
	}
	out := feed.Out{Title: l.title, Home: root + l.home, Self: self, Updated: newest(l.items)}
	for i := range l.items {
		entry := entryOf(root, &l.items[i])
		if err := s.attribute(r.Context(), root, &l.items[i], &entry); err != nil {
			return out, err
		}
		out.Entries = append(out.Entries, entry)
	}
	return out, nil
}

// attribute says in an entry whose words the article carries, with the way to
// the comparison. Nothing is said where nothing is claimed.
func (s *server) attribute(ctx context.Context, root string, item *tearsheet.Item, e *feed.OutEntry) error {
	rows, err := s.Store.ReuseOf(ctx, item.Article.ID)
	if err != nil {
		return fmt.Errorf("read reuse of %s: %w", item.Article.ID, err)
	}
	for i := range rows {
		if rows[i].Copy != item.Article.ID {
			continue
		}
		origin, err := s.related(ctx, rows[i].Of)
		if err != nil {
			return err
		}
		if origin == nil {
			continue
		}
		said := attributionMarkup(root, &rows[i], item, origin)
		if e.ContentHTML != "" {
			e.ContentHTML += said
		} else {
			e.SummaryHTML += said
		}
	}
	return nil
}

func attributionMarkup(root string, r *tearsheet.Reuse, c, o *tearsheet.Item) string {
	return fmt.Sprintf("<p>%s <a href=\"%s\">%s</a> (%s): %s. <a href=\"%s\">Compare</a></p>\n", leadOf(r), html.EscapeString(root+articlePath(o.Article.ID)),
		html.EscapeString(headline(&o.Revision)), html.EscapeString(outlet(&o.Source)), html.EscapeString(joined("; ", countsOf(r, &c.Revision, ""), headlineWords(r, &c.Revision, &o.Revision))),
		html.EscapeString(root+pathOf(r)))
}

// root is where the public reaches us. Without a configured address it is the
// one that was asked for.
func (s *server) root(r *http.Request) string {
	if s.BaseURL != "" {
		return strings.TrimSuffix(s.BaseURL, "/")
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// newest is when anything in a list last changed by our clock; for an empty
// one the beginning of time, so that nothing is claimed to have changed.
func newest(items []tearsheet.Item) time.Time {
	last := time.Unix(0, 0).UTC()
	for i := range items {
		if seen := items[i].Revision.Seen; seen.After(last) {
			last = seen
		}
	}
	return last
}

// entryOf gives an article its place in a feed. Its name never depends on
// where we stand, only on the article.
func entryOf(root string, item *tearsheet.Item) feed.OutEntry {
	a, rev := &item.Article, &item.Revision
	e := feed.OutEntry{
		ID: "tag:tearsheet,2026:" + string(a.ID), Title: headline(rev), Link: root + articlePath(a.ID), Via: webAddress(a.URL),
		Published: rev.Published, Updated: rev.Seen, SourceName: outlet(&item.Source), SourceURL: webAddress(item.Source.Site),
		Rights: rightsFact(item.Source.Rights).Words, Language: lang(rev.Language),
	}
	if doubt(rev.Published, rev.Seen) != "" {
		e.Published = tearsheet.StatedTime{} // a feed has no place to say that we do not believe it
	}
	for _, p := range rev.Byline {
		e.Authors = append(e.Authors, p.Name)
	}
	if sight := sightOf(item, false); sight.view.showsAll() {
		e.SummaryHTML, e.ContentHTML = html.EscapeString(rev.Summary), markupOf(rev.Body)
	} else {
		text, _ := sight.excerpt(rev)
		e.SummaryHTML = html.EscapeString(text)
	}
	if licence := item.Source.Rights.Licence; licence != "" {
		e.Rights += "; licence: " + licence
	}
	return e
}

// markupOf writes a body as the plainest HTML. Every word is escaped and no
// address becomes an element, so nothing of a stranger's can be active.
func markupOf(blocks []tearsheet.Block) string {
	elements := map[tearsheet.BlockKind][2]string{
		tearsheet.Heading: {"<h2>", "</h2>"}, tearsheet.Quote: {"<blockquote>", "</blockquote>"}, tearsheet.Code: {"<pre>", "</pre>"}, tearsheet.List: {"<p>• ", "</p>"},
	}
	var b strings.Builder
	for _, block := range blocks {
		if block.Kind == tearsheet.Picture || block.Kind == tearsheet.Embed || block.Text == "" {
			continue
		}
		element, known := elements[block.Kind]
		if !known {
			element = [2]string{"<p>", "</p>"}
		}
		b.WriteString(element[0] + html.EscapeString(strings.ReplaceAll(block.Text, "\t", " | ")) + element[1] + "\n")
	}
	return b.String()
}
