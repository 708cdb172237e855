package storetest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"tearsheet"
)

var tellingPromises = []promise{
	{"every field of a subscription comes back after reopening", subscriptionWhole},
	{"a feed has one subscription and the one before it is to end", subscriptionReplaced},
	{"a change of a subscription that fails leaves it as it was", subscriptionChange},
	{"a ping makes its feed due but no more than once a minute", pingDue},
	{"a ping is heeded that came while the feed was being asked", pingDuringCheck},
	{"a feed that is gone or a hub that was left makes nothing due", pingOfGone},
	{"an alert is kept once and stays as it stands", alertOnce},
	{"due alerts come in the order of their time and those done not at all", alertsDue},
	{"the figures tell of leases and alerts", tellingFigures},
}

// Subscription makes one of a feed that its hub has confirmed.
func Subscription(feed tearsheet.FeedID, callback string) tearsheet.Subscription {
	return tearsheet.Subscription{Feed: feed, Hub: "https://hub.example/", Topic: "https://a.example/feed.xml", Base: "https://desk.example",
		Callback: callback, Secret: "s-" + callback, Mode: tearsheet.HubSubscribe, Asked: Noon, Confirmed: Noon.Add(time.Second),
		Until: Noon.Add(240 * time.Hour), Due: Noon.Add(200 * time.Hour), Tries: 1, Trouble: "none", Pinged: Noon.Add(time.Minute), Pings: 3, Forged: 2}
}

func subscriptionWhole(t *testing.T, b Bench) {
	f := feed(t, b.Store(), "a.example")
	want := Subscription(f.ID, "k1")
	must(t, b.Store().AddSubscription(t.Context(), want))
	s := b.Reopen()
	got, err := s.Subscription(t.Context(), "k1")
	must(t, err)
	equal(t, "by callback", got, want)
	got, err = s.SubscriptionOf(t.Context(), f.ID)
	must(t, err)
	equal(t, "by feed", got, want)
	if _, err := s.Subscription(t.Context(), "k2"); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("another callback: %v", err)
	}
	if _, err := s.SubscriptionOf(t.Context(), f.ID+1); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("another feed: %v", err)
	}
	if err := s.AddSubscription(t.Context(), tearsheet.Subscription{Feed: f.ID}); !errors.Is(err, tearsheet.ErrInvalid) {
		t.Errorf("without callback: %v", err)
	}
}

func subscriptionReplaced(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	never := Subscription(f.ID, "never")
	never.Asked = time.Time{}
	must(t, s.AddSubscription(ctx, never))
	must(t, s.AddSubscription(ctx, Subscription(f.ID, "old")))
	if _, err := s.Subscription(ctx, "never"); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("one that no hub knows of is kept: %v", err)
	}
	next := Subscription(f.ID, "new")
	next.Due = Noon.Add(time.Hour)
	must(t, s.AddSubscription(ctx, next))
	old, err := s.Subscription(ctx, "old")
	must(t, err)
	if old.Mode != tearsheet.HubUnsubscribe || !old.Due.Equal(next.Due) || !old.Asked.IsZero() || !old.Confirmed.IsZero() || old.Tries != 0 || old.Until.IsZero() {
		t.Errorf("the old one: %+v", old)
	}
	got, err := s.SubscriptionOf(ctx, f.ID)
	must(t, err)
	equal(t, "the feed's", got.Callback, "new")
	due, err := s.DueSubscriptions(ctx, Noon.Add(2*time.Hour), 10)
	must(t, err)
	equal(t, "due", len(due), 2)
	must(t, s.EndSubscription(ctx, f.ID, Noon))
	must(t, s.EndSubscription(ctx, f.ID+1, Noon))
	if _, err := s.SubscriptionOf(ctx, f.ID); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("an ended one: %v", err)
	}
}

