package pipeline

import "tearsheet"

// complement fills what the page leaves out with what the publisher's own feed
// says of the article, each with that as its evidence. Both are statements of
// the publisher; where they differ, the page's holds.
func complement(r *tearsheet.Revision, e tearsheet.Entry) {
	take := func(field string, wanted bool, fill func()) {
		if wanted {
			fill()
			r.Evidence[field] = "feed entry " + field
		}
	}
	take("headline", r.Headline == "" && e.Title != "", func() { r.Headline = e.Title })
	take("published", r.Published.IsZero() && !e.Published.IsZero(), func() { r.Published = e.Published })
	take("byline", len(r.Byline) == 0 && len(e.Authors) > 0, func() { r.Byline = e.Authors })
}
