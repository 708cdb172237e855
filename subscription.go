package tearsheet

import "time"

// HubMode is what a hub is asked for, in the words of WebSub.
type HubMode string

// The modes.
const (
	HubSubscribe   HubMode = "subscribe"
	HubUnsubscribe HubMode = "unsubscribe"
)

// Subscription is a standing wish to be told by a hub when a feed changes
// (WebSub). It is kept before the hub is asked, for the hub may ask back before
// it has answered.
type Subscription struct {
	Feed     FeedID
	Hub      string
	Topic    string // the address that the feed gives itself, the hub's name for it
	Base     string // under which the hub reaches us
	Callback string // the unguessable last part of the address there
	Secret   string // with which the hub signs what it sends

	Mode      HubMode
	Asked     time.Time // when the hub was asked for Mode last; zero: not yet
	Confirmed time.Time // when the hub made sure that it was us; zero: it has not
	Until     time.Time // the end of the lease; zero: there is none
	Due       time.Time // when something is to be done next
	Tries     int       // without a confirmation, in a row
	Trouble   string    // why there is no lease, one sentence

	Pinged time.Time // when the hub last told of a change; zero: it has not, or has missed one since
	Pings  int
	Forged int // messages whose signature was not the hub's
}

// Live reports whether the hub has promised to tell at now.
func (s *Subscription) Live(now time.Time) bool { return s.Mode == HubSubscribe && s.Until.After(now) }
