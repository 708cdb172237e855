package fetch

import (
	"fmt"
	"testing"

	"tearsheet"
)

func TestRedirectsAreFollowedAndOnlyAnUnbrokenPermanentChainIsPermanent(t *testing.T) {
	for _, k := range []struct {
		codes     []int
		permanent string
	}{
		{[]int{301}, "/1"}, {[]int{302}, ""}, {[]int{303}, ""}, {[]int{307}, ""}, {[]int{308}, "/1"},
		{[]int{301, 308, 301}, "/3"}, {[]int{301, 302, 301}, "/1"}, {[]int{302, 301}, ""},
	} {
		t.Run(fmt.Sprint(k.codes), func(t *testing.T) {
			h := newHostile(t)
			for i, code := range k.codes {
				h.on(fmt.Sprintf("/%d", i), redirect(code, fmt.Sprintf("/%d#top", i+1)))
			}
			last := fmt.Sprintf("/%d", len(k.codes))
			h.on(last, page(feedBody))
			got, err := get(t, h.client(t), h.url("/0"))
			if err != nil {
				t.Fatal(err)
			}
			want := k.permanent
			if want != "" {
				want = h.url(want)
			}
			if got.PermanentURL != want || got.FinalURL != h.url(last) || got.URL != h.url("/0") {
				t.Errorf("from %s to %s, permanently to %q; want %q", got.URL, got.FinalURL, got.PermanentURL, want)
			}
		})
	}
}

func TestTenRedirectsAreFollowedAndElevenAreNot(t *testing.T) {
	h := newHostile(t)
	for i := range 11 {
		h.on(fmt.Sprintf("/%d", i), redirect(302, fmt.Sprintf("/%d", i+1)))
	}
	h.on("/11", page(feedBody))
	if _, err := get(t, h.client(t), h.url("/1")); err != nil {
		t.Errorf("ten: %v", err)
	}
	_, err := get(t, h.client(t), h.url("/0"))
	wantClass(t, err, tearsheet.RedirectLoop)
}
