package press

import (
	"fmt"
	"net/http"
	"slices"
	"time"
)

// aboutPages stand in the foot of every page.
var aboutPages = []string{"about", "contact", "privacy", "terms", "corrections", "newsletters", "advertise", "jobs", "archive", "subscribe"}

var aboutTexts = map[string]string{
	"about":       "A newspaper of the made-up region of Orrland. Nothing that stands here ever happened, and nobody in it ever lived.",
	"corrections": "When we are wrong we say so beside the article. That is what the made-up editor promises; watch whether it is always done.",
	"archive":     "Older editions are kept in the reading room of the Skerrow Public Library.",
}

// site gathers the frame of an outlet's pages. Its lists hold what had
// appeared at the offset of the article that they stand beside, so that they
// do not change with every new piece.
func (m moment) site(o *outlet, until time.Duration) site {
	s := site{Name: o.Name, Motto: o.motto, Home: m.address(o, "/"), Hue: o.hue, Lang: o.Language, Dir: direction(o.Language),
		Style: style, Licence: o.licence, Year: m.time(0).Year(), FeedType: feedKinds[o.feed].media}
	if path := feedKinds[o.feed].path; path != "" && !o.Broken {
		s.Feed = m.address(o, path)
	}
	for _, name := range o.sections() {
		s.Sections = append(s.Sections, anchor{name, m.address(o, "/section/"+slugOf(name))})
	}
	for _, name := range aboutPages {
		s.Foot = append(s.Foot, anchor{name, m.address(o, "/"+name)})
	}
	s.Latest = m.teasers(o, until, 6, nil)
	if o.noisy {
		s.Read = turned(s.Latest, int(m.since/time.Minute))
	}
	return s
}

// turned starts a list elsewhere: the "most read" of a noisy outlet.
func turned(list []teaser, by int) []teaser {
	if len(list) == 0 {
		return nil
	}
	by %= len(list)
	return append(slices.Clone(list[by:]), list[:by]...)
}

func (o *outlet) sections() []string {
	var names []string
	for _, p := range o.pieces {
		if name := p.versions[0].section; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// teasers lists up to n pieces that appeared before an offset and are never
// deleted, as they first stood.
func (m moment) teasers(o *outlet, until time.Duration, n int, take func(*piece) bool) []teaser {
	var list []edition
	for _, p := range o.pieces {
		if v := p.versions[0]; v.at < until && p.versions[len(p.versions)-1].kind != Deleted && (take == nil || take(p)) {
			list = append(list, edition{p, v})
		}
	}
	slices.SortStableFunc(list, func(a, b edition) int { return int((b.at - a.at) / time.Millisecond) })
	return m.teased(list[:min(n, len(list))])
}

func (m moment) teased(list []edition) []teaser {
	var out []teaser
	for _, e := range list {
		_, when := m.states(e.outlet, e.published())
		t := teaser{Headline: choose(e.headline, 0), URL: m.address(e.outlet, e.path), Lead: choose(e.lead(), 0), Section: e.section, When: when, Lang: e.language(), Dir: direction(e.language())}
		if e.figure != "" {
			t.Picture = m.address(e.outlet, "/pictures/"+e.slug+".svg")
		}
		out = append(out, t)
	}
	return out
}

// related are other pieces of the same section, or what an outlet that does
// not read its own articles puts there.
func (m moment) related(e edition) []teaser {
	same := func(p *piece) bool {
		return p != e.piece && (p.versions[0].section == e.versions[0].section) != (e.outlet.layout == "barrow")
	}
	return m.teasers(e.outlet, e.published(), 4, same)
}

// frontPage is a front page or, with a Section, the page of one.
type frontPage struct {
	site
	Section string
	Top     *teaser
	Stories []teaser
}

func (m moment) front(o *outlet, section string) answer {
	d := frontPage{site: m.site(o, m.since)}
	for _, e := range m.standing(o) {
		if section != "" && slugOf(e.versions[0].section) != section {
			continue
		}
		t := m.teased([]edition{e})[0]
		t.Headline, t.Lead = e.headline, e.lead()
		d.Stories = append(d.Stories, t)
		if section != "" {
			d.Section = e.versions[0].section
		}
	}
	if section != "" && len(d.Stories) == 0 && !m.hasSection(o, section) {
		return failed(http.StatusNotFound)
	}
	if len(d.Stories) > 0 {
		d.Top, d.Stories = &d.Stories[0], d.Stories[1:]
	}
	a := m.print("front", d)
	a.modified = m.time(m.changed(o))
	return a
}

func (m moment) hasSection(o *outlet, slug string) bool {
	return slices.ContainsFunc(o.sections(), func(name string) bool { return slugOf(name) == slug })
}

type aboutPage struct {
	site
	Title, Text string
}

func (m moment) about(o *outlet, name string) answer {
	d := aboutPage{site: m.site(o, 0), Title: name, Text: aboutTexts[name]}
	if d.Text == "" {
		d.Text = fmt.Sprintf("This page of %s says what such pages say.", o.Name)
	}
	return m.print("about", d)
}

// kiosk lists the outlets to whoever asks for another host.
func (m moment) kiosk() answer {
	d := site{Name: "The press of Orrland", Motto: "A made-up region with a made-up press", Style: style, Hue: "210", Lang: "en", Dir: "ltr", Year: m.time(0).Year()}
	for _, o := range m.press.outlets {
		d.Sections = append(d.Sections, anchor{o.Name, m.address(o, "/")})
		d.Latest = append(d.Latest, teaser{Headline: o.Name, URL: m.address(o, "/"), Lead: o.motto})
	}
	return m.print("kiosk", d)
}