func subscriptionChange(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	must(t, s.AddSubscription(ctx, Subscription(f.ID, "k")))
	set := func(keep bool, err error) func(*tearsheet.Subscription) (bool, error) {
		return func(s *tearsheet.Subscription) (bool, error) {
			s.Trouble, s.Forged = "changed", s.Forged+1
			return keep, err
		}
	}
	if err := s.ChangeSubscription(ctx, "k", set(true, tearsheet.ErrNotFound)); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("the error of the change: %v", err)
	}
	got, err := s.Subscription(ctx, "k")
	must(t, err)
	equal(t, "after a failed change", got, Subscription(f.ID, "k"))
	must(t, s.ChangeSubscription(ctx, "k", set(true, nil)))
	got, err = s.Subscription(ctx, "k")
	must(t, err)
	equal(t, "forged", got.Forged, 3)
	equal(t, "trouble", got.Trouble, "changed")
	must(t, s.ChangeSubscription(ctx, "k", set(false, nil)))
	if err := s.ChangeSubscription(ctx, "k", set(true, nil)); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("a forgotten one: %v", err)
	}
}

func pingDue(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	must(t, s.AddSubscription(ctx, Subscription(f.ID, "k")))
	check := func(at time.Time, failures int) {
		f.LastCheck, f.NextCheck, f.Failures = at, at.Add(5*time.Hour), failures
		must(t, s.KeepListing(ctx, f, nil, nil))
	}
	next := func(what string, want time.Time) {
		t.Helper()
		got, err := s.Feed(ctx, f.ID)
		must(t, err)
		equal(t, what, got.NextCheck, want)
	}
	from := Noon.Add(time.Hour)
	check(from, 0)
	must(t, s.Ping(ctx, "k", from.Add(10*time.Minute)))
	next("pinged after a while", from.Add(10*time.Minute))
	check(from.Add(11*time.Minute), 0)
	for i := range 20 {
		must(t, s.Ping(ctx, "k", from.Add(11*time.Minute+time.Duration(i)*time.Second)))
	}
	next("flooded", from.Add(12*time.Minute))
	check(from.Add(20*time.Minute), 3)
	must(t, s.Ping(ctx, "k", from.Add(20*time.Minute)))
	next("a feed in trouble", from.Add(28*time.Minute))
	got, err := s.Subscription(ctx, "k")
	must(t, err)
	equal(t, "pings", got.Pings, 3+22)
	equal(t, "pinged", got.Pinged, from.Add(20*time.Minute))
	if err := s.Ping(ctx, "other", Noon); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("a ping of nobody: %v", err)
	}
}

func pingDuringCheck(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	must(t, s.AddSubscription(ctx, Subscription(f.ID, "k")))
	began := Noon.Add(time.Hour)
	must(t, s.Ping(ctx, "k", began.Add(2*time.Second)))
	f.LastCheck, f.NextCheck = began, began.Add(5*time.Hour) // what the check brought, kept after the ping
	must(t, s.KeepListing(ctx, f, nil, nil))
	got, err := s.Feed(ctx, f.ID)
	must(t, err)
	equal(t, "next check", got.NextCheck, began.Add(time.Minute))
}

func pingOfGone(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	must(t, s.AddSubscription(ctx, Subscription(f.ID, "k")))
	f.Gone, f.LastCheck, f.NextCheck = true, Noon, Noon.AddDate(100, 0, 0)
	must(t, s.KeepListing(ctx, f, nil, nil))
	must(t, s.Ping(ctx, "k", Noon.Add(time.Hour)))
	got, err := s.Feed(ctx, f.ID)
	must(t, err)
	equal(t, "next check of a gone feed", got.NextCheck, f.NextCheck)
	must(t, s.EndSubscription(ctx, f.ID, Noon))
	if err := s.Ping(ctx, "k", Noon.Add(time.Hour)); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("a ping of a hub that was left: %v", err)
	}
}

// alert makes one on a change of an article.
func alert(id tearsheet.ArticleID, channel string, due time.Time) tearsheet.Alert {
	return tearsheet.Alert{Channel: channel, Article: id, From: 1, To: 2, Made: Noon, Due: due}
}

