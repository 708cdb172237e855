package feed

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"tearsheet"
)

type opmlOut struct {
	XMLName  xml.Name       `xml:"opml"`
	Version  string         `xml:"version,attr"`
	Title    string         `xml:"head>title"`
	Outlines []*outlineNode `xml:"body>outline"`
}

type outlineNode struct {
	Text     string         `xml:"text,attr"`
	Title    string         `xml:"title,attr,omitempty"`
	Type     string         `xml:"type,attr,omitempty"`
	URL      string         `xml:"xmlUrl,attr,omitempty"`
	Site     string         `xml:"htmlUrl,attr,omitempty"`
	Outlines []*outlineNode `xml:"outline"`
}

// WriteOPML writes OPML 2.0 with the categories as folders.
func WriteOPML(w io.Writer, title string, all []tearsheet.Outline) error {
	root := &outlineNode{}
	for _, o := range all {
		name := clean(orElse(o.Title, o.URL))
		at := root.folder(o.Category)
		at.Outlines = append(at.Outlines, &outlineNode{Text: name, Title: name, Type: "rss", URL: o.URL, Site: o.Site})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(opmlOut{Version: "2.0", Title: clean(title), Outlines: root.Outlines}); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// folder gives the outline of a category, which is made where it is missing.
func (n *outlineNode) folder(category string) *outlineNode {
	for name := range strings.SplitSeq(category, "/") {
		if name = strings.TrimSpace(name); name != "" {
			n = n.child(clean(name))
		}
	}
	return n
}

func (n *outlineNode) child(name string) *outlineNode {
	for _, c := range n.Outlines {
		if c.URL == "" && c.Text == name {
			return c
		}
	}
	c := &outlineNode{Text: name, Title: name}
	n.Outlines = append(n.Outlines, c)
	return c
}
