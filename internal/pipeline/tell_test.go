package pipeline_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/follow"
	"tearsheet/internal/pipeline"
	"tearsheet/internal/sqlite"
	"tearsheet/internal/storetest"
	"tearsheet/internal/tell"
)

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

const hookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

// hook is a webhook on loopback that keeps what it was called with.
type hook struct {
	*httptest.Server
	mu     sync.Mutex
	ids    []string
	bodies []string
	status int
}

func newHook(t *testing.T) *hook {
	h := &hook{status: 200}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		h.mu.Lock()
		defer h.mu.Unlock()
		h.ids, h.bodies = append(h.ids, r.Header.Get("Webhook-Id")), append(h.bodies, string(b))
		w.WriteHeader(h.status)
	}))
	t.Cleanup(h.Close)
	return h
}

// desk is a store and a line whose changes are told to a webhook.
type desk struct {
	t     *testing.T
	store *sqlite.DB
	line  *pipeline.Line
	hook  *hook
}

func newDesk(t *testing.T) *desk {
	store, err := sqlite.Open(t.Context(), t.TempDir(), quiet())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	d := &desk{t: t, store: store, hook: newHook(t)}
	channel, err := tell.NewWebhook(d.hook.URL, hookSecret, openClient())
	if err != nil {
		t.Fatal(err)
	}
	d.line = pipeline.New(pipeline.Line{Store: store, Fetch: openClient(), Workers: 2, Channels: []pipeline.Channel{channel}, Public: "https://desk.example"})
	return d
}

// keeps keeps a revision whose body is words, seen at that time.
func (d *desk) keeps(seen time.Time, headline, words string) tearsheet.ArticleID {
	d.t.Helper()
	k := storetest.Keeping("a.example", 1, headline)
	k.Look.Due = time.Time{}
	k.Revision.Seen, k.Revision.Headline = seen, headline
	k.Revision.Body = []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: "The mill on the Elm burned on Monday night."}, {Kind: tearsheet.Paragraph, Text: words}}
	k.Next = []string{"index"}
	kept, err := d.store.KeepRevision(d.t.Context(), k)
	if err != nil || !kept.Fresh {
		d.t.Fatalf("%+v, %v", kept, err)
	}
	return kept.Article
}

