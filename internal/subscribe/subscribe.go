// Package subscribe answers who tells us at once that a feed changed: it takes
// what a feed says of its hub, and what that hub asks and sends, and gives the
// subscription as it stands then (WebSub, W3C Recommendation of 2018). It keeps
// nothing, and what it sends goes through a Poster.
package subscribe

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"tearsheet"
)

const (
	wantedLease = 10 * 24 * time.Hour
	longLease   = 30 * 24 * time.Hour // a hub that promises more is asked again all the same
	soonest     = 10 * time.Minute    // between two requests about one subscription
	repeat      = 10 * time.Minute    // in which a hub may ask back again: our answer may be lost
	firstWait   = time.Hour           // for a hub to ask back, doubled with each try
	longestWait = 24 * time.Hour
	afterDenial = 7 * 24 * time.Hour
	farewells   = 5 // tries to unsubscribe; then the lease runs out by itself
)

// Poster sends a body once to an address that a stranger named, so it must
// guard where it connects. Its errors are *tearsheet.Error.
type Poster interface {
	Post(ctx context.Context, to string, header http.Header, body []byte) error
}

// Offered gives the hub and the topic of a listing; false: it names no hub or
// not its own address, without which no hub knows what is meant.
func Offered(l tearsheet.Listing) (hub, topic string, ok bool) {
	if len(l.Hubs) == 0 || l.Self == "" || len(l.Self) > 2000 {
		return "", "", false
	}
	hub = l.Hubs[0]
	for _, h := range l.Hubs {
		if strings.HasPrefix(h, "https:") {
			hub = h
			break
		}
	}
	return hub, l.Self, len(hub) <= 2000
}

// New gives a subscription of which the hub has not heard yet. base is the
// address under which the public reaches us.
func New(feed tearsheet.FeedID, hub, topic, base string, now time.Time) tearsheet.Subscription {
	return tearsheet.Subscription{Feed: feed, Hub: hub, Topic: topic, Base: base, Callback: unguessable(), Secret: unguessable(),
		Mode: tearsheet.HubSubscribe, Due: now}
}

// unguessable gives 43 characters that carry 256 random bits.
func unguessable() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails: it ends the program instead
	return base64.RawURLEncoding.EncodeToString(b)
}

// Same reports whether s already asks that hub for that topic at that base.
func Same(s tearsheet.Subscription, hub, topic, base string) bool {
	return s.Hub == hub && s.Topic == topic && s.Base == base
}

// Asking gives s as it is to be kept before its hub is asked at now; false:
// nothing is left to ask, and s can be forgotten.
func Asking(s tearsheet.Subscription, now time.Time) (tearsheet.Subscription, bool) {
	if s.Mode == tearsheet.HubUnsubscribe && (!s.Confirmed.IsZero() || s.Tries >= farewells || !s.Until.After(now)) {
		return s, false
	}
	s.Tries++
	s.Asked, s.Confirmed, s.Due = now, time.Time{}, now.Add(wait(s.Tries))
	return s, true
}

func wait(tries int) time.Duration {
	return min(longestWait, firstWait<<min(tries-1, 5))
}

// Ask sends the hub the request that s stands for.
func Ask(ctx context.Context, out Poster, s tearsheet.Subscription) error {
	form := url.Values{"hub.mode": {string(s.Mode)}, "hub.topic": {s.Topic}, "hub.callback": {Address(s)}}
	if s.Mode == tearsheet.HubSubscribe {
		form.Set("hub.secret", s.Secret)
		form.Set("hub.lease_seconds", strconv.Itoa(int(wantedLease/time.Second)))
	}
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	return out.Post(ctx, s.Hub, header, []byte(form.Encode()))
}

// Address is where the hub of s reaches us.
func Address(s tearsheet.Subscription) string {
	return strings.TrimSuffix(s.Base, "/") + "/websub/" + s.Callback
}

// Failed notes that the hub could not be asked. One that has asked back in the
// meantime was, whatever became of its answer.
func Failed(s *tearsheet.Subscription, err error, now time.Time) {
	if !s.Confirmed.IsZero() || s.Asked.IsZero() {
		return
	}
	var e *tearsheet.Error
	if errors.As(err, &e) {
		s.Due = now.Add(max(wait(s.Tries), e.Retry))
		err = e.Err
	}
	s.Trouble = fmt.Sprintf("The hub could not be asked: %v.", err)
}

// Answer says what to answer to a hub that asks back with query at now, and
// puts s into the state that follows. Whatever we have not asked for is
// ErrNotFound, which by the rules of WebSub the hub takes as a no.
func Answer(s *tearsheet.Subscription, query url.Values, now time.Time) (challenge string, err error) {
	mode, challenge := query.Get("hub.mode"), query.Get("hub.challenge")
	if query.Get("hub.topic") != s.Topic || s.Asked.IsZero() {
		return "", fmt.Errorf("answer a hub about what was not asked: %w", tearsheet.ErrNotFound)
	}
	if mode == "denied" && s.Mode == tearsheet.HubSubscribe {
		deny(s, query.Get("hub.reason"), now)
		return "", nil
	}
	pending := s.Confirmed.IsZero() || now.Sub(s.Confirmed) < repeat
	if mode != string(s.Mode) || !pending || challenge == "" || len(challenge) > 2000 {
		return "", fmt.Errorf("answer a hub about what was not asked: %w", tearsheet.ErrNotFound)
	}
	s.Confirmed, s.Tries, s.Trouble = now, 0, ""
	if s.Mode == tearsheet.HubUnsubscribe {
		s.Until, s.Due = time.Time{}, now.Add(repeat)
		return challenge, nil
	}
	lease := leaseOf(query.Get("hub.lease_seconds"))
	s.Until = now.Add(lease)
	s.Due = now.Add(max(soonest, renewal(lease, s.Callback)))
	return challenge, nil
}

func deny(s *tearsheet.Subscription, reason string, now time.Time) {
	s.Trouble = "The hub refused."
	if reason = printable(reason, 200); reason != "" {
		s.Trouble = "The hub refused: " + reason
	}
	s.Until, s.Confirmed, s.Due = time.Time{}, now, now.Add(afterDenial)
}

// leaseOf reads the lease that a hub grants. One that does not say, though it
// must, is believed for a day.
func leaseOf(seconds string) time.Duration {
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || n <= 0 {
		return 24 * time.Hour
	}
	return time.Duration(min(n, int64(longLease/time.Second))) * time.Second
}

// renewal is between 80 and 90 percent of a lease, for each subscription at
// another time and always the same.
func renewal(lease time.Duration, callback string) time.Duration {
	sum := 0
	for _, b := range []byte(callback) {
		sum = (sum*31 + int(b)) % 1000
	}
	return time.Duration(float64(lease) * (0.8 + float64(sum)/10_000))
}

// printable gives a stranger's words on one line, without what could turn or
// hide the words around them.
func printable(text string, most int) string {
	keep := func(r rune) rune {
		if !strconv.IsPrint(r) || r == '\uFFFD' {
			return ' '
		}
		return r
	}
	words := []rune(strings.Join(strings.Fields(strings.Map(keep, text)), " "))
	return string(words[:min(len(words), most)])
}
