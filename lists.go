package tearsheet

import "time"

// Selection says which articles a list holds, newest first.
type Selection struct {
	Source SourceID  // empty: all
	Feed   FeedID    // 0: all
	Since  time.Time // zero: all; by SortTime
	After  Cursor    // the last one already had
	Limit  int       // at most 200
	Bodies bool      // with the bodies of the revisions
}

// ChangeSelection says which changes a list holds, newest first.
type ChangeSelection struct {
	Source      SourceID     // empty: all
	Kinds       []ChangeKind // changes with one of these; empty: with any but noise
	Undisclosed bool         // only those that no reader was told of
	Declared    bool         // only those that readers were told of
	Since       time.Time    // zero: all
	After       Cursor       // the last one already had
	Limit       int          // at most 200
}

// Changed is a change with the article it is about and its place in the list.
type Changed struct {
	Change Change
	Item   Item // with the latest revision, without its body
	Cursor Cursor
	Robots string // what the pages of its two revisions asked of robots, the one after the other
}

// Cursor is a place in a list: the sort time and number of the last item. It
// travels as opaque text.
type Cursor string

// SortTime is the place of an article in time: what the publisher stated, never
// later than when we first saw it; our own time where nothing was stated, or a
// year before 1980, which a program writes that has no time. It orders lists
// and is never shown as a time of publication.
func SortTime(r *Revision, firstSeen time.Time) time.Time {
	if r.Published.IsZero() || r.Published.Time.After(firstSeen) || r.Published.Time.Year() < 1980 {
		return firstSeen
	}
	return r.Published.Time
}

// Hit is one article that answers a search, with the passage that does.
type Hit struct {
	Item    Item
	Passage []Mark
}

// Mark is a stretch of a passage; Match says that it is what was searched for.
type Mark struct {
	Text  string `json:"text"`
	Match bool   `json:"match"`
}

// Stats are the figures of the whole store.
type Stats struct {
	Sources   int           `json:"sources"`
	Feeds     int           `json:"feeds"`
	Articles  int           `json:"articles"`
	Revisions int           `json:"revisions"`
	Stories   int           `json:"stories"`
	Queue     int           `json:"queue"`             // looks due now and jobs not done
	Later     int           `json:"jobs_to_try_again"` // of these the jobs that wait for their time or another try
	Failed    int           `json:"failed_jobs"`       // given up; they are kept until they are run again
	OldestDue time.Duration `json:"-"`                 // how late the oldest due look or feed is
	Failing   int           `json:"failing_feeds"`
	Drops     []DropCount   `json:"drops"`
	Bytes     int64         `json:"bytes"` // on disk

	Told    int `json:"feeds_told_by_hubs"` // subscriptions with a lease
	Alerts  int `json:"alerts_waiting"`
	GivenUp int `json:"alerts_given_up"` // in the last 30 days
}

// QueueDepth counts the jobs that are not done.
type QueueDepth struct {
	Ready  int // at work or next in turn
	Later  int // wait for their time, or for another try after a failure
	Failed int // given up after the last try
}

// DropCount is how often something was not taken for one reason.
type DropCount struct {
	Reason string `json:"reason"`
	Count  int    `json:"count"`
}

// SourceFigures are a source's own record, from what we kept.
type SourceFigures struct {
	Articles    int
	Revisions   int
	Revised     int       // articles with more than one revision
	NoTime      int       // latest revision states no time of publication
	NoByline    int       // latest revision names nobody
	FromFeed    int       // latest revision was read from the feed only
	First, Last time.Time // first seen, of its articles
	Drops       []DropCount
}
