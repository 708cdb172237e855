package tell

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"tearsheet"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// news makes the news of a headline that was changed without a word.
func news() News {
	a := tearsheet.Alert{Channel: "webhook", Article: "abcdefghijklmnopqrst", From: 1, To: 2}
	c := tearsheet.Changed{
		Change: tearsheet.Change{At: noon, Summary: "Headline changed. Figure changed: 12 → 14.", Undisclosed: true,
			Kinds: []tearsheet.ChangeKind{tearsheet.KindHeadline, tearsheet.KindFact}},
		Item: tearsheet.Item{Article: tearsheet.Article{URL: "https://n.example/mill"}, Source: tearsheet.Source{ID: "n.example", Name: "The Elm"}},
	}
	return Of(a, c, tearsheet.Revision{Headline: "Twelve hurt"}, tearsheet.Revision{Headline: "Fourteen hurt"}, "https://desk.example/")
}

// box is a Poster that keeps what came.
type box struct {
	to     string
	header http.Header
	body   []byte
	err    error
}

func (b *box) Post(_ context.Context, to string, h http.Header, body []byte) error {
	b.to, b.header, b.body = to, h, body
	return b.err
}

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

func TestACallIsSignedAsStandardWebhooksSays(t *testing.T) {
	key, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	// The example that the libraries of Standard Webhooks share.
	got := Sign(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", []byte(`{"test": 2432232314}`))
	if want := "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want {
		t.Errorf("signature %s, want %s", got, want)
	}
	out := &box{}
	hook, err := NewWebhook("https://hook.example/a", secret, out)
	if err != nil {
		t.Fatal(err)
	}
	n := news()
	if err := hook.Send(t.Context(), n, noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	first := out.header["Webhook-Signature"][0]
	if out.header.Get("Webhook-Id") != n.ID || out.header.Get("Webhook-Timestamp") != strconv.FormatInt(noon.Unix()+60, 10) ||
		first != "v1,"+Sign(key, n.ID, out.header.Get("Webhook-Timestamp"), out.body) {
		t.Errorf("header %v", out.header)
	}
	if err := hook.Send(t.Context(), n, noon.Add(time.Hour)); err != nil || out.header.Get("Webhook-Id") != n.ID || out.header.Get("Webhook-Signature") == first {
		t.Errorf("a second try must have the same id and another signature: %v", out.header)
	}
}

func TestTheCallHoldsWhatIsNeededToJudge(t *testing.T) {
	out := &box{}
	hook, _ := NewWebhook("https://hook.example/a", secret, out)
	if err := hook.Send(t.Context(), news(), noon); err != nil {
		t.Fatal(err)
	}
	want := `{"type":"article.changed","timestamp":"2026-11-24T12:00:00Z","data":{"article":"abcdefghijklmnopqrst","source":{"id":"n.example","name":"The Elm"},` +
		`"from":1,"to":2,"kinds":["headline","fact"],"declared":false,"undisclosed":true,"summary":"Headline changed. Figure changed: 12 → 14.",` +
		`"headline":{"before":"Twelve hurt","after":"Fourteen hurt"},"original":"https://n.example/mill",` +
		`"diff":"https://desk.example/article/abcdefghijklmnopqrst/diff/1..2"}}`
	if string(out.body) != want {
		t.Errorf("%s\nwant\n%s", out.body, want)
	}
	n := news()
	n.Diff, n.Kinds = "", nil
	_ = hook.Send(t.Context(), n, noon)
	var back struct {
		Data struct {
			Diff  *string  `json:"diff"`
			Kinds []string `json:"kinds"`
		} `json:"data"`
	}
	if err := json.Unmarshal(out.body, &back); err != nil || back.Data.Diff != nil || back.Data.Kinds == nil {
		t.Errorf("without a public address: %s (%v)", out.body, err)
	}
}

func TestASecretThatCanBeGuessedIsRefusedWithTheWayToABetterOne(t *testing.T) {
	for _, bad := range []string{"", "secret", "whsec_", "whsec_c2hvcnQ=", "whsec_!!", strings.TrimPrefix(secret, "whsec_"),
		"whsec_" + base64.StdEncoding.EncodeToString(make([]byte, 65))} {
		if _, err := NewWebhook("https://hook.example/", bad, nil); err == nil || !strings.Contains(err.Error(), "openssl rand") || bad != "" && len(bad) > 8 && strings.Contains(err.Error(), bad) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestAnAlertIsTriedLessAndLessOftenAndGivenUpAfterThreeDays(t *testing.T) {
	a, now := tearsheet.Alert{Made: noon, Due: noon}, noon
	down := &tearsheet.Error{Class: tearsheet.ServerError, Err: errors.New("the server failed (500)")}
	for a.GivenUp.IsZero() {
		was := now
		a = After(a, down, now)
		if a.Tries < 3 && a.Due.Sub(was) != []time.Duration{15 * time.Second, time.Minute, 4 * time.Minute}[a.Tries-1] {
			t.Errorf("try %d is followed after %v", a.Tries, a.Due.Sub(was))
		}
		if a.GivenUp.IsZero() && (!a.Due.After(was) || a.Due.Sub(noon) > Expiry) {
			t.Fatalf("%+v", a)
		}
		now = a.Due
	}
	if a.Tries < 10 || a.Tries > 20 || !a.Due.IsZero() || a.Trouble != "the server failed (500)" {
		t.Errorf("%+v", a)
	}
}

func TestATryMovesAnAlertOn(t *testing.T) {
	a := tearsheet.Alert{Made: noon, Due: noon, Tries: 3, Trouble: "was down"}
	if got := After(a, nil, noon); got.Sent != noon || !got.Due.IsZero() || got.Trouble != "" || got.Tries != 4 {
		t.Errorf("sent: %+v", got)
	}
	asked := &tearsheet.Error{Class: tearsheet.RateLimited, Retry: 10 * time.Hour, Err: errors.New("later")}
	if got := After(a, asked, noon); got.Due.Sub(noon) != 10*time.Hour {
		t.Errorf("asked to wait: %v", got.Due.Sub(noon))
	}
	gone := &tearsheet.Error{Class: tearsheet.Gone, Err: errors.New("never again")}
	if got := After(a, gone, noon); got.GivenUp != noon || !got.Due.IsZero() {
		t.Errorf("gone: %+v", got)
	}
	if got := After(a, errors.New("x"), noon); !got.Due.After(noon) || !got.Sent.IsZero() {
		t.Errorf("an error of another kind: %+v", got)
	}
}

func TestAStrangersWordsStayOnTheirLine(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "a\r\nBcc: x@y.example": "a Bcc: x@y.example", "  a \t b\u00a0c ": "a b c", "a\u202eb\u2028c\x00d\u0085e": "a b c d e", "Zürich 東京 🙂": "Zürich 東京 🙂",
		strings.Repeat("x", 50): strings.Repeat("x", 29) + "…",
	} {
		if got := line(in, 30); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzLine(f *testing.F) {
	f.Add("a\r\nb", 3)
	f.Fuzz(func(t *testing.T, in string, most int) {
		if most < 1 || most > 1000 {
			return
		}
		got := line(in, most)
		if n := len([]rune(got)); n > most {
			t.Errorf("%d characters of %d", n, most)
		}
		for _, r := range got {
			if !unicode.IsPrint(r) {
				t.Errorf("%q holds %U", got, r)
			}
		}
	})
}
