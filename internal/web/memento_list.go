package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// timemapPage is how many mementos one page of a list names.
const timemapPage = 1000

// timemap is the address of page n of the list of all mementos.
func (m *mementos) timemap(format string, n int) string {
	page := ""
	if n > 1 {
		page = fmt.Sprintf("%d/", n)
	}
	return m.root + mementoRoot + "timemap/" + format + "/" + page + m.original()
}

// stretch of the list: page n with the mementos [from, to).
type timemapStretch struct{ n, from, to int }

func (m *mementos) stretches() (all []timemapStretch) {
	for from := 0; from < len(m.list); from += timemapPage {
		all = append(all, timemapStretch{len(all) + 1, from, min(from+timemapPage, len(m.list))})
	}
	return all
}

// timemapOf lists the mementos of an address in one of two formats.
func (s *server) timemapOf(w http.ResponseWriter, r *http.Request) error {
	m, err := s.mementosOf(r)
	if err != nil {
		return err
	}
	n, all := 1, m.stretches()
	if page := r.PathValue("page"); page != "" {
		if n, err = strconv.Atoi(page); err != nil || n < 1 || n > len(all) {
			return &problem{http.StatusNotFound, fmt.Sprintf("The list of this address has %s.", count(len(all), "page"))}
		}
	}
	switch r.PathValue("format") {
	case "link":
		return send(w, r, http.StatusOK, linkFormat, private, []byte(m.asLinks(all, all[n-1])))
	case "json":
		return sendJSON(w, r, http.StatusOK, private, m.asJSON(all, all[n-1]))
	}
	return &problem{http.StatusNotFound, "The mementos of an address are listed as /memento/timemap/link/ADDRESS or /memento/timemap/json/ADDRESS."}
}

// asLinks writes a page of the list as RFC 7089, section 5, has it.
func (m *mementos) asLinks(all []timemapStretch, page timemapStretch) string {
	links := append(m.about("original", "timegate"), m.pageLink(page, "self"))
	for i := page.from; i < page.to; i++ {
		links = append(links, m.link(i, m.placeOf(i)+"memento"))
	}
	for _, other := range all {
		if other.n != page.n {
			links = append(links, m.pageLink(other, "timemap"))
		}
	}
	return strings.Join(links, ",\n") + "\n"
}

func (m *mementos) pageLink(p timemapStretch, rel string) string {
	return fmt.Sprintf(`<%s>; rel="%s"; type="%s"; from="%s"; until="%s"`, m.timemap("link", p.n), rel, linkFormat,
		m.list[p.from].at.Format(http.TimeFormat), m.list[p.to-1].at.Format(http.TimeFormat))
}

func (m *mementos) placeOf(i int) (rel string) {
	if i == 0 {
		rel = "first "
	}
	if i == len(m.list)-1 {
		rel += "last "
	}
	return rel
}

// timemapJSON is the list in the shape that aggregators of Memento speak.
type timemapJSON struct {
	Original string `json:"original_uri"`
	Timegate string `json:"timegate_uri"`
	Self     string `json:"self"`
	Timemap  struct {
		Link string `json:"link_format"`
		JSON string `json:"json_format"`
	} `json:"timemap_uri"`
	Mementos struct {
		First mementoJSON   `json:"first"`
		Last  mementoJSON   `json:"last"`
		List  []mementoJSON `json:"list"`
	} `json:"mementos"`
	Pages []timemapPageJSON `json:"pages,omitempty"` // the other ones
}

type mementoJSON struct {
	Datetime time.Time `json:"datetime"`
	URI      string    `json:"uri"`
}

type timemapPageJSON struct {
	URI   string    `json:"uri"`
	From  time.Time `json:"from"`
	Until time.Time `json:"until"`
}

func (m *mementos) asJSON(all []timemapStretch, page timemapStretch) timemapJSON {
	out := timemapJSON{Original: m.original(), Timegate: timegateOf(m.root, m.item.Article.URL), Self: m.timemap("json", page.n)}
	out.Timemap.Link, out.Timemap.JSON = m.timemap("link", 1), m.timemap("json", 1)
	out.Mementos.First, out.Mementos.Last = m.asMemento(0), m.asMemento(len(m.list)-1)
	for i := page.from; i < page.to; i++ {
		out.Mementos.List = append(out.Mementos.List, m.asMemento(i))
	}
	for _, other := range all {
		if other.n != page.n {
			out.Pages = append(out.Pages, timemapPageJSON{m.timemap("json", other.n), m.list[other.from].at, m.list[other.to-1].at})
		}
	}
	return out
}

func (m *mementos) asMemento(i int) mementoJSON { return mementoJSON{m.list[i].at, m.uri(i)} }
