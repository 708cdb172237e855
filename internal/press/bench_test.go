package press_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"tearsheet/internal/press"
)

func BenchmarkArticlePage(b *testing.B) {
	p := press.New(start, func() time.Time { return start.Add(time.Minute) })
	for b.Loop() {
		p.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "http://courier.localhost/city/tram-budget", nil))
	}
}
