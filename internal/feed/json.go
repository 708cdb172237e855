package feed

import (
	"bytes"
	"encoding/json"
	"html"
	"slices"
	"strconv"
	"strings"

	"tearsheet"
)

func looksLikeJSON(head []byte) bool {
	head = bytes.TrimLeft(head, " \t\r\n\uFEFF")
	return len(head) > 0 && head[0] == '{'
}

// parseJSON reads JSON Feed, item by item, so that what came before a fault
// is kept. A value of the wrong type is as if it were not there.
func parseJSON(b []byte, base string) (tearsheet.Listing, error) {
	j := &jsonFeed{d: document{}, base: base, dec: json.NewDecoder(bytes.NewReader(bytes.TrimLeft(b, "\uFEFF \t\r\n")))}
	j.d.listing = tearsheet.Listing{Entries: []tearsheet.Entry{}, Warnings: []string{}}
	err := j.read()
	l := &j.d.listing
	if l.Format == "" && !j.items {
		if err != nil {
			return tearsheet.Listing{}, &tearsheet.Error{Class: tearsheet.Parse, Err: err}
		}
		return tearsheet.Listing{}, fail(tearsheet.NotAFeed, "JSON, but not JSON Feed: it has neither a version nor items")
	}
	if err != nil {
		j.d.warn("the document is cut or not JSON from here on: what had come was read (%v)", err)
	}
	setFirst(&l.Format, "json feed")
	j.inherit()
	j.d.account()
	return *l, nil
}

// jsonFeed is a JSON Feed while it is read.
type jsonFeed struct {
	d       document
	dec     *json.Decoder
	base    string
	items   bool
	authors []tearsheet.Person
}

func (j *jsonFeed) read() error {
	if _, err := j.dec.Token(); err != nil {
		return err
	}
	for j.dec.More() {
		key, err := j.dec.Token()
		if err != nil {
			return err
		}
		if name, _ := key.(string); name == "items" {
			err = j.readItems()
		} else {
			var raw json.RawMessage
			if err = j.dec.Decode(&raw); err == nil {
				j.about(name, raw)
			}
		}
		if err != nil || j.d.full {
			return err
		}
	}
	_, err := j.dec.Token()
	return err
}

func (j *jsonFeed) readItems() error {
	t, err := j.dec.Token()
	if err != nil || t != json.Delim('[') {
		return err
	}
	for j.items = true; j.dec.More(); {
		var raw json.RawMessage
		if err := j.dec.Decode(&raw); err != nil {
			return err
		}
		if len(j.d.listing.Entries) >= maxEntries {
			j.d.full = true
			j.d.warn("more than 10,000 entries: the first 10,000 were read")
			return nil
		}
		var item object
		if json.Unmarshal(raw, &item) == nil && item != nil {
			j.d.listing.Entries = append(j.d.listing.Entries, j.entry(item))
		}
	}
	_, err = j.dec.Token()
	return err
}

// object is a JSON object of which nothing is taken for granted.
type object map[string]json.RawMessage

func (o object) text(key string) string {
	raw := bytes.TrimSpace(o[key])
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return clean(s)
	}
	if _, err := strconv.ParseFloat(string(raw), 64); err == nil && len(raw) < 40 {
		return string(raw)
	}
	return ""
}

func (o object) objects(key string) []object {
	var raws []json.RawMessage
	if json.Unmarshal(o[key], &raws) != nil {
		raws = []json.RawMessage{o[key]}
	}
	var all []object
	for _, raw := range raws {
		var item object
		if json.Unmarshal(raw, &item) == nil && item != nil {
			all = append(all, item)
		}
	}
	return all
}

func (j *jsonFeed) about(name string, raw json.RawMessage) {
	l, o := &j.d.listing, object{name: raw}
	switch name {
	case "version":
		if v := o.text(name); strings.Contains(v, "jsonfeed.org/version/") {
			l.Format = "json feed " + copyOf(v[strings.LastIndexByte(v, '/')+1:], 8)
		}
	case "title":
		l.Title = j.line(o.text(name), maxTitle)
	case "home_page_url":
		l.Link = webAddress(j.base, o.text(name))
	case "feed_url":
		l.Self = webAddress(j.base, o.text(name))
	case "language":
		l.Language = language(o.text(name))
	case "author", "authors":
		for _, p := range people(o.objects(name)) {
			if len(j.authors) < maxAuthors {
				j.authors = append(j.authors, p)
			}
		}
	case "hubs":
		for _, hub := range o.objects(name) {
			if at := webAddress(j.base, hub.text("url")); at != "" && len(l.Hubs) < 10 {
				l.Hubs = append(l.Hubs, at)
			}
		}
	}
}

func (j *jsonFeed) line(s string, limit int) string { return copyOf(squeeze(s), limit) }

func (j *jsonFeed) entry(o object) tearsheet.Entry {
	e := tearsheet.Entry{ID: copyOf(o.text("id"), 4096), Title: j.line(o.text("title"), maxTitle),
		Language: language(o.text("language")), Categories: []string{}, Enclosures: []tearsheet.Enclosure{}}
	setFirst(&e.Link, webAddress(j.base, o.text("url")))
	setFirst(&e.Link, webAddress(j.base, o.text("external_url")))
	if hasWebScheme(e.ID) {
		setFirst(&e.Link, webAddress("", e.ID))
	}
	j.d.state(&e.Published, o.text("date_published"))
	j.d.state(&e.Updated, o.text("date_modified"))
	e.Authors = people(append(o.objects("authors"), o.objects("author")...))
	e.Summary = copyOf(html.EscapeString(o.text("summary")), maxText)
	e.Content = copyOf(absolute(o.text("content_html"), j.base), maxText)
	setFirst(&e.Content, copyOf(html.EscapeString(o.text("content_text")), maxText))
	j.labels(o, &e)
	for _, a := range o.objects("attachments") {
		size, _ := strconv.ParseFloat(a.text("size_in_bytes"), 64)
		if at := webAddress(j.base, a.text("url")); at != "" && len(e.Enclosures) < maxEnclosures {
			e.Enclosures = append(e.Enclosures, tearsheet.Enclosure{URL: at, Type: j.line(a.text("mime_type"), 100), Length: int64(max(0, min(size, 1<<53)))})
		}
	}
	return e
}

func (j *jsonFeed) labels(o object, e *tearsheet.Entry) {
	var tags []json.RawMessage
	_ = json.Unmarshal(o["tags"], &tags) // of another type: none
	f := draft{d: &j.d, e: *e}
	for _, tag := range tags {
		var label string
		if json.Unmarshal(tag, &label) == nil {
			f.label(clean(label))
		}
	}
	*e = f.e
}

// inherit gives the feed's authors to the entries that name none, as the
// format has it.
func (j *jsonFeed) inherit() {
	for i := range j.d.listing.Entries {
		if e := &j.d.listing.Entries[i]; len(e.Authors) == 0 && len(j.authors) > 0 {
			e.Authors = slices.Clip(j.authors)
		}
	}
}

func people(all []object) []tearsheet.Person {
	out := []tearsheet.Person{}
	for _, o := range all {
		if len(out) < maxAuthors {
			out = appendPerson(out, tearsheet.Person{Name: copyOf(squeeze(o.text("name")), 200)})
		}
	}
	return out
}
