package read

import (
	"maps"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/proof"
)

// FromEntry gives the revision of an article whose page cannot be read: the
// feed's own words, with the trouble that stands in the way of the page. The
// caller sets Seen.
func FromEntry(e tearsheet.Entry, trouble string) tearsheet.Revision {
	r := tearsheet.Revision{Origin: tearsheet.FromFeed, Trouble: trouble, Reader: Reader,
		Headline: proof.Block(e.Title), Byline: e.Authors, Published: e.Published, Modified: e.Updated}
	source := "content"
	if r.Body = feedBlocks(e.Content, e.Link); len(r.Body) == 0 {
		source, r.Body = "summary", feedBlocks(e.Summary, e.Link)
	} else {
		r.Summary = proof.Block(plainText(e.Summary))
	}
	r.Language = tag(e.Language)
	if len(e.Categories) == 1 {
		r.Section = proof.Block(e.Categories[0])
	}
	r.Images = entryImages(e, r.Body)
	r.Evidence = map[string]string{
		"headline": "feed entry title", "byline": "feed entry author", "published": "feed entry published", "modified": "feed entry updated",
		"summary": "feed entry summary", "language": "feed entry language", "section": "feed entry category",
		"images": "feed entry", "body": "feed entry " + source,
	}
	stated := map[string]bool{"headline": r.Headline != "", "byline": len(r.Byline) > 0, "published": !r.Published.IsZero(), "modified": !r.Modified.IsZero(),
		"summary": r.Summary != "", "language": r.Language != "", "section": r.Section != "", "images": len(r.Images) > 0, "body": len(r.Body) > 0}
	maps.DeleteFunc(r.Evidence, func(field, _ string) bool { return !stated[field] })
	return r
}

func feedBlocks(s, base string) []tearsheet.Block {
	if s == "" {
		return nil
	}
	return makeBlocks(feedHTML(s), base, nil).blocks
}

// entryImages are the pictures that the entry attaches or shows.
func entryImages(e tearsheet.Entry, body []tearsheet.Block) []tearsheet.Image {
	var all []tearsheet.Image
	for _, enc := range e.Enclosures {
		if u := address.Resolve(e.Link, enc.URL); u != "" && hasFold(enc.Type, "image/") {
			all = append(all, tearsheet.Image{URL: u})
		}
	}
	for _, b := range body {
		if b.Kind == tearsheet.Picture {
			all = append(all, tearsheet.Image{URL: b.URL, Caption: b.Text})
		}
	}
	return all
}
