package tearsheet

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
	"time"
)

// Alert is one message about one change on one channel, kept until it is sent
// or given up.
type Alert struct {
	Channel string // "webhook", "mail"
	Article ArticleID
	From    int
	To      int
	Made    time.Time
	Due     time.Time // zero: it is sent or given up
	Tries   int
	Sent    time.Time // zero: it is not
	GivenUp time.Time
	Trouble string // of the last try
}

// ID is the same for every try and on every channel, so that whoever gets an
// alert twice can tell.
func (a *Alert) ID() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d/%d", a.Article, a.From, a.To))
	return "msg_" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:15]))
}
