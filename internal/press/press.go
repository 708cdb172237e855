// Package press answers what a made-up regional press publishes at one
// moment: it takes the time since its start and a request, and gives the
// pages, feeds and files of its outlets as they stand then.
//
// The articles are the text archives in outlets/; outlets/README.md tells how
// to add one. Whatever is served is a function of address and time alone, so
// two presses with one start show the same.
package press

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"tearsheet"
)

// Zone is the time zone in which the outlets state their times.
var Zone = time.FixedZone("", 60*60)

// Press is the whole made-up press. It is never changed after New and may be
// asked by many at once.
type Press struct {
	start   time.Time
	now     func() time.Time
	outlets []*outlet
	hosts   map[string]*outlet
	pieces  map[string]*piece
}

// Outlet is one publisher, as an operator would subscribe to it.
type Outlet struct {
	Name      string
	Host      string   // without port: "courier.localhost"
	Language  string   // BCP 47, of most of its articles
	Subscribe []string // paths: its feeds, or "/" where the feed has to be discovered
	Rights    tearsheet.Rights
	Broken    bool // its feeds are faulty on purpose
}

// New opens the press at start; now tells the time of each request. The
// archives are part of the program, so a fault in them is a panic.
func New(start time.Time, now func() time.Time) *Press {
	outlets, err := load(archives)
	if err != nil {
		panic("open the made-up press: " + err.Error())
	}
	p := &Press{start: start.Truncate(time.Second), now: now, outlets: outlets,
		hosts: map[string]*outlet{}, pieces: map[string]*piece{}}
	for _, o := range outlets {
		p.hosts[o.Host] = o
		for _, piece := range o.pieces {
			p.pieces[piece.ref()] = piece
		}
	}
	return p
}

// Outlets lists the publishers in the order of their archives.
func (p *Press) Outlets() []Outlet {
	list := make([]Outlet, 0, len(p.outlets))
	for _, o := range p.outlets {
		list = append(list, o.Outlet)
	}
	return list
}

// ServeHTTP answers for every outlet, told apart by the host asked for. Any
// other host gets the list of the outlets.
func (p *Press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "the made-up press can only be read", http.StatusMethodNotAllowed)
		return
	}
	host, port := splitHost(r.Host)
	m := moment{press: p, since: p.now().Sub(p.start), port: port}
	o := p.hosts[host]
	if o == nil {
		m.kiosk().write(w, r)
		return
	}
	m.answer(o, r.URL.Path).write(w, r)
}

// splitHost parts "courier.localhost:8123" into the name and ":8123".
func splitHost(hostport string) (host, port string) {
	if i := strings.LastIndexByte(hostport, ':'); i > strings.LastIndexByte(hostport, ']') {
		hostport, port = hostport[:i], hostport[i:]
	}
	return strings.ToLower(hostport), port
}

// moment is the press at one time, asked through one port.
type moment struct {
	press *Press
	since time.Duration // since the start
	port  string        // with its colon; empty for the usual one
}

// time gives the wall time of an offset from the start.
func (m moment) time(offset time.Duration) time.Time {
	return m.press.start.Add(offset).In(Zone)
}

// address gives the absolute address of a path of an outlet.
func (m moment) address(o *outlet, path string) string {
	return "http://" + o.Host + m.port + path
}

// standing lists the pieces of an outlet that can be read now, newest first.
func (m moment) standing(o *outlet) []edition {
	var list []edition
	for _, p := range o.pieces {
		if e, ok := p.edition(m.since); ok && e.kind != Deleted {
			list = append(list, e)
		}
	}
	slices.SortStableFunc(list, func(a, b edition) int { return int((b.published() - a.published()) / time.Millisecond) })
	return list
}

// changed gives the offset of the last thing that happened at an outlet.
func (m moment) changed(o *outlet) time.Duration {
	last := -96 * time.Hour
	for _, p := range o.pieces {
		if e, ok := p.edition(m.since); ok {
			last = max(last, e.at)
		}
	}
	return last
}
