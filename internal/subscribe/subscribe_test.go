package subscribe

import (
	"context"
	"crypto/hmac"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

const (
	hub   = "https://hub.example/"
	topic = "https://n.example/feed.xml"
)

// asked gives a subscription about which the hub was asked at noon.
func asked(mode tearsheet.HubMode) tearsheet.Subscription {
	s := New(7, hub, topic, "https://desk.example/", noon)
	s.Mode = mode
	if mode == tearsheet.HubUnsubscribe {
		s.Until = noon.Add(time.Hour)
	}
	s, _ = Asking(s, noon)
	return s
}

func query(pairs ...string) url.Values {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		q.Set("hub."+pairs[i], pairs[i+1])
	}
	return q
}

func TestAHubIsOfferedOnlyByAListingThatNamesItAndItself(t *testing.T) {
	for _, c := range []struct {
		name string
		l    tearsheet.Listing
		hub  string
	}{
		{"nothing", tearsheet.Listing{}, ""},
		{"no own address", tearsheet.Listing{Hubs: []string{hub}}, ""},
		{"no hub", tearsheet.Listing{Self: topic}, ""},
		{"both", tearsheet.Listing{Hubs: []string{hub}, Self: topic}, hub},
		{"the first that is secure", tearsheet.Listing{Hubs: []string{"http://a.example/", hub, "https://c.example/"}, Self: topic}, hub},
		{"none is secure", tearsheet.Listing{Hubs: []string{"http://a.example/"}, Self: topic}, "http://a.example/"},
		{"an endless address", tearsheet.Listing{Hubs: []string{hub}, Self: topic + strings.Repeat("x", 2000)}, ""},
	} {
		got, _, ok := Offered(c.l)
		if ok != (c.hub != "") || ok && got != c.hub {
			t.Errorf("%s: %q, %v", c.name, got, ok)
		}
	}
}

func TestAHubIsAnsweredOnlyAboutWhatItWasAsked(t *testing.T) {
	renewing := asked(tearsheet.HubSubscribe)
	confirmed := renewing
	if _, err := Answer(&confirmed, query("mode", "subscribe", "topic", topic, "challenge", "c", "lease_seconds", "3600"), noon); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		s     tearsheet.Subscription
		q     url.Values
		after time.Duration
		want  string // the challenge; empty: 404
	}{
		{"subscribe", asked(tearsheet.HubSubscribe), query("mode", "subscribe", "topic", topic, "challenge", "c", "lease_seconds", "60"), time.Minute, "c"},
		{"a day later", asked(tearsheet.HubSubscribe), query("mode", "subscribe", "topic", topic, "challenge", "c"), 24 * time.Hour, "c"},
		{"unsubscribe", asked(tearsheet.HubUnsubscribe), query("mode", "unsubscribe", "topic", topic, "challenge", "c"), time.Minute, "c"},
		{"unsubscribe unasked", asked(tearsheet.HubSubscribe), query("mode", "unsubscribe", "topic", topic, "challenge", "c"), time.Minute, ""},
		{"subscribe while we leave", asked(tearsheet.HubUnsubscribe), query("mode", "subscribe", "topic", topic, "challenge", "c"), time.Minute, ""},
		{"denied while we leave", asked(tearsheet.HubUnsubscribe), query("mode", "denied", "topic", topic), time.Minute, ""},
		{"another topic", asked(tearsheet.HubSubscribe), query("mode", "subscribe", "topic", topic+"?", "challenge", "c"), time.Minute, ""},
		{"no topic", asked(tearsheet.HubSubscribe), query("mode", "subscribe", "challenge", "c"), time.Minute, ""},
		{"no challenge", asked(tearsheet.HubSubscribe), query("mode", "subscribe", "topic", topic), time.Minute, ""},
		{"a giant challenge", asked(tearsheet.HubSubscribe), query("mode", "subscribe", "topic", topic, "challenge", strings.Repeat("c", 2001)), time.Minute, ""},
		{"no mode", asked(tearsheet.HubSubscribe), query("topic", topic, "challenge", "c"), time.Minute, ""},
		{"never asked", New(7, hub, topic, "https://desk.example", noon), query("mode", "subscribe", "topic", topic, "challenge", "c"), time.Minute, ""},
		{"again, our answer was lost", confirmed, query("mode", "subscribe", "topic", topic, "challenge", "d", "lease_seconds", "60"), time.Minute, "d"},
		{"again, long after", confirmed, query("mode", "subscribe", "topic", topic, "challenge", "d", "lease_seconds", "60"), time.Hour, ""},
	} {
		was := c.s
		got, err := Answer(&c.s, c.q, noon.Add(c.after))
		if got != c.want || (c.want == "") != errors.Is(err, tearsheet.ErrNotFound) && !strings.HasPrefix(c.name, "denied") {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
		if c.want == "" && c.s != was {
			t.Errorf("%s: the subscription changed to %+v", c.name, c.s)
		}
	}
}

