package tearsheet

import (
	"fmt"
	"net/http"
	"time"
)

// Purpose is why something is fetched; it decides limits and manners.
type Purpose string

// The purposes.
const (
	ForFeed     Purpose = "feed"     // 16 MiB; asked for by the operator, so robots.txt is not asked
	ForPage     Purpose = "page"     // 8 MiB; robots.txt, spacing
	ForDiscover Purpose = "discover" // 8 MiB; robots.txt, spacing
	ForRobots   Purpose = "robots"   // 512 KiB
	ForImage    Purpose = "image"    // 20 MiB
)

// Request is one wish to fetch.
type Request struct {
	URL                string
	Purpose            Purpose
	ETag, LastModified string // sent back byte for byte
	Again              bool   // a page that was had before: such visits to a host are further apart
}

// Robots is the decision of robots.txt (RFC 9309) for one address.
type Robots struct {
	Allowed bool      `json:"allowed"`
	Rule    string    `json:"rule,omitempty"` // the line that decided, or why there was none
	At      time.Time `json:"at"`
}

// Capture is one HTTP response, kept as it came (after transfer and content
// decoding).
type Capture struct {
	ID           int64
	URL          string // as asked
	FinalURL     string // after redirects
	PermanentURL string // where an unbroken chain of 301/308 from URL leads; empty without
	Status       int    // 200, or 304 with no Body
	Header       http.Header
	Body         []byte
	Digest       [32]byte // SHA-256 of Body
	At           time.Time
	Robots       Robots
	MaxAge       time.Duration // freshness by Cache-Control or Expires; 0: none
}

// NotModified reports whether the publisher answered that nothing changed.
func (c *Capture) NotModified() bool { return c.Status == http.StatusNotModified }

// Class is the kind of a failure to fetch or read, from a closed list.
type Class string

// The classes (hardening, section 2).
const (
	Timeout             Class = "timeout"
	DNS                 Class = "dns"
	Connection          Class = "connection"
	TLS                 Class = "tls"
	BlockedAddress      Class = "blocked-address"
	BadScheme           Class = "bad-scheme"
	BadRedirect         Class = "bad-redirect"
	RedirectLoop        Class = "redirect-loop"
	Downgrade           Class = "downgrade"
	BadResponse         Class = "bad-response"
	HeaderTooLarge      Class = "header-too-large"
	TooLarge            Class = "too-large"
	Truncated           Class = "truncated"
	UnsupportedEncoding Class = "unsupported-encoding"
	BadEncoding         Class = "bad-encoding"
	Charset             Class = "charset"
	Empty               Class = "empty"
	UnexpectedStatus    Class = "unexpected-status"
	Auth                Class = "auth"
	Forbidden           Class = "forbidden"
	NotFound            Class = "not-found"
	Gone                Class = "gone"
	Legal               Class = "legal"
	RateLimited         Class = "rate-limited"
	ServerError         Class = "server"
	NotAFeed            Class = "not-a-feed"
	NotAPage            Class = "not-a-page" // a JPEG, a PDF …
	Parse               Class = "parse"
	RobotsDenied        Class = "robots"
	Internal            Class = "internal" // a fault of our own; the log has more
	NoText              Class = "no-text"  // a page in which no article was found
	Suspect             Class = "suspect"  // a reading that may be the page's failure and not the article's change
)

// Trouble is what went wrong with a feed or an article, as it is stored and shown.
type Trouble struct {
	Class   Class     `json:"class"`
	Message string    `json:"message"` // one sentence that says what happened and what follows
	At      time.Time `json:"at"`
}

// Error is a failure to fetch or to read what was fetched. No such error ever
// removes or changes what is stored.
type Error struct {
	Class  Class
	URL    string        // without user and password
	Status int           // of the answer, 0 when there was none
	Retry  time.Duration // Retry-After, at most a day; 0 when the publisher asked for none
	Err    error         // what happened, without the address; never nil
}

// Error says the class's sentence with the address.
func (e *Error) Error() string {
	if e.URL == "" {
		return fmt.Sprintf("%s: %v", e.Class, e.Err)
	}
	return fmt.Sprintf("fetch %s: %s: %v", e.URL, e.Class, e.Err)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }
