package read

import (
	"strings"

	"golang.org/x/net/html"
)

// site gives the publisher's name as the page gives it. Of several names the
// first counts that reads like one: not a host, and not the name of a desk that
// the host knows nothing of where another one is the host's.
func (s *sheet) site() (string, string) {
	all := s.statedSites()
	for _, fits := range [...]func(string) bool{
		func(n string) bool { return !s.hostLike(n) && (s.hostKnows(n) || strings.Contains(n, " ")) },
		func(n string) bool { return !s.hostLike(n) },
		func(n string) bool { return true },
	} {
		for _, c := range all {
			if fits(c.words) {
				return c.words, c.where
			}
		}
	}
	return "", ""
}

// statedSites are the names of the site that the page states, the most trusted first.
func (s *sheet) statedSites() []candidate {
	var all []candidate
	add := func(words, where string) {
		if words != "" && len(words) <= 80 && !strings.Contains(words, "://") {
			all = append(all, candidate{words, where})
		}
	}
	add(s.said("og:site_name"))
	for _, o := range s.articles() {
		for _, v := range o.list("publisher") {
			add(strOr(s.named(v).str("name"), words(v)), "json-ld publisher")
		}
	}
	for _, o := range s.ld {
		if t := words(o["@type"]); t == "WebSite" {
			add(o.str("name"), "json-ld WebSite")
		}
	}
	for _, name := range [...]string{"application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher", "copyright-holder"} {
		add(s.said(name))
	}
	add(s.titleEnd(), "title")
	return all
}

// titleEnd gives the end of the title behind the last bar, when the host says
// that it is the site's name.
func (s *sheet) titleEnd() string {
	title := html.UnescapeString(s.title)
	for _, bar := range bars {
		if i := strings.LastIndex(title, bar); i > 0 {
			if end := strings.TrimSpace(title[i+len(bar):]); s.isHostName(end) {
				return end
			}
		}
	}
	return ""
}

// hostLabels are the parts of the host without its ending, folded.
func (s *sheet) hostLabels() []string {
	labels := strings.Split(strings.TrimPrefix(s.addr.Hostname(), "www."), ".")
	if len(labels) < 2 {
		return nil
	}
	labels = labels[:len(labels)-1]
	for i := range labels {
		labels[i] = key(labels[i])
	}
	return labels
}

func (s *sheet) isHostName(words string) bool {
	k := key(words)
	for _, l := range s.hostLabels() {
		if len(l) >= 3 && (k == l || k == "the"+l) {
			return true
		}
	}
	return false
}

// hostLike reports whether a name is only the host written out, or one part of
// it in small letters.
func (s *sheet) hostLike(name string) bool {
	if strings.Contains(name, " ") {
		return false
	}
	i := strings.LastIndexByte(name, '.')
	return i > 0 && len(name)-i <= 5 && i < len(name)-1 || name == strings.ToLower(name) && len(name) > 8 && s.isHostName(name)
}

// hostKnows reports whether the host holds the name or the name a part of the host.
func (s *sheet) hostKnows(name string) bool {
	k := key(name)
	for _, l := range s.hostLabels() {
		if len(l) >= 3 && strings.Contains(k, l) || len(k) >= 3 && strings.Contains(l, strings.TrimPrefix(k, "the")) {
			return true
		}
	}
	return false
}
