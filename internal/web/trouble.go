package web

import (
	"regexp"

	"tearsheet"
)

// feedTroubles say to the public what is wrong with a feed. The recorded
// message is for the operator: it may repeat where a redirect led, and such an
// address can hold a subscriber's key.
var feedTroubles = map[tearsheet.Class]string{
	tearsheet.Timeout:             "It did not answer in time.",
	tearsheet.DNS:                 "The name of its host is not found.",
	tearsheet.Connection:          "No connection to it could be made or kept.",
	tearsheet.TLS:                 "The secure connection to it failed.",
	tearsheet.BlockedAddress:      "Its address is one that is not asked.",
	tearsheet.BadScheme:           "Its address cannot be asked.",
	tearsheet.BadRedirect:         "It redirects to what is no address.",
	tearsheet.RedirectLoop:        "Its redirects do not end.",
	tearsheet.Downgrade:           "It redirects from https to http, which is not followed.",
	tearsheet.BadResponse:         "Its answer is not proper HTTP.",
	tearsheet.HeaderTooLarge:      "The header of its answer is too large.",
	tearsheet.TooLarge:            "Its answer is too large.",
	tearsheet.Suspect:             "Its answer may be a failure and not a change; it is asked again.",
	tearsheet.Truncated:           "Its answer was cut off.",
	tearsheet.UnsupportedEncoding: "Its answer is compressed in a way that was not asked for.",
	tearsheet.BadEncoding:         "Its answer is compressed wrongly.",
	tearsheet.Charset:             "Its characters cannot be read.",
	tearsheet.Empty:               "Its answer is empty.",
	tearsheet.UnexpectedStatus:    "It answered with a status that says nothing to us.",
	tearsheet.Auth:                "It asks for a login.",
	tearsheet.Forbidden:           "It refuses to be read.",
	tearsheet.NotFound:            "There is nothing at its address.",
	tearsheet.Gone:                "Its publisher says that it was removed for good.",
	tearsheet.Legal:               "Its publisher may not show it, for legal reasons.",
	tearsheet.RateLimited:         "It asks for fewer requests.",
	tearsheet.ServerError:         "Its server failed.",
	tearsheet.NotAFeed:            "It answered with something that is not a feed.",
	tearsheet.NotAPage:            "It answered with something that cannot be read.",
	tearsheet.Parse:               "Its answer cannot be understood.",
	tearsheet.RobotsDenied:        "Its robots.txt does not allow it to be read.",
	tearsheet.Internal:            "We failed to read it; the fault is ours.",
	tearsheet.NoText:              "Nothing was found in it.",
}

// feedTrouble says what is wrong with a feed, as exactly as the asker may know.
func feedTrouble(t tearsheet.Trouble, isOperator bool) string {
	if isOperator && t.Message != "" {
		return t.Message
	}
	if words, known := feedTroubles[t.Class]; known {
		return words
	}
	return "It could not be read."
}

// addressInWords finds addresses in a sentence, and what may have been one.
var addressInWords = regexp.MustCompile(`(?i)(?:[a-z][a-z0-9+.-]*:)?//[^\s"'<>]+`)

// withoutAddresses gives a recorded sentence without the addresses in it, for
// the same reason.
func withoutAddresses(sentence string, isOperator bool) string {
	if isOperator {
		return sentence
	}
	return addressInWords.ReplaceAllString(sentence, "another address")
}
