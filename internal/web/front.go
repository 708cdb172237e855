package web

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"time"

	"tearsheet"
)

const pageSize = 60

type frontPage struct {
	shell
	Days  []dayOfRows
	Count int
	Last  int64 // number of the newest article, for the live line
	Pager pager
}

// dayOfRows is what was published, or else first seen, on one day (UTC).
type dayOfRows struct {
	ID      string
	Date    moment
	Rows    []row
	Untimed []row // whose publishers stated no time
}

// row is one article in a list.
type row struct {
	Link     string
	Headline string
	Lang     string
	Lead     bool // the newest of the page that states its time, shown larger
	Deck     string
	Outlet   string
	Source   string // address of the outlet's page; empty on that page itself
	Time     moment // as stated; without words where nothing was
	Seen     moment // by us, where the publisher stated no time
	Changed  string // "corrected", "changed 2×"; empty: never
	Diff     string
	Gone     string
}

// decks is how many rows of a page carry a standfirst.
const decks = 7

// front lists the newest articles by day. While there is none at all the
// browser is asked to look again: the first are on their way.
func (s *server) front(w http.ResponseWriter, r *http.Request) error {
	after := tearsheet.Cursor(r.URL.Query().Get("after"))
	last, err := s.Store.LastNumber(r.Context())
	if err != nil {
		return fmt.Errorf("read last number: %w", err)
	}
	items, next, err := s.Store.Items(r.Context(), tearsheet.Selection{After: after, Limit: pageSize})
	if err != nil {
		return fmt.Errorf("list front page: %w", err)
	}
	changed, err := s.fatesOf(r.Context(), items)
	if err != nil {
		return err
	}
	page := frontPage{shell: s.shell(r, s.Title), Count: len(items), Last: last, Pager: pagerOf("/", nil, after, next)}
	page.Front, page.Script = true, s.assets.path("live.js")
	page.Description = "The newest articles with where each comes from, when it was published and how it changed."
	page.Days = byDay(items, page.Operator, after == "", changed)
	if len(items) == 0 && after == "" {
		w.Header().Set("Refresh", "2")
	}
	return s.render(w, r, http.StatusOK, "front.html", page)
}

// byDay puts items, newest first, under the days of their sort times. What
// states no time comes last in its day: when it was published nobody knows, so
// it stands above nothing that does say.
func byDay(items []tearsheet.Item, isOperator, withLead bool, changed fates) []dayOfRows {
	var days []dayOfRows
	for i := range items {
		day := dayOf(&items[i])
		if len(days) == 0 || days[len(days)-1].ID != newDay(day).ID {
			days = append(days, newDay(day))
		}
		d, line := &days[len(days)-1], rowUnder(day, &items[i], isOperator, changed)
		if items[i].Revision.Published.IsZero() {
			d.Untimed = append(d.Untimed, line)
			continue
		}
		d.Rows = append(d.Rows, line)
	}
	fewDecks(days, withLead)
	return days
}

// fewDecks leaves standfirsts to the first rows of a page that has a lead. The
// lead is the first row of its newest day that has a time.
func fewDecks(days []dayOfRows, withLead bool) {
	if withLead && len(days) > 0 && len(days[0].Rows) > 0 {
		days[0].Rows[0].Lead = true
	}
	shown := 0
	for _, d := range days {
		for _, rows := range [][]row{d.Rows, d.Untimed} {
			for i := range rows {
				if shown++; !withLead || shown > decks {
					rows[i].Deck = ""
				}
			}
		}
	}
}

func newDay(day time.Time) dayOfRows {
	if day.IsZero() {
		return dayOfRows{ID: "not-believed", Date: moment{Words: fmt.Sprintf("Stated to be from before %d", oldestBelieved)}}
	}
	date := day.Format(time.DateOnly)
	return dayOfRows{ID: "d" + date, Date: moment{date, day.Format(longDay)}}
}

// rowUnder is rowOf below the heading of a day.
func rowUnder(day time.Time, item *tearsheet.Item, isOperator bool, changed fates) row {
	line := rowOf(item, isOperator, changed)
	line.Time = publishedUnder(day, &item.Revision)
	if line.Seen.Words != "" {
		line.Seen.Words = withoutDay(line.Seen.Words, day, item.Article.FirstSeen.UTC())
	}
	return line
}

func rowOf(item *tearsheet.Item, isOperator bool, changed fates) row {
	a, r := &item.Article, &item.Revision
	line := row{
		Link: articlePath(a.ID), Headline: headline(r), Lang: lang(r.Language), Deck: deckOf(item, isOperator),
		Outlet: outlet(&item.Source), Source: sourcePath(a.Source), Time: statedIn(r, r.Published),
	}
	if r.Published.IsZero() {
		line.Seen = ours(a.FirstSeen)
	}
	if a.Revisions > 1 {
		line.Changed = changed[a.ID]
		line.Diff = diffPath(a.ID, 1, a.Revisions)
	}
	if !a.Gone.IsZero() {
		line.Gone = goneWords
	}
	return line
}

// deckOf gives the standfirst of a row, shorter than what rights allow.
func deckOf(item *tearsheet.Item, isOperator bool) string {
	if viewOf(item, isOperator) == linkOnly {
		return ""
	}
	deck, _ := firstWords(item.Revision.Summary, 30) // of the operator's too: a list is to be looked over
	return deck
}

// pager leads through the pages of a list; an address is empty where there is
// nowhere to go.
type pager struct{ First, Next string }

func pagerOf(path string, query url.Values, after, next tearsheet.Cursor) pager {
	var p pager
	if after != "" {
		p.First = withQuery(path, query)
	}
	if next != "" {
		further := url.Values{"after": {string(next)}}
		maps.Copy(further, query)
		p.Next = withQuery(path, further)
	}
	return p
}

func withQuery(path string, query url.Values) string {
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// liveNews is what the front page's script asks for.
type liveNews struct {
	New  int64 `json:"new"`
	Last int64 `json:"last"`
}

func (s *server) live(w http.ResponseWriter, r *http.Request) error {
	after, err := wholeNumber(r.URL.Query().Get("after"))
	if err != nil {
		return &problem{http.StatusBadRequest, "after must be the number of an article."}
	}
	last, err := s.Store.LastNumber(r.Context())
	if err != nil {
		return fmt.Errorf("read last number: %w", err)
	}
	return sendJSON(w, r, http.StatusOK, "no-store", liveNews{max(0, last-after), last})
}