func alertOnce(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	kept, err := s.KeepRevision(ctx, Keeping("a.example", 1, "well"))
	must(t, err)
	a := alert(kept.Article, "webhook", Noon)
	must(t, s.KeepAlerts(ctx, []tearsheet.Alert{a, a, alert(kept.Article, "mail", Noon.Add(time.Hour))}))
	a.Due, a.Sent, a.Tries, a.Trouble = time.Time{}, Noon.Add(time.Minute), 2, "was slow"
	must(t, s.MoveAlert(ctx, a))
	s = b.Reopen()
	must(t, s.KeepAlerts(ctx, []tearsheet.Alert{alert(kept.Article, "webhook", Noon)}))
	due, err := s.DueAlerts(ctx, Noon.Add(2*time.Hour), 10)
	must(t, err)
	if want := []tearsheet.Alert{alert(kept.Article, "mail", Noon.Add(time.Hour))}; !reflect.DeepEqual(due, want) {
		t.Errorf("due: %+v, want %+v", due, want)
	}
	if err := s.KeepAlerts(ctx, []tearsheet.Alert{alert("nobody", "mail", Noon)}); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("an alert on no article: %v", err)
	}
	a.Channel = "pigeon"
	if err := s.MoveAlert(ctx, a); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("an alert that is not there: %v", err)
	}
}

func alertsDue(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	for n := range 4 {
		kept, err := s.KeepRevision(ctx, Keeping("a.example", n+1, "well"))
		must(t, err)
		must(t, s.KeepAlerts(ctx, []tearsheet.Alert{alert(kept.Article, "webhook", Noon.Add(time.Duration(4-n)*time.Minute))}))
	}
	due, err := s.DueAlerts(ctx, Noon.Add(3*time.Minute), 2)
	must(t, err)
	if len(due) != 2 || !due[0].Due.Equal(Noon.Add(time.Minute)) || !due[1].Due.Equal(Noon.Add(2*time.Minute)) {
		t.Errorf("due: %+v", due)
	}
	must(t, s.KeepAlerts(ctx, []tearsheet.Alert{alert(due[0].Article, "mail", Noon)}))
	mail, err := s.DueAlerts(ctx, Noon.Add(3*time.Minute), 10, "webhook")
	must(t, err)
	none, err := s.DueAlerts(ctx, Noon.Add(3*time.Minute), 10, "webhook", "mail")
	must(t, err)
	if len(mail) != 1 || mail[0].Channel != "mail" || len(none) != 0 {
		t.Errorf("without the webhook: %+v; without mail too: %+v", mail, none)
	}
	mail[0].Due, mail[0].Sent = time.Time{}, Noon
	must(t, s.MoveAlert(ctx, mail[0]))
	given := due[0]
	given.Due, given.GivenUp, given.Trouble = time.Time{}, Noon, "nobody there"
	must(t, s.MoveAlert(ctx, given))
	later := due[1]
	later.Due, later.Tries = Noon.Add(time.Hour), 1
	must(t, s.MoveAlert(ctx, later))
	due, err = s.DueAlerts(ctx, Noon.Add(3*time.Minute), 10)
	must(t, err)
	if len(due) != 1 || !due[0].Due.Equal(Noon.Add(3*time.Minute)) {
		t.Errorf("due afterwards: %+v", due)
	}
}

func tellingFigures(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	f := feed(t, s, "a.example")
	must(t, s.AddSubscription(ctx, Subscription(f.ID, "k")))
	kept, err := s.KeepRevision(ctx, Keeping("a.example", 1, "well"))
	must(t, err)
	up := alert(kept.Article, "mail", time.Time{})
	up.GivenUp = Noon
	must(t, s.KeepAlerts(ctx, []tearsheet.Alert{alert(kept.Article, "webhook", Noon), up}))
	figures, err := s.Stats(ctx, Noon.Add(time.Hour))
	must(t, err)
	equal(t, "told, waiting, given up", [3]int{figures.Told, figures.Alerts, figures.GivenUp}, [3]int{1, 1, 1})
	figures, err = s.Stats(ctx, Noon.Add(1000*time.Hour))
	must(t, err)
	equal(t, "told, waiting, given up, long after", [3]int{figures.Told, figures.Alerts, figures.GivenUp}, [3]int{0, 1, 0})
}
