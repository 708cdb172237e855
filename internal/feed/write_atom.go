package feed

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"tearsheet"
)

type atomFeed struct {
	XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang      string      `xml:"xml:lang,attr,omitempty"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Updated   string      `xml:"updated"`
	Links     []atomLink  `xml:"link"`
	Generator *atomMaker  `xml:"generator"`
	Entries   []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomMaker struct {
	Version string `xml:"version,attr"`
	Name    string `xml:",chardata"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomSource struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []atomLink `xml:"link"`
}

type atomEntry struct {
	Lang      string       `xml:"xml:lang,attr,omitempty"`
	ID        string       `xml:"id"`
	Title     string       `xml:"title"`
	Links     []atomLink   `xml:"link"`
	Published string       `xml:"published,omitempty"`
	Updated   string       `xml:"updated"`
	Authors   []atomPerson `xml:"author"`
	Rights    string       `xml:"rights,omitempty"`
	Summary   *atomText    `xml:"summary"`
	Content   *atomText    `xml:"content"`
	Source    *atomSource  `xml:"source"`
}

// WriteAtom writes RFC 4287. An article whose author is not stated is credited
// to its publisher, for the format demands an author.
func WriteAtom(w io.Writer, f Out) error {
	a := atomFeed{Lang: f.Language, ID: orElse(f.ID, f.Self), Title: clean(f.Title), Updated: f.Updated.UTC().Format(time.RFC3339),
		Generator: &atomMaker{tearsheet.Version, tearsheet.Name}}
	a.Links = links(atomLink{"self", "application/atom+xml", f.Self}, atomLink{"alternate", "text/html", f.Home})
	for _, e := range f.Entries {
		a.Entries = append(a.Entries, atomEntryOf(e, f))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write Atom feed: %w", err)
	}
	if err := xml.NewEncoder(w).Encode(a); err != nil {
		return fmt.Errorf("write Atom feed: %w", err)
	}
	return nil
}

func atomEntryOf(e OutEntry, f Out) atomEntry {
	updated := e.Updated
	if updated.IsZero() {
		updated = f.Updated
	}
	a := atomEntry{ID: e.ID, Title: clean(e.Title), Published: instant(e.Published), Updated: updated.UTC().Format(time.RFC3339), Rights: clean(e.Rights),
		Summary: atomHTML(e.SummaryHTML), Content: atomHTML(e.ContentHTML)}
	if e.Language != f.Language {
		a.Lang = e.Language
	}
	a.Links = links(atomLink{"alternate", "text/html", e.Link}, atomLink{"via", "", e.Via})
	for _, name := range e.Authors {
		a.Authors = append(a.Authors, atomPerson{clean(name)})
	}
	if len(a.Authors) == 0 {
		a.Authors = []atomPerson{{clean(orElse(e.SourceName, tearsheet.Name))}}
	}
	if e.SourceURL != "" {
		a.Source = &atomSource{ID: e.SourceURL, Title: clean(e.SourceName), Updated: a.Updated, Links: links(atomLink{"alternate", "text/html", e.SourceURL})}
	}
	return a
}

func atomHTML(s string) *atomText {
	if s == "" {
		return nil
	}
	return &atomText{"html", clean(s)}
}

func links(all ...atomLink) []atomLink {
	var kept []atomLink
	for _, l := range all {
		if strings.TrimSpace(l.Href) != "" {
			kept = append(kept, l)
		}
	}
	return kept
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
