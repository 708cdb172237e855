package read

import (
	"errors"
	"strings"

	"tearsheet"
)

var errNoText = errors.New("no article was found in the page: only the feed's own text can be kept")

// body finds the article's blocks.
func (s *sheet) body(r *tearsheet.Revision) error {
	m := s.choose()
	r.Body = m.blocks
	if strings.TrimSpace(r.Text()) == "" {
		return &tearsheet.Error{Class: tearsheet.NoText, Err: errNoText}
	}
	return nil
}

// choose runs the extractors, the better first, and the next only when the
// text of the one before is suspicious.
func (s *sheet) choose() *maker {
	c := &column{h1: s.mainH1()}
	node, err := c.extract(s.doc, s.addr)
	if err != nil {
		return &maker{}
	}
	m := makeBlocks(node, s.base, c.skip)
	s.standfirst(m, node, c)
	return m.prune(s)
}
