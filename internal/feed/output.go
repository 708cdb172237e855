package feed

import "tearsheet"

// JSON is a listing as `tearsheet feed` writes it: every text safe to hand on,
// lists never null, times in RFC 3339 as they were stated or null.
type JSON struct {
	ID       string      `json:"id,omitempty"`
	Format   string      `json:"format"`
	Title    string      `json:"title"`
	Link     string      `json:"link"`
	Language string      `json:"language"`
	Entries  []JSONEntry `json:"entries"`
	Warnings []string    `json:"warnings"`

	Subscribed []JSONOutline `json:"subscribed,omitempty"` // of an OPML file
	Children   []string      `json:"children,omitempty"`   // of a sitemap index
}

// JSONEntry is one entry of a JSON listing.
type JSONEntry struct {
	ID         string                `json:"id"`
	Title      string                `json:"title"`
	Link       string                `json:"link"`
	Published  tearsheet.StatedTime  `json:"published"`
	Updated    tearsheet.StatedTime  `json:"updated"`
	Authors    []JSONPerson          `json:"authors"`
	Summary    string                `json:"summary"`
	Content    string                `json:"content"`
	Categories []string              `json:"categories"`
	Enclosures []tearsheet.Enclosure `json:"enclosures"`
}

// JSONPerson is an author of a JSON entry.
type JSONPerson struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// JSONOutline is one feed that an OPML file lists.
type JSONOutline struct {
	Title    string `json:"title"`
	URL      string `json:"url"`
	Site     string `json:"site"`
	Category string `json:"category"`
}

// Output gives the listing as it is written, under the id of its manifest
// line, if any.
func Output(id string, l tearsheet.Listing) JSON {
	j := JSON{ID: id, Format: l.Format, Title: l.Title, Link: l.Link, Language: l.Language,
		Entries: make([]JSONEntry, 0, len(l.Entries)), Warnings: append([]string{}, l.Warnings...), Children: l.Children}
	for _, e := range l.Entries {
		j.Entries = append(j.Entries, outputEntry(e))
	}
	for _, o := range l.Subscribed {
		j.Subscribed = append(j.Subscribed, JSONOutline(o))
	}
	return j
}

func outputEntry(e tearsheet.Entry) JSONEntry {
	j := JSONEntry{ID: e.ID, Title: e.Title, Link: e.Link, Published: e.Published, Updated: e.Updated, Authors: []JSONPerson{},
		Summary: Inert(e.Summary, e.Link), Content: Inert(e.Content, e.Link), Categories: append([]string{}, e.Categories...),
		Enclosures: append([]tearsheet.Enclosure{}, e.Enclosures...)}
	for _, p := range e.Authors {
		j.Authors = append(j.Authors, JSONPerson{p.Name, p.Email})
	}
	return j
}
