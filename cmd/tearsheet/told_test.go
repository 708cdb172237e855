package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"tearsheet/internal/config"
	"tearsheet/internal/tell"
)

func TestHubsAreAskedOnlyWhereTheyCanReachUs(t *testing.T) {
	for _, c := range []struct {
		url    string
		websub bool
		allow  []string
		on     bool
	}{
		{"https://news.example.org", true, nil, true},
		{"https://news.example.org", false, nil, false},
		{"", true, nil, false},
		{"http://127.0.0.1:8080", true, nil, false},
		{"http://localhost:8080", true, nil, false},
		{"http://127.0.0.1:8080", true, []string{"127.0.0.0/8"}, true},
	} {
		set := config.Default()
		set.URL, set.Poll.WebSub, set.Fetch.Allow = c.url, c.websub, c.allow
		if got := hubBase(set); (got != "") != c.on {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func TestAWebhookOnThisMachineNeedsTheOperatorsWord(t *testing.T) {
	calls := 0
	hook := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { calls++ }))
	defer hook.Close()
	for _, c := range []struct {
		allow []string
		fetch []string
		calls int
	}{
		{nil, nil, 0},
		{nil, []string{"127.0.0.0/8"}, 0}, // what pages may be fetched from says nothing of where alerts go
		{[]string{"10.0.0.0/8"}, nil, 0},
		{[]string{"127.0.0.1/32"}, nil, 1},
	} {
		calls = 0
		set := config.Default()
		set.Fetch.Allow = c.fetch
		set.Alert.Webhook, set.Alert.WebhookSecret, set.Alert.WebhookAllow = hook.URL, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", c.allow
		list, err := channels(set)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		err = list[0].Send(t.Context(), tell.News{ID: "msg_1"}, time.Now())
		if calls != c.calls || (err == nil) != (c.calls == 1) {
			t.Errorf("%+v: %d calls, %v", c, calls, err)
		}
	}
}