func TestALeaseIsBelievedRenewedBeforeItEndsAndOver(t *testing.T) {
	for _, c := range []struct {
		seconds string
		lease   time.Duration
	}{
		{"864000", 240 * time.Hour}, {"3600", time.Hour}, {"60", time.Minute}, {"", 24 * time.Hour}, {"-1", 24 * time.Hour}, {"soon", 24 * time.Hour},
		{"99999999999", longLease}, {"99999999999999999999999", 24 * time.Hour},
	} {
		s := asked(tearsheet.HubSubscribe)
		if _, err := Answer(&s, query("mode", "subscribe", "topic", topic, "challenge", "c", "lease_seconds", c.seconds), noon); err != nil {
			t.Fatal(err)
		}
		end := noon.Add(c.lease)
		if !s.Until.Equal(end) || !s.Live(end.Add(-time.Second)) || s.Live(end) {
			t.Errorf("%q: until %v, want %v", c.seconds, s.Until, end)
		}
		if c.lease >= time.Hour && (s.Due.Before(noon.Add(c.lease*8/10)) || s.Due.After(noon.Add(c.lease*9/10+time.Second))) {
			t.Errorf("%q: renewed at %v of %v", c.seconds, s.Due.Sub(noon), c.lease)
		}
		if s.Due.Before(noon.Add(soonest)) {
			t.Errorf("%q: renewed after %v: a short lease makes us ask without end", c.seconds, s.Due.Sub(noon))
		}
		again, ok := Asking(s, s.Due)
		if !ok || again.Callback != s.Callback || again.Secret != s.Secret || !again.Until.Equal(end) || !again.Confirmed.IsZero() {
			t.Errorf("%q: renewed as %+v", c.seconds, again)
		}
	}
}

func TestADenialEndsTheLeaseAndIsTriedAgainAfterAWeek(t *testing.T) {
	s := asked(tearsheet.HubSubscribe)
	s.Until = noon.Add(time.Hour)
	if _, err := Answer(&s, query("mode", "denied", "topic", topic, "reason", "you\r\nare \u202enot\x00 known"), noon); err != nil {
		t.Fatal(err)
	}
	if s.Live(noon) || !s.Due.Equal(noon.Add(afterDenial)) || s.Trouble != "The hub refused: you are not known" {
		t.Errorf("%+v", s)
	}
}

func TestAHubThatCannotBeAskedIsAskedLessAndLessOften(t *testing.T) {
	s, now := New(1, hub, topic, "https://d.example", noon), noon
	var waits []time.Duration
	for range 7 {
		s, _ = Asking(s, now)
		Failed(&s, &tearsheet.Error{Class: tearsheet.ServerError, Err: errors.New("the server failed (500)")}, now)
		waits, now = append(waits, s.Due.Sub(now)), s.Due
	}
	want := []time.Duration{1, 2, 4, 8, 16, 24, 24}
	for i := range want {
		if waits[i] != want[i]*time.Hour {
			t.Errorf("try %d: %v, want %d h", i+1, waits[i], want[i])
		}
	}
	if s.Trouble != "The hub could not be asked: the server failed (500)." {
		t.Error(s.Trouble)
	}
	s, _ = Asking(s, now)
	Failed(&s, &tearsheet.Error{Class: tearsheet.RateLimited, Retry: 48 * time.Hour, Err: errors.New("later")}, now)
	if s.Due.Sub(now) != 48*time.Hour {
		t.Errorf("asked again after %v", s.Due.Sub(now))
	}
	confirmed := s
	confirmed.Confirmed, confirmed.Trouble = now, ""
	kept := confirmed
	if Failed(&confirmed, errors.New("x"), now); confirmed != kept {
		t.Error("a hub that asked back counts as one that could not be asked")
	}
}

