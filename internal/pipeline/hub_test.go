package pipeline_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/fetch"
	"tearsheet/internal/pipeline"
	"tearsheet/internal/sqlite"
	"tearsheet/internal/storetest"
	"tearsheet/internal/web"
)

// town is a publisher with a feed, a hub that takes subscriptions as WebSub
// says, and a desk of ours that both can reach, all on loopback.
type town struct {
	t     *testing.T
	store *sqlite.DB
	line  *pipeline.Line
	feed  tearsheet.Feed

	publisher, hub, desk *httptest.Server
	asked                atomic.Int64 // times that the feed was asked for
	gone                 atomic.Bool

	mu       sync.Mutex
	requests []url.Values // what the hub was asked, in order
	answers  []string     // what it got when it asked back: "status body"
	prompt   bool         // the hub asks back before it answers
	refuse   int          // status with which the hub refuses; 0: it takes
}

func newTown(t *testing.T, change ...func(*town)) *town {
	w := &town{t: t}
	for _, c := range change {
		c(w)
	}
	w.hub = httptest.NewServer(http.HandlerFunc(w.subscribe))
	w.publisher = httptest.NewServer(http.HandlerFunc(w.publish))
	store, err := sqlite.Open(t.Context(), t.TempDir(), quiet())
	if err != nil {
		t.Fatal(err)
	}
	w.store = store
	var handler atomic.Pointer[http.Handler]
	w.desk = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { (*handler.Load()).ServeHTTP(rw, r) }))
	client := openClient()
	w.line = pipeline.New(pipeline.Line{Fetch: client, Store: store, Workers: 4, Hubs: pipeline.Hubs{Post: client, Base: w.desk.URL}})
	h := web.New(web.Options{Store: store, Hub: w.line, Log: quiet()})
	handler.Store(&h)
	if w.feed, _, err = w.line.AddFeed(t.Context(), tearsheet.Outline{URL: w.publisher.URL + "/feed.xml"}, time.Now()); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); w.line.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		<-ended
		w.desk.Close()
		w.hub.Close()
		w.publisher.Close()
		store.Close()
	})
	return w
}

func openClient() *fetch.Client {
	return fetch.New(fetch.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, AllowPorts: []int{0}, Spacing: -1})
}

func (w *town) topic() string { return w.publisher.URL + "/feed.xml" }

func (w *town) publish(rw http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/feed.xml" || w.gone.Load() {
		http.Error(rw, "gone", http.StatusGone)
		return
	}
	w.asked.Add(1)
	rw.Header().Set("Content-Type", "application/atom+xml")
	fmt.Fprintf(rw, `<feed xmlns="http://www.w3.org/2005/Atom"><title>Elm</title><id>urn:elm</id><updated>2026-11-24T12:00:00Z</updated>
		<link rel="self" href="%s"/><link rel="hub" href="%s/"/></feed>`, w.topic(), w.hub.URL)
}

// subscribe is the hub's side: it takes the request and verifies the intent.
func (w *town) subscribe(rw http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil || r.Method != "POST" {
		http.Error(rw, "no", http.StatusBadRequest)
		return
	}
	w.mu.Lock()
	w.requests = append(w.requests, r.PostForm)
	refuse := w.refuse
	w.mu.Unlock()
	if refuse != 0 {
		rw.WriteHeader(refuse)
		return
	}
	ask := func() {
		q := url.Values{"hub.mode": r.PostForm["hub.mode"], "hub.topic": r.PostForm["hub.topic"], "hub.challenge": {"c-" + r.PostForm.Get("hub.mode")}, "hub.lease_seconds": {"86400"}}
		answer := get(r.PostForm.Get("hub.callback") + "?" + q.Encode())
		w.mu.Lock()
		defer w.mu.Unlock()
		w.answers = append(w.answers, answer)
	}
	if w.prompt {
		ask()
	} else {
		go func() { time.Sleep(20 * time.Millisecond); ask() }()
	}
	rw.WriteHeader(http.StatusAccepted)
}

func get(address string) string {
	resp, err := http.Get(address)
	if err != nil {
		return err.Error()
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != 200 {
		return resp.Status[:3]
	}
	return fmt.Sprintf("%d %s", resp.StatusCode, b)
}

// live waits for a subscription that is.
func (w *town) live() (s tearsheet.Subscription) {
	w.t.Helper()
	until(w.t, "the hub to confirm", func() bool {
		var err error
		s, err = w.store.SubscriptionOf(w.t.Context(), w.feed.ID)
		return err == nil && s.Live(time.Now())
	})
	return s
}

// aged waits for the check under way and lets it lie an hour back.
func (w *town) aged() {
	w.t.Helper()
	until(w.t, "the check to be kept", func() bool {
		f, err := w.store.Feed(w.t.Context(), w.feed.ID)
		return err == nil && time.Since(f.LastCheck) < time.Minute
	})
	f, err := w.store.Feed(w.t.Context(), w.feed.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	f.LastCheck, f.NextCheck = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	if err := w.store.KeepListing(w.t.Context(), f, nil, nil); err != nil {
		w.t.Fatal(err)
	}
}

// tells posts body to the callback as the hub would, and gives the status.
func (w *town) tells(s tearsheet.Subscription, signature, body string) int {
	w.t.Helper()
	r, _ := http.NewRequest("POST", w.desk.URL+"/websub/"+s.Callback, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/atom+xml")
	r.Header.Set("X-Hub-Signature", signature)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode
}

func signed(name string, h func() hash.Hash, secret, body string) string {
	mac := hmac.New(h, []byte(secret))
	mac.Write([]byte(body))
	return name + "=" + hex.EncodeToString(mac.Sum(nil))
}

func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited 20 s for %s", what)
		}
	}
}

func TestAHubIsSubscribedToAndItsPingMakesTheFeedBeAsked(t *testing.T) {
	for _, prompt := range []bool{false, true} {
		w := newTown(t, func(w *town) { w.prompt = prompt })
		s := w.live()
		until(t, "the answer", func() bool { w.mu.Lock(); defer w.mu.Unlock(); return len(w.answers) == 1 })
		if w.answers[0] != "200 c-subscribe" || w.requests[0].Get("hub.topic") != w.topic() || w.requests[0].Get("hub.secret") != s.Secret {
			t.Fatalf("answers %v, requests %v", w.answers, w.requests)
		}
		for name, h := range map[string]func() hash.Hash{"sha1": sha1.New, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New} {
			w.aged()
			before := w.asked.Load()
			if code := w.tells(s, signed(name, h, s.Secret, "<feed/>"), "<feed/>"); code/100 != 2 {
				t.Fatalf("%s: answered %d", name, code)
			}
			until(t, "the feed to be asked after a ping signed with "+name, func() bool { return w.asked.Load() > before })
		}
	}
}

func TestAForgedMessageIsTakenLikeATrueOneAndChangesNothing(t *testing.T) {
	w := newTown(t)
	s := w.live()
	w.aged()
	before, err := w.store.Feed(t.Context(), w.feed.ID)
	if err != nil {
		t.Fatal(err)
	}
	forged := []string{signed("sha256", sha256.New, "another", "<feed/>"), signed("sha256", sha256.New, s.Secret, "<feed>"), "", "sha256=", "md5=00"}
	for _, f := range forged {
		if code := w.tells(s, f, "<feed/>"); code != http.StatusAccepted {
			t.Errorf("%q: answered %d", f, code)
		}
	}
	after, err := w.store.Feed(t.Context(), w.feed.ID)
	if err != nil || after != before {
		t.Errorf("the feed changed (%v):\n%+v\n%+v", err, before, after)
	}
	if s, err = w.store.Subscription(t.Context(), s.Callback); err != nil || s.Forged != len(forged) || s.Pings != 0 || !s.Pinged.IsZero() {
		t.Errorf("%+v, %v", s, err)
	}
	// The guard, not the town, is why: the same bytes with the right signature do it.
	asked := w.asked.Load()
	w.tells(s, signed("sha256", sha256.New, s.Secret, "<feed/>"), "<feed/>")
	until(t, "the feed to be asked", func() bool { return w.asked.Load() > asked })
}

func TestAReplayedMessageMakesNoMoreThanOneCheckAMinute(t *testing.T) {
	w := newTown(t)
	s := w.live()
	w.aged()
	asked := w.asked.Load()
	signature := signed("sha256", sha256.New, s.Secret, "x")
	w.tells(s, signature, "x")
	until(t, "the first check", func() bool { return w.asked.Load() == asked+1 })
	for range 50 {
		w.tells(s, signature, "x")
	}
	time.Sleep(300 * time.Millisecond)
	f, err := w.store.Feed(t.Context(), w.feed.ID)
	if err != nil || w.asked.Load() != asked+1 {
		t.Errorf("%d checks for 51 equal messages (%v)", w.asked.Load()-asked, err)
	}
	if wait := f.NextCheck.Sub(f.LastCheck); wait < time.Minute || wait > 2*time.Minute {
		t.Errorf("asked again after %v", wait)
	}
}

