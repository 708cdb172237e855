package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/http/httpguts"

	"tearsheet"
)

// maxValidator is the longest ETag or Last-Modified that is kept and sent back.
const maxValidator = 1 << 10

// usable says whether a validator is sent back: exactly as it came or not at all.
func usable(validator string) bool {
	return validator != "" && len(validator) <= maxValidator && httpguts.ValidHeaderFieldValue(validator)
}

func dropGiants(h http.Header) {
	for _, name := range []string{"Etag", "Last-Modified"} {
		if v := h.Get(name); v != "" && !usable(v) {
			h.Del(name)
		}
	}
}

// statusFailure gives the class and sentence of a status that is no answer.
func statusFailure(status int) *tearsheet.Error {
	class, sentence := tearsheet.UnexpectedStatus, "the answer has a status that says nothing to us"
	switch {
	case status == http.StatusNoContent, status == http.StatusResetContent:
		class, sentence = tearsheet.Empty, "the publisher says that there is no content"
	case status == http.StatusPartialContent:
		sentence = "the answer is a part of the page, which was not asked for"
	case status == http.StatusUnauthorized, status == http.StatusProxyAuthRequired:
		class, sentence = tearsheet.Auth, "the publisher asks for a login"
	case status == http.StatusForbidden, status == http.StatusPaymentRequired:
		class, sentence = tearsheet.Forbidden, "the publisher does not let us see it"
	case status == http.StatusNotFound:
		class, sentence = tearsheet.NotFound, "the publisher has nothing at this address"
	case status == http.StatusGone:
		class, sentence = tearsheet.Gone, "the publisher says that it has been removed for good"
	case status == http.StatusUnavailableForLegalReasons:
		class, sentence = tearsheet.Legal, "the publisher may not show it for legal reasons"
	case status == http.StatusTooManyRequests:
		class, sentence = tearsheet.RateLimited, "the publisher asks for fewer requests"
	case status >= 500:
		class, sentence = tearsheet.ServerError, "the publisher's server failed"
	}
	e := failure(class, "%s (%s)", sentence, strings.TrimSpace(strconv.Itoa(status)+" "+http.StatusText(status)))
	e.Status = status
	return e
}

// retryAfter reads Retry-After, in seconds or as a date (RFC 9110, 10.2.3), at
// most a day; 0 when there is none or it has passed.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return 0
	}
	if d, ok := seconds(v); ok {
		return min(d, maxRetry)
	}
	if t, err := http.ParseTime(v); err == nil {
		return min(max(t.Sub(now), 0), maxRetry)
	}
	return 0
}

// maxAge gives how long an answer stays fresh: max-age, else Expires, less the
// Age that a cache on the way gives it (RFC 9111, 4.2).
func maxAge(h http.Header, now time.Time) time.Duration {
	fresh, stated := time.Duration(0), false
	for _, line := range h["Cache-Control"] {
		for directive := range strings.SplitSeq(line, ",") {
			name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(directive)), "=")
			switch strings.TrimSpace(name) {
			case "no-store", "no-cache":
				return 0
			case "max-age":
				if d, ok := seconds(strings.Trim(value, `" `)); ok && !stated {
					fresh, stated = d, true
				}
			}
		}
	}
	if !stated {
		fresh = untilExpires(h, now)
	}
	if age, ok := seconds(h.Get("Age")); ok {
		fresh -= age
	}
	return max(fresh, 0)
}

func untilExpires(h http.Header, now time.Time) time.Duration {
	expires, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return min(expires.Sub(now), aYear)
}

const aYear = 365 * 24 * time.Hour

// seconds reads a number of seconds of any length; more than a year is a year.
func seconds(v string) (time.Duration, bool) {
	v = strings.TrimSpace(v)
	if v == "" || strings.Trim(v, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil || n > int64(aYear/time.Second) {
		return aYear, true
	}
	return time.Duration(n) * time.Second, true
}