func TestLeavingEndsWithTheHubsYesTheLeaseOrAFewTries(t *testing.T) {
	s := asked(tearsheet.HubUnsubscribe)
	if _, ok := Asking(s, noon.Add(2*time.Hour)); ok {
		t.Error("left although the lease is over")
	}
	s.Until = noon.AddDate(1, 0, 0)
	for range farewells - 1 {
		var ok bool
		if s, ok = Asking(s, noon); !ok {
			t.Fatal("given up early")
		}
	}
	if _, ok := Asking(s, noon); ok {
		t.Error("never given up")
	}
	s.Tries, s.Confirmed = 1, noon
	if _, ok := Asking(s, noon); ok {
		t.Error("asked although the hub has confirmed")
	}
}

// sent is a Poster that keeps the last request.
type sent struct {
	to   string
	form url.Values
}

func (s *sent) Post(_ context.Context, to string, h http.Header, body []byte) (err error) {
	s.to = to + " " + h.Get("Content-Type")
	s.form, err = url.ParseQuery(string(body))
	return err
}

func TestTheRequestSaysWhatWebSubAsksFor(t *testing.T) {
	s, out := asked(tearsheet.HubSubscribe), &sent{}
	if err := Ask(t.Context(), out, s); err != nil {
		t.Fatal(err)
	}
	want := url.Values{"hub.mode": {"subscribe"}, "hub.topic": {topic}, "hub.callback": {"https://desk.example/websub/" + s.Callback},
		"hub.secret": {s.Secret}, "hub.lease_seconds": {"864000"}}
	if out.form.Encode() != want.Encode() || out.to != hub+" application/x-www-form-urlencoded" {
		t.Errorf("%s: %v", out.to, out.form)
	}
	if err := Ask(t.Context(), out, asked(tearsheet.HubUnsubscribe)); err != nil || out.form.Get("hub.mode") != "unsubscribe" || out.form.Has("hub.secret") {
		t.Errorf("%v, %v", out.form, err)
	}
	if other := New(1, hub, topic, "", noon); len(other.Secret) != 43 || other.Secret == s.Secret || other.Callback == s.Callback || other.Secret == other.Callback {
		t.Error("secrets can be guessed")
	}
}

func sign(name, secret, body string) string {
	mac := hmac.New(methods[name], []byte(secret))
	mac.Write([]byte(body))
	return name + "=" + hex.EncodeToString(mac.Sum(nil))
}

func TestOnlyTheHubsSignatureIsGenuine(t *testing.T) {
	for name := range methods {
		if ok, err := Genuine("k", sign(name, "k", "body"), strings.NewReader("body")); !ok || err != nil {
			t.Errorf("%s: refused (%v)", name, err)
		}
		if ok, _ := Genuine("k", strings.ToUpper(sign(name, "k", "body")), strings.NewReader("body")); !ok {
			t.Errorf("%s in capitals: refused", name)
		}
	}
	// RFC 2202, test case 2 of HMAC-SHA-1.
	if ok, _ := Genuine("Jefe", "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", strings.NewReader("what do ya want for nothing?")); !ok {
		t.Error("the vector of RFC 2202 is refused")
	}
	good := sign("sha256", "k", "body")
	for what, c := range map[string][3]string{
		"another secret":  {"l", good, "body"},
		"another body":    {"k", good, "body "},
		"no signature":    {"k", "", "body"},
		"no digits":       {"k", "sha256=", "body"},
		"half of it":      {"k", good[:len(good)/2], "body"},
		"another method":  {"k", "sha1" + strings.TrimPrefix(good, "sha256"), "body"},
		"unknown method":  {"k", "md5=9a0364b9e99bb480dd25e1f0284c8555", "body"},
		"no hex":          {"k", "sha256=zz", "body"},
		"no secret of us": {"", sign("sha256", "", "body"), "body"},
	} {
		if ok, err := Genuine(c[0], c[1], strings.NewReader(c[2])); ok || err != nil {
			t.Errorf("%s: genuine %v, %v", what, ok, err)
		}
	}
}

