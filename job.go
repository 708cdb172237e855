package tearsheet

import "time"

// Job is one piece of background work that must not be forgotten. Two waiting
// jobs of equal Kind and Key are one.
type Job struct {
	Kind string
	Key  string
	Due  time.Time // zero: at once
}

// Drop is an entry or article that was not taken, and why. Nothing is dropped
// without one.
type Drop struct {
	Feed    FeedID
	Address string // or the entry's title where it has no address
	Reason  string // from a short list: "no link", "not an article address", "robots", "gone" …
	At      time.Time
	Times   int
}
