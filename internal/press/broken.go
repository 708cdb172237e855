package press

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// fault is one way in which a feed can be wrong.
type fault struct {
	path string
	say  func(m moment, o *outlet, list []edition) answer
}

// faults are the feeds of the outlet whose feeds are broken on purpose. All
// list the same articles, so that nothing is lost as long as one can be read.
var faults = []fault{
	{"/feeds/news.xml", moment.sound},
	{"/feeds/old-news.xml", func(m moment, o *outlet, _ []edition) answer {
		return moved(http.StatusMovedPermanently, m.address(o, "/feeds/news.xml"))
	}},
	{"/feeds/html.xml", func(m moment, o *outlet, _ []edition) answer { return m.front(o, "") }},
	{"/feeds/cut.xml", moment.cutOff},
	{"/feeds/charset.xml", moment.wrongCharset},
	{"/feeds/duplicates.xml", moment.duplicates},
	{"/feeds/undated.xml", func(m moment, o *outlet, list []edition) answer {
		return answer{media: "text/xml", body: m.undated(o, list), blind: true}
	}},
	{"/feeds/sometimes.xml", moment.sometimes},
	{"/feeds/busy.xml", moment.busy},
	{"/feeds/empty.xml", func(moment, *outlet, []edition) answer { return answer{media: "text/xml", blind: true} }},
	{"/feeds/gone.xml", func(moment, *outlet, []edition) answer { return failed(http.StatusGone) }},
}

func (m moment) broken(o *outlet, path string) (answer, bool) {
	for _, f := range faults {
		if f.path == path {
			list := m.standing(o)
			return f.say(m, o, list[:min(listed, len(list))]), true
		}
	}
	return answer{}, false
}

func (m moment) sound(o *outlet, list []edition) answer {
	return answer{media: "application/rss+xml", body: m.rss2(o, list), modified: m.time(m.changed(o))}
}

// cutOff ends in the middle of an item, as when a server's disk is full.
func (m moment) cutOff(o *outlet, list []edition) answer {
	a := m.sound(o, list)
	if i := bytes.LastIndex(a.body, []byte("<description>")); i > 0 {
		a.body = a.body[:i+40]
	}
	return a
}

// wrongCharset says UTF-8 and is windows-1252.
func (m moment) wrongCharset(o *outlet, list []edition) answer {
	a := m.sound(o, list)
	s := strings.NewReplacer("“", "\x93", "”", "\x94", "’", "\x92", "‘", "\x91", "—", "\x97", "–", "\x96", "é", "\xe9", "ö", "\xf6", "ø", "\xf8", "å", "\xe5", "£", "\xa3").Replace(string(a.body))
	a.body = []byte(s)
	return a
}

// duplicates gives every item the same id, and the first one twice.
func (m moment) duplicates(o *outlet, list []edition) answer {
	d := m.rss(o, list)
	for i := range d.Items {
		d.Items[i].GUID = &rssGUID{false, "0"}
	}
	if len(d.Items) > 0 {
		d.Items = append(d.Items, d.Items[0])
	}
	return answer{media: "text/xml", body: marshal(d), modified: m.time(m.changed(o))}
}

// sometimes fails for twenty seconds of every minute.
func (m moment) sometimes(o *outlet, list []edition) answer {
	if m.since%time.Minute < 20*time.Second {
		return answer{status: http.StatusInternalServerError, media: text, body: []byte("database is locked\n")}
	}
	return m.sound(o, list)
}

// busy asks for patience during the first twelve seconds of every two minutes,
// and says how much. The pause is short because polite readers leave the whole
// host alone in it, and the other faults should be seen as well.
func (m moment) busy(o *outlet, list []edition) answer {
	const turn, pause = 2 * time.Minute, 12 * time.Second
	if rest := pause - m.since%turn; rest > 0 {
		wait := int((rest + time.Second - 1) / time.Second)
		return answer{status: http.StatusTooManyRequests, media: text, wait: wait,
			body: fmt.Appendf(nil, "Too many requests. Ask again in %d seconds.\n", wait)}
	}
	return m.sound(o, list)
}
