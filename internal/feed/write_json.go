package feed

import (
	"encoding/json"
	"fmt"
	"io"
	"time"
)

type jsonOut struct {
	Version  string     `json:"version"`
	Title    string     `json:"title"`
	Home     string     `json:"home_page_url,omitempty"`
	Self     string     `json:"feed_url,omitempty"`
	Language string     `json:"language,omitempty"`
	Items    []jsonItem `json:"items"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url,omitempty"`
	External  string       `json:"external_url,omitempty"`
	Title     string       `json:"title,omitempty"`
	Content   string       `json:"content_html"`
	Summary   string       `json:"summary,omitempty"`
	Published string       `json:"date_published,omitempty"`
	Modified  string       `json:"date_modified,omitempty"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Language  string       `json:"language,omitempty"`
	Source    *jsonSource  `json:"_tearsheet,omitempty"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

// jsonSource is our extension, named as the format has it.
type jsonSource struct {
	About  string `json:"about,omitempty"`
	Source string `json:"source,omitempty"`
	URL    string `json:"source_url,omitempty"`
	Rights string `json:"rights,omitempty"`
}

// WriteJSON writes JSON Feed 1.1. Where the rights allow no content the
// summary stands in its place, for the format demands one.
func WriteJSON(w io.Writer, f Out) error {
	j := jsonOut{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Home: f.Home, Self: f.Self, Language: f.Language, Items: []jsonItem{}}
	for _, e := range f.Entries {
		j.Items = append(j.Items, jsonItemOf(e, f))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(j); err != nil {
		return fmt.Errorf("write JSON feed: %w", err)
	}
	return nil
}

func jsonItemOf(e OutEntry, f Out) jsonItem {
	item := jsonItem{ID: e.ID, URL: e.Link, External: e.Via, Title: e.Title, Content: orElse(e.ContentHTML, e.SummaryHTML),
		Summary: squeeze(plain(e.SummaryHTML)), Published: instant(e.Published)}
	if e.Language != f.Language {
		item.Language = e.Language
	}
	if !e.Updated.IsZero() {
		item.Modified = e.Updated.UTC().Format(time.RFC3339)
	}
	for _, name := range e.Authors {
		item.Authors = append(item.Authors, jsonAuthor{name})
	}
	if e.SourceURL != "" || e.SourceName != "" || e.Rights != "" {
		item.Source = &jsonSource{About: "the publisher of the original and the terms on which it is shown", Source: e.SourceName, URL: e.SourceURL, Rights: e.Rights}
	}
	return item
}
