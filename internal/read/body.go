package read

import (
	"errors"
	"strings"

	"golang.org/x/net/html"

	"tearsheet"
	"tearsheet/proof"
)

var errNoText = errors.New("no article was found in the page: only the feed's own text can be kept")

// suspicious is a text so short that another extractor is asked, in bytes.
const suspicious = 250

// body finds the article's blocks and pictures.
func (s *sheet) body(r *tearsheet.Revision) error {
	c := &column{h1: s.mainH1()}
	node, err := c.extract(s.doc, s.addr)
	var m *maker
	if err == nil {
		m = makeBlocks(node, s.base, c.skip)
		s.standfirst(m, node, c)
		if brokenOff(m.blocks) && r.Declared.Access == "" {
			r.Declared.Access, r.Evidence["declared.access"] = truncated, "visible note"
		}
		m = m.prune(s)
	} else {
		m, node = &maker{}, s.doc
	}
	if m.size() < suspicious {
		m = s.choose(m)
	}
	r.Body = m.blocks
	if len(r.Body) == 0 || m.size() == 0 {
		return &tearsheet.Error{Class: tearsheet.NoText, Err: errNoText}
	}
	s.pictures(r, node)
	if d := s.statedDateline(); d != "" {
		r.Dateline, r.Evidence["dateline"] = d, "json-ld dateline"
	} else if d := dateline(r.Body); d != "" {
		r.Dateline, r.Evidence["dateline"] = d, "first paragraph"
	}
	if note := correction(r.Body); note != "" && r.Declared.Correction == "" {
		r.Declared.Correction, r.Evidence["declared.correction"] = note, "visible note"
	}
	if r.Declared.Correction == "" {
		if note := noteBeside(node); note != "" {
			r.Declared.Correction, r.Evidence["declared.correction"] = note, "visible note beside the text"
		}
	}
	return nil
}

// choose compares a suspiciously short text with what JSON-LD holds and what
// the libraries find, and takes another only when it says much more.
func (s *sheet) choose(m *maker) *maker {
	best := m
	better := func(o *maker) {
		if o.size() > 2*best.size() {
			best = o
		}
	}
	for _, o := range s.articles() {
		if body := o.str("articleBody"); body != "" {
			better(fromLD(o))
		}
	}
	for _, e := range secondOpinions {
		if best.size() >= suspicious || s.seen > maxForLibraries {
			break
		}
		if node, err := e.extract(lean(s.doc), s.addr); err == nil {
			better(makeBlocks(node, s.base, nil).prune(s))
		}
	}
	return best
}

// secondOpinions are asked, in this order, where our own reading is short.
var secondOpinions = []extractor{readable{}}

// maxForLibraries is how many elements a page may have for the libraries,
// which have steps that grow with the square.
const maxForLibraries = 5000

// fromLD makes blocks of the text in JSON-LD: its lines, or its HTML.
func fromLD(o object) *maker {
	raw, _ := o["articleBody"].(string)
	if strings.Contains(raw, "</p>") || strings.Contains(raw, "<br") {
		return makeBlocks(feedHTML(raw), "", nil)
	}
	m := &maker{}
	for _, l := range strings.Split(html.UnescapeString(raw), "\n") {
		m.add(tearsheet.Block{Kind: tearsheet.Paragraph, Text: proof.Block(l)}, 0)
	}
	return m
}

// size is the bytes of text.
func (m *maker) size() int {
	n := 0
	for _, b := range m.blocks {
		if wordy(b) {
			n += len(b.Text)
		}
	}
	return n
}

func (s *sheet) statedDateline() string {
	for _, o := range s.articles() {
		if d := o.str("dateline"); d != "" && !strings.ContainsAny(d, "0123456789") {
			return d
		}
	}
	return ""
}
