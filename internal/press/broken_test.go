package press_test

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestFeedsBreakInTheWaysTheyPromise(t *testing.T) {
	r := read(t, 0)
	get := func(path string) (int, string, string) {
		res := r.get("packet.localhost", path)
		b, _ := io.ReadAll(res.Body)
		return res.StatusCode, string(b), res.Header.Get("Retry-After") + res.Header.Get("Location")
	}
	if status, _, to := get("/feeds/old-news.xml"); status != 301 || to != "http://packet.localhost:8123/feeds/news.xml" {
		t.Errorf("301: %d %s", status, to)
	}
	if _, b, _ := get("/feeds/html.xml"); !strings.HasPrefix(b, "<!doctype html>") {
		t.Error("html.xml is no page")
	}
	if _, b, _ := get("/feeds/cut.xml"); xml.Unmarshal([]byte(b), new(struct{})) == nil || !strings.Contains(b, "<item>") {
		t.Error("cut.xml is whole")
	}
	if _, b, _ := get("/feeds/charset.xml"); utf8.ValidString(b) || !strings.Contains(b, `encoding="UTF-8"`) {
		t.Error("charset.xml is what it says")
	}
	if _, b, _ := get("/feeds/duplicates.xml"); strings.Count(b, `<guid isPermaLink="false">0</guid>`) != strings.Count(b, "<item>") {
		t.Error("the ids of duplicates.xml differ")
	}
	if _, b, _ := get("/feeds/undated.xml"); strings.Contains(b, "pubDate") || !strings.Contains(b, "<item>") {
		t.Error("undated.xml has dates")
	}
	for since, want := range map[time.Duration][2]int{0: {500, 429}, 11500 * time.Millisecond: {500, 429}, 12 * time.Second: {500, 200}, 25 * time.Second: {200, 200}, 121 * time.Second: {500, 429}} {
		r.since = since
		sometimes, _, _ := get("/feeds/sometimes.xml")
		busy, _, wait := get("/feeds/busy.xml")
		if [2]int{sometimes, busy} != want || (busy == 429) != (wait != "") {
			t.Errorf("after %v: sometimes %d, busy %d with Retry-After %q, want %v", since, sometimes, busy, wait, want)
		}
	}
}