func TestAFeedIsAskedLaterOnlyWhileItsHubHasShownThatItTells(t *testing.T) {
	live := asked(tearsheet.HubSubscribe)
	live.Until, live.Pinged = noon.Add(240*time.Hour), noon.Add(-time.Hour)
	hour := noon.Add(time.Hour)
	for _, c := range []struct {
		name   string
		change func(*tearsheet.Subscription)
		next   time.Time
		want   time.Time
	}{
		{"relied on", func(*tearsheet.Subscription) {}, hour, noon.Add(4 * time.Hour)},
		{"within a day", func(*tearsheet.Subscription) {}, noon.Add(10 * time.Hour), noon.Add(24 * time.Hour)},
		{"its own pace is slower", func(*tearsheet.Subscription) {}, noon.Add(30 * time.Hour), noon.Add(30 * time.Hour)},
		{"never told", func(s *tearsheet.Subscription) { s.Pinged = time.Time{} }, hour, hour},
		{"told long ago", func(s *tearsheet.Subscription) { s.Pinged = noon.Add(-8 * 24 * time.Hour) }, hour, hour},
		{"lease over", func(s *tearsheet.Subscription) { s.Until = noon }, hour, hour},
		{"lease ends soon", func(s *tearsheet.Subscription) { s.Until = noon.Add(2 * time.Hour) }, hour, noon.Add(2 * time.Hour)},
		{"lease ends before", func(s *tearsheet.Subscription) { s.Until = noon.Add(time.Minute) }, hour, hour},
		{"leaving", func(s *tearsheet.Subscription) { s.Mode = tearsheet.HubUnsubscribe }, hour, hour},
		{"due already", func(*tearsheet.Subscription) {}, noon, noon},
	} {
		s := live
		c.change(&s)
		if got := Later(s, c.next, noon); !got.Equal(c.want) {
			t.Errorf("%s: after %v, want %v", c.name, got.Sub(noon), c.want.Sub(noon))
		}
	}
	if !Missed(live, noon) || Missed(live, noon.Add(-2*time.Hour)) || Missed(live, time.Time{}) {
		t.Error("what a hub missed is what came after it told last")
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add("hub.mode=subscribe&hub.topic=https%3A%2F%2Fn.example%2Ffeed.xml&hub.challenge=c&hub.lease_seconds=60")
	f.Add("hub.mode=denied&hub.topic=https%3A%2F%2Fn.example%2Ffeed.xml&hub.reason=%0d%0a")
	f.Fuzz(func(t *testing.T, raw string) {
		q, _ := url.ParseQuery(raw)
		s := asked(tearsheet.HubSubscribe)
		challenge, err := Answer(&s, q, noon)
		if challenge != "" && (err != nil || q.Get("hub.topic") != topic || q.Get("hub.mode") != "subscribe") {
			t.Errorf("answered %q", raw)
		}
		if s.Until.After(noon.Add(longLease)) || s.Due.Before(noon.Add(soonest)) || strings.ContainsAny(s.Trouble, "\r\n\x00\u202e") {
			t.Errorf("%q made %+v", raw, s)
		}
	})
}

func FuzzGenuine(f *testing.F) {
	f.Add("sha256=00", "body")
	f.Add("sha1=", "")
	f.Fuzz(func(t *testing.T, signature, body string) {
		if ok, _ := Genuine(unguessable(), signature, strings.NewReader(body)); ok {
			t.Errorf("%q is the signature of whoever has an unknown secret", signature)
		}
	})
}
