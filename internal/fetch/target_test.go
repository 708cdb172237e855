package fetch

import (
	"testing"

	"tearsheet/internal/address"
)

// Turn is asked with the host that package address gives; Get must wait in the
// same lane.
func TestTheLaneOfAnAddressIsItsHost(t *testing.T) {
	c := New(Options{AllowPorts: []int{0}})
	for _, raw := range []string{
		"http://Example.COM/a", "https://example.com:443/", "http://example.com:80", "http://example.com:8080/x", "https://example.com.:8443/",
		"http://münchen.example/", "http://a_b.example/", "http://1.2.3.4:8080/", "http://[2001:DB8::1]/", "http://[2001:db8::1]:8080/", "http://u:p@Press.localhost:18480/",
	} {
		u, err := c.target(raw)
		if err != nil {
			t.Errorf("%s: %v", raw, err)
			continue
		}
		if want := address.Host(raw); u.Host != want {
			t.Errorf("%s waits in lane %q, its host is %q", raw, u.Host, want)
		}
	}
}