func TestAHubHearsYesOnlyAboutWhatWasAsked(t *testing.T) {
	w := newTown(t)
	s := w.live()
	if _, err := w.store.Feed(t.Context(), w.feed.ID); err != nil {
		t.Fatal(err)
	}
	is := func(what, callback, want string, pairs ...string) {
		t.Helper()
		q := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			q.Set("hub."+pairs[i], pairs[i+1])
		}
		if got := get(w.desk.URL + "/websub/" + callback + "?" + q.Encode()); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	is("a foreign topic", s.Callback, "404", "mode", "subscribe", "topic", "https://evil.example/", "challenge", "x")
	is("a foreign callback", s.Callback[1:]+"x", "404", "mode", "subscribe", "topic", w.topic(), "challenge", "x")
	is("leaving, which nobody asked for", s.Callback, "404", "mode", "unsubscribe", "topic", w.topic(), "challenge", "x")
	is("nothing", s.Callback, "404")
	if code := w.tells(tearsheet.Subscription{Callback: "nobody"}, "", "x"); code != http.StatusGone {
		t.Errorf("a message to nobody: %d", code)
	}
	resp, err := http.Head(w.desk.URL + "/websub/" + s.Callback + "?hub.mode=subscribe&hub.challenge=x&hub.topic=" + url.QueryEscape(w.topic()))
	if err != nil || resp.StatusCode != http.StatusNotFound {
		t.Errorf("HEAD: %v %v", resp, err)
	}
	if now, err := w.store.Subscription(t.Context(), s.Callback); err != nil || now != s {
		t.Errorf("the subscription changed to %+v (%v)", now, err)
	}
	is("a denial", s.Callback, "200 ", "mode", "denied", "topic", w.topic(), "reason", "no room")
	if now, err := w.store.Subscription(t.Context(), s.Callback); err != nil || now.Live(time.Now()) || now.Trouble != "The hub refused: no room" {
		t.Errorf("after a denial: %+v (%v)", now, err)
	}
}

func TestAMessageLargerThanAFeedIsRefused(t *testing.T) {
	w := newTown(t)
	s := w.live()
	body := strings.Repeat("x", 16<<20+1)
	if code := w.tells(s, signed("sha256", sha256.New, s.Secret, body), body); code != http.StatusRequestEntityTooLarge {
		t.Errorf("answered %d", code)
	}
	if s, err := w.store.Subscription(t.Context(), s.Callback); err != nil || s.Pings+s.Forged != 0 {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestTheHubOfAGoneFeedIsLeft(t *testing.T) {
	w := newTown(t)
	s := w.live()
	w.aged()
	w.gone.Store(true)
	w.tells(s, signed("sha256", sha256.New, s.Secret, "x"), "x")
	until(t, "the hub to hear that we leave", func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return len(w.answers) == 2
	})
	if w.answers[1] != "200 c-unsubscribe" || w.requests[1].Get("hub.mode") != "unsubscribe" || w.requests[1].Get("hub.callback") != w.requests[0].Get("hub.callback") {
		t.Errorf("answers %v, requests %v", w.answers, w.requests)
	}
	if code := w.tells(s, signed("sha256", sha256.New, s.Secret, "x"), "x"); code != http.StatusGone {
		t.Errorf("a message after we left: %d", code)
	}
}

func TestAHubThatRefusesOrIsNotPublicIsTroubleOfTheSubscriptionAlone(t *testing.T) {
	w := newTown(t, func(w *town) { w.refuse = http.StatusInternalServerError })
	var s tearsheet.Subscription
	until(t, "the refusal", func() bool {
		var err error
		s, err = w.store.SubscriptionOf(t.Context(), w.feed.ID)
		return err == nil && s.Trouble != ""
	})
	f, err := w.store.Feed(t.Context(), w.feed.ID)
	if err != nil || f.Trouble.Class != "" || f.LastOK.IsZero() {
		t.Errorf("the feed: %+v, %v", f.Trouble, err)
	}
	if s.Live(time.Now()) || s.Tries != 1 || s.Due.Sub(s.Asked) < time.Hour {
		t.Errorf("%+v", s)
	}
	// A feed may name any hub: it is met by the guard.
	guarded := fetch.New(fetch.Options{AllowPorts: []int{0}})
	err = guarded.Post(t.Context(), w.hub.URL, nil, nil)
	if e, ok := err.(*tearsheet.Error); !ok || e.Class != tearsheet.BlockedAddress {
		t.Errorf("a hub on loopback: %v", err)
	}
}

func TestOneWhoMovedIsSubscribedUnderTheNewAddress(t *testing.T) {
	w := newTown(t)
	s := w.live()
	old := storetest.Subscription(w.feed.ID, "old")
	old.Hub, old.Topic, old.Base, old.Due = w.hub.URL+"/", w.topic(), "http://127.0.0.1:1", time.Now()
	if err := w.store.AddSubscription(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	w.aged()
	if err := w.store.Ping(t.Context(), "old", time.Now()); err != nil { // due at once, so that the line looks
		t.Fatal(err)
	}
	w.line.Wake()
	until(t, "the new address", func() bool {
		is, err := w.store.SubscriptionOf(t.Context(), w.feed.ID)
		return err == nil && is.Base == w.desk.URL && is.Callback != s.Callback && is.Live(time.Now())
	})
}