func (d *desk) pass() {
	d.t.Helper()
	ctx, stop := context.WithTimeout(d.t.Context(), 30*time.Second)
	defer stop()
	if _, err := d.line.Pass(ctx, []tearsheet.Feed{}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) due(at time.Time) []tearsheet.Alert {
	d.t.Helper()
	list, err := d.store.DueAlerts(d.t.Context(), at, 100)
	if err != nil {
		d.t.Fatal(err)
	}
	return list
}

func TestAChangedFactIsToldOnceHoweverOftenTheStepsAreRunAgain(t *testing.T) {
	d, now := newDesk(t), time.Now()
	d.keeps(now.Add(-time.Hour), "Mill burns", "Twelve people were hurt, the police said on Tuesday.")
	id := d.keeps(now, "Mill burns", "Fourteen people were hurt, the police said on Tuesday.")
	d.pass()
	if len(d.hook.bodies) != 1 {
		t.Fatalf("told %d times: %v", len(d.hook.bodies), d.hook.bodies)
	}
	var call struct {
		Data struct {
			Article     string
			Kinds       []string
			Undisclosed bool
			Original    string
			Diff        string
		}
	}
	if err := json.Unmarshal([]byte(d.hook.bodies[0]), &call); err != nil {
		t.Fatal(err)
	}
	if call.Data.Article != string(id) || len(call.Data.Kinds) == 0 || call.Data.Kinds[0] != "fact" || call.Data.Original != "https://a.example/articles/1" ||
		call.Data.Diff != "https://desk.example/article/"+string(id)+"/diff/1..2" {
		t.Errorf("%+v", call.Data)
	}
	for range 2 {
		if _, err := d.store.Redo(t.Context(), "compare"); err != nil {
			t.Fatal(err)
		}
		d.pass()
	}
	if len(d.hook.bodies) != 1 || len(d.due(now.Add(1000*time.Hour))) != 0 {
		t.Errorf("told %d times after the steps were run again", len(d.hook.bodies))
	}
}

func TestAnAlertThatFailsIsSentAgainUnderTheSameID(t *testing.T) {
	d, now := newDesk(t), time.Now()
	d.hook.status = http.StatusInternalServerError
	d.keeps(now.Add(-time.Hour), "Mill burns", "Twelve people were hurt, the police said on Tuesday.")
	d.keeps(now, "Mill burns", "Fourteen people were hurt, the police said on Tuesday.")
	d.pass()
	waiting := d.due(now.Add(time.Hour))
	if len(d.hook.ids) != 1 || len(waiting) != 1 || waiting[0].Tries != 1 || !strings.Contains(waiting[0].Trouble, "500") {
		t.Fatalf("calls %v, waiting %+v", d.hook.ids, waiting)
	}
	d.hook.status = http.StatusNoContent
	waiting[0].Due = now // its wait is over
	if err := d.store.MoveAlert(t.Context(), waiting[0]); err != nil {
		t.Fatal(err)
	}
	d.pass()
	if len(d.hook.ids) != 2 || d.hook.ids[0] != d.hook.ids[1] || len(d.due(now.Add(1000*time.Hour))) != 0 {
		t.Errorf("calls %v", d.hook.ids)
	}
}

func TestAnAlertOfThreeDaysIsGivenUpAndCounted(t *testing.T) {
	d, now := newDesk(t), time.Now()
	d.hook.status = http.StatusInternalServerError
	d.keeps(now.Add(-time.Hour), "Mill burns", "Twelve people were hurt, the police said on Tuesday.")
	id := d.keeps(now, "Mill burns", "Fourteen people were hurt, the police said on Tuesday.")
	old := tearsheet.Alert{Channel: "webhook", Article: id, From: 1, To: 2, Made: now.Add(-tell.Expiry), Due: now, Tries: 14}
	if err := d.store.KeepAlerts(t.Context(), []tearsheet.Alert{old}); err != nil {
		t.Fatal(err)
	}
	d.pass()
	figures, err := d.store.Stats(t.Context(), now)
	if err != nil || figures.GivenUp != 1 || figures.Alerts != 0 || len(d.hook.ids) != 1 {
		t.Errorf("%d given up, %d wait, %d calls (%v)", figures.GivenUp, figures.Alerts, len(d.hook.ids), err)
	}
}

func TestWhatIsNoNewsIsNotTold(t *testing.T) {
	for name, c := range map[string]struct {
		age                time.Duration
		source             func(*sqlite.DB) error
		headline, was, now string
	}{
		"style":       {0, nil, "Mill burns", "Police said that twelve people were hurt badly.", "Police said that twelve people were badly hurt."},
		"an update":   {0, nil, "Mill burns", "Police spoke.", "Police spoke. A tram line is closed until further notice."},
		"old change":  {4 * 24 * time.Hour, nil, "Mill burns", "Twelve people were hurt, the police said.", "Fourteen people were hurt, the police said."},
		"punctuation": {0, nil, "Mill burns", `Police said "no" to it - twice.`, `Police said “no” to it – twice.`},
	} {
		d := newDesk(t)
		seen := time.Now().Add(-c.age)
		d.keeps(seen.Add(-time.Hour), "Mill burns", c.was)
		d.keeps(seen, c.headline, c.now)
		d.pass()
		if len(d.hook.bodies) != 0 || len(d.due(time.Now().Add(1000*time.Hour))) != 0 {
			t.Errorf("%s: told %v", name, d.hook.bodies)
		}
	}
}

func TestAHeadlineIsToldWhenItHasStayed(t *testing.T) {
	const words = "Twelve people were hurt, the police said on Tuesday."
	d, now := newDesk(t), time.Now()
	d.keeps(now.Add(-time.Hour), "Mill burns on the Elm", words)
	d.keeps(now, "Fire destroys historic landmark", words)
	d.pass()
	waiting := d.due(now.Add(time.Hour))
	if len(d.hook.bodies) != 0 || len(waiting) != 1 || waiting[0].Due.Sub(now).Round(time.Second) != follow.Quiet {
		t.Fatalf("told %v, waiting %+v", d.hook.bodies, waiting)
	}
	waiting[0].Due = now
	if err := d.store.MoveAlert(t.Context(), waiting[0]); err != nil {
		t.Fatal(err)
	}
	d.pass()
	if len(d.hook.bodies) != 1 || !strings.Contains(d.hook.bodies[0], `"before":"Mill burns on the Elm","after":"Fire destroys historic landmark"`) {
		t.Errorf("told %v", d.hook.bodies)
	}
}

func TestAHeadlineThatWasTakenBackIsNotTold(t *testing.T) {
	const words = "Twelve people were hurt, the police said on Tuesday."
	d, now := newDesk(t), time.Now()
	d.keeps(now.Add(-time.Hour), "Mill burns on the Elm", words)
	id := d.keeps(now, "Fire destroys historic landmark", words)
	d.pass()
	// What the step compare keeps once the old headline is back.
	noise := tearsheet.Change{Article: id, From: 1, To: 2, At: now, Kinds: []tearsheet.ChangeKind{tearsheet.KindNoise}, Rung: tearsheet.RungAlternating}
	if err := d.store.KeepChange(t.Context(), noise); err != nil {
		t.Fatal(err)
	}
	for _, a := range d.due(now.Add(time.Hour)) {
		a.Due = now
		if err := d.store.MoveAlert(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	d.pass()
	figures, err := d.store.Stats(t.Context(), now)
	if len(d.hook.bodies) != 0 || err != nil || figures.Alerts != 0 || figures.GivenUp != 0 {
		t.Errorf("told %v; %d wait, %d given up (%v)", d.hook.bodies, figures.Alerts, figures.GivenUp, err)
	}
}

// dying is a channel after whose success the program is gone before anything
// can be kept.
type dying struct {
	ids  *[]string
	kill context.CancelFunc
}

func (d dying) Channel() string { return "webhook" }
func (d dying) Send(_ context.Context, n tell.News, _ time.Time) error {
	*d.ids = append(*d.ids, n.ID)
	d.kill()
	return nil
}

func TestAKillBetweenSendingAndKeepingSendsItAgainUnderTheSameID(t *testing.T) {
	d, now := newDesk(t), time.Now()
	d.keeps(now.Add(-time.Hour), "Mill burns", "Twelve people were hurt, the police said on Tuesday.")
	d.keeps(now, "Mill burns", "Fourteen people were hurt, the police said on Tuesday.")
	var ids []string
	ctx, kill := context.WithCancel(t.Context())
	first := pipeline.New(pipeline.Line{Store: d.store, Fetch: openClient(), Workers: 2, Channels: []pipeline.Channel{dying{&ids, kill}}})
	if _, err := first.Pass(ctx, []tearsheet.Feed{}); err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	d.pass()
	if len(ids) != 1 || len(d.hook.ids) != 1 || ids[0] != d.hook.ids[0] {
		t.Errorf("sent as %v, and after the kill as %v", ids, d.hook.ids)
	}
}

// silent is a webhook whose other side takes the call and never answers. Its
// client gives up once the letters are sent.
type silent struct {
	mu    sync.Mutex
	tries int
	sent  chan struct{}
}

func (*silent) Channel() string { return "webhook" }
func (s *silent) Send(ctx context.Context, n tell.News, _ time.Time) error {
	s.mu.Lock()
	s.tries++
	s.mu.Unlock()
	select {
	case <-s.sent:
	case <-time.After(10 * time.Second):
	}
	return &tearsheet.Error{Class: tearsheet.Timeout, Err: errors.New("no answer")}
}

// letters is a mail channel that tells when so many are sent.
type letters struct {
	left int
	sent chan struct{}
}

func (*letters) Channel() string { return "mail" }
func (l *letters) Send(context.Context, tell.News, time.Time) error {
	if l.left--; l.left == 0 {
		close(l.sent)
	}
	return nil
}

func TestASilentWebhookHoldsUpNeitherMailNorTheEndOfAPass(t *testing.T) {
	const many = 100 // more than are taken from the store at once
	d, now := newDesk(t), time.Now()
	sent := make(chan struct{})
	hook, mail := &silent{sent: sent}, &letters{many, sent}
	d.line = pipeline.New(pipeline.Line{Store: d.store, Fetch: openClient(), Workers: 2, Channels: []pipeline.Channel{hook, mail}})
	d.keeps(now.Add(-time.Hour), "Mill burns", "Twelve people were hurt, the police said on Tuesday.")
	id := d.keeps(now, "Mill burns", "Fourteen people were hurt, the police said on Tuesday.")
	d.pass() // one alert on each channel
	var alerts []tearsheet.Alert
	for n := range many - 1 {
		k := storetest.Keeping("a.example", n+2, "Mill burns")
		k.Look.Due, k.Next = time.Time{}, nil
		for r, words := range []string{"Twelve people were hurt.", "Fourteen people were hurt."} {
			k.Revision.Seen, k.Revision.Body = now.Add(time.Duration(r)*time.Second), []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: words}}
			if _, err := d.store.KeepRevision(t.Context(), k); err != nil {
				t.Fatal(err)
			}
		}
		c := tearsheet.Change{Article: k.Article.ID, From: 1, To: 2, At: now, Kinds: []tearsheet.ChangeKind{tearsheet.KindFact}, Rung: tearsheet.RungSubstantive, Words: 2}
		if err := d.store.KeepChange(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		for _, channel := range []string{"webhook", "mail"} {
			alerts = append(alerts, tearsheet.Alert{Channel: channel, Article: k.Article.ID, From: 1, To: 2, Made: now, Due: now})
		}
	}
	old := alerts[0]
	old.Made, old.Article, old.From, old.To = now.Add(-tell.Expiry), id, 0, 1
	if err := d.store.KeepAlerts(t.Context(), append(alerts, old)); err != nil {
		t.Fatal(err)
	}
	d.pass()
	if hook.tries > 2 || mail.left != 0 { // one try in each pass
		t.Errorf("the webhook was tried %d times; %d letters are not sent", hook.tries, mail.left)
	}
	waiting := d.due(time.Now().Add(2 * time.Hour))
	if len(waiting) != many || waiting[0].Trouble == "" || !waiting[0].Due.After(now.Add(10*time.Second)) {
		t.Errorf("%d wait for the webhook, the first of them %+v", len(waiting), waiting[0])
	}
	figures, err := d.store.Stats(t.Context(), now)
	if err != nil || figures.GivenUp != 1 {
		t.Errorf("given up: %d (%v)", figures.GivenUp, err)
	}
}

func TestAlertsForAChannelThatIsNotConfiguredAnyMoreWait(t *testing.T) {
	d, now := newDesk(t), time.Now()
	d.keeps(now.Add(-time.Hour), "Mill burns", "Twelve people were hurt, the police said on Tuesday.")
	id := d.keeps(now, "Mill burns", "Fourteen people were hurt, the police said on Tuesday.")
	if err := d.store.KeepAlerts(t.Context(), []tearsheet.Alert{{Channel: "pigeon", Article: id, From: 1, To: 2, Made: now, Due: now}}); err != nil {
		t.Fatal(err)
	}
	d.pass()
	if waiting := d.due(now.Add(time.Hour)); len(waiting) != 1 || !strings.Contains(waiting[0].Trouble, "not configured") || len(d.hook.bodies) != 1 {
		t.Errorf("waiting %+v, told %d times", waiting, len(d.hook.bodies))
	}
}
