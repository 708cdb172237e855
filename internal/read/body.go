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
	var best *maker
	for _, e := range [...]extractor{trafila{}, readable{}} {
		node, err := e.extract(lean(s.doc), s.addr)
		if err != nil {
			continue
		}
		m := makeBlocks(node, s.base)
		if best == nil {
			best = m
		}
		if len(m.blocks) > 0 {
			return m
		}
	}
	if best == nil {
		return &maker{}
	}
	return best
}
