package pipeline

import (
	"context"
	"errors"
	"strings"

	"tearsheet"
	"tearsheet/internal/address"
)

// identity gives the normal address that names the piece's article: the
// canonical one where it stands at the same publisher and means this article,
// else the one that answered. An article that is known keeps its own.
func (l *Line) identity(ctx context.Context, p *piece) (string, error) {
	own, err := address.Normal(p.capture.FinalURL)
	if err != nil {
		return "", &tearsheet.Error{Class: tearsheet.BadScheme, URL: p.look.URL, Err: err}
	}
	canonical, err := address.Normal(p.revision.Canonical)
	if err != nil || canonical == own || address.IsFront(canonical) || !address.SameSite(canonical, own) {
		return own, nil
	}
	if statesOwn(p, own) {
		return own, nil
	}
	means, err := l.meansTheSame(ctx, canonical, p)
	if err != nil || !means {
		return own, err
	}
	return canonical, nil
}

// statesOwn reports whether the page, in contradiction to its canonical address,
// also calls the address that answered its own. Two articles where there is one
// can be put together later; one that was made of two cannot be parted.
func statesOwn(p *piece, own string) bool {
	for _, c := range p.revision.Declared.Conflicts {
		if normal, err := address.Normal(c.Value); c.Field == "canonical" && err == nil && normal == own {
			p.revision.Evidence["canonical"] += ", which " + c.Where + " contradicts"
			return true
		}
	}
	return false
}

// meansTheSame guards against sites that give one canonical address to all of
// their pages: where that address already names an article of quite other
// words, found under another address, it does not name this one.
func (l *Line) meansTheSame(ctx context.Context, canonical string, p *piece) (bool, error) {
	id := tearsheet.NewArticleID(canonical)
	if p.look.Article == id {
		return true, nil
	}
	item, err := l.Store.Item(ctx, id)
	if errors.Is(err, tearsheet.ErrNotFound) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	same := item.Revision.Headline == p.revision.Headline || overlap(item.Revision.Text(), p.revision.Text()) >= 0.5
	if !same {
		p.revision.Evidence["canonical"] += ", which names another article"
	}
	return same, nil
}

// overlap is the share of the shorter text's distinct words that stand in the
// other one.
func overlap(a, b string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	in := map[string]bool{}
	for w := range strings.FieldsSeq(b) {
		in[w] = true
	}
	seen, both := map[string]bool{}, 0
	for w := range strings.FieldsSeq(a) {
		if !seen[w] {
			seen[w] = true
			if in[w] {
				both++
			}
		}
	}
	if len(seen) == 0 {
		return 0
	}
	return float64(both) / float64(len(seen))
}
