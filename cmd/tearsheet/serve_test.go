package main

import "testing"

func TestOnlyAnEditionThatNobodyElseCanReachTakesItsVisitorsForTheOperator(t *testing.T) {
	for _, c := range []struct {
		listen, url string
		want        bool
	}{
		{"127.0.0.1:8080", "", true},
		{"localhost:8080", "", true},
		{"[::1]:8080", "http://localhost:8080/", true},
		{"127.0.0.1:8080", "https://news.example.org", false},
		{"0.0.0.0:8080", "", false},
		{":8080", "", false},
		{"192.168.1.2:8080", "", false},
		{"nonsense", "", false},
	} {
		if got := onlyHere(c.listen, c.url); got != c.want {
			t.Errorf("onlyHere(%q, %q) = %v", c.listen, c.url, got)
		}
	}
}
