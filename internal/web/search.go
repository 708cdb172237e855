package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"tearsheet"
)

const (
	hitsOnPage  = 30
	longestAsk  = 200 // characters of a search
	passageLong = 30  // words of a passage, less than what rights allow
)

type searchPage struct {
	shell
	Asked bool
	Hits  []hitRow
	Pager pager
}

// hitRow is one article found, with the passage that was.
type hitRow struct {
	row
	Passage []tearsheet.Mark
}

func (s *server) search(w http.ResponseWriter, r *http.Request) error {
	query, err := queryOf(r)
	if err != nil {
		return err
	}
	page := searchPage{shell: s.shell(r, "Search")}
	page.Robots = "noindex"
	if query == "" {
		return s.render(w, r, http.StatusOK, "search.html", page)
	}
	after := tearsheet.Cursor(r.URL.Query().Get("after"))
	hits, next, err := s.Store.Search(r.Context(), query, hitsOnPage, after)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	items := make([]tearsheet.Item, len(hits))
	for i := range hits {
		items[i] = hits[i].Item
	}
	changed, err := s.fatesOf(r.Context(), items)
	if err != nil {
		return err
	}
	asked := url.Values{"q": {query}}
	page.Asked, page.Query, page.Title = true, query, "Search: "+query
	page.Alternates = feedLinks("/search", "?"+asked.Encode(), "Search: "+query)
	page.Pager = pagerOf("/search", asked, after, next)
	for i := range hits {
		page.Hits = append(page.Hits, hitRow{rowOf(&hits[i].Item, page.Operator, changed), passageOfHit(&hits[i], page.Operator)})
	}
	return s.render(w, r, http.StatusOK, "search.html", page)
}

func queryOf(r *http.Request) (string, error) {
	query := strings.Join(strings.Fields(r.URL.Query().Get("q")), " ")
	if len([]rune(query)) > longestAsk {
		return "", &problem{http.StatusBadRequest, fmt.Sprintf("A search may hold %d characters.", longestAsk)}
	}
	return query, nil
}

// passageOfHit cuts what was found to what the asker may see.
func passageOfHit(hit *tearsheet.Hit, isOperator bool) []tearsheet.Mark {
	if viewOf(&hit.Item, isOperator) == linkOnly {
		return nil
	}
	var shown []tearsheet.Mark
	left := passageLong
	for _, m := range hit.Passage {
		text, whole := firstWords(m.Text, left)
		if !whole {
			return append(shown, tearsheet.Mark{Text: leadingSpace(m.Text) + text, Match: m.Match && text != "…"})
		}
		left -= weighWords(m.Text)
		shown = append(shown, m)
	}
	return shown
}

// leadingSpace is the white space that keeps a stretch from the one before it.
func leadingSpace(text string) string {
	return text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsSpace))]
}
