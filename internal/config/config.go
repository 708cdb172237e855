// Package config answers how this installation is set: it takes a TOML file
// and TEARSHEET_* variables and gives one struct, whose fields are the manual.
// An unknown key is an error, and the defaults work without any file.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
)

// Config is the whole configuration. Each field can be set in the file under
// its key, or by the variable that `tearsheet config` prints beside it.
type Config struct {
	Data   string `toml:"data" doc:"Folder that holds everything: the database and its lock."`
	Listen string `toml:"listen" doc:"Address and port on which serve answers."`
	Title  string `toml:"title" doc:"Name of the edition, in its masthead and feeds."`
	URL    string `toml:"url" doc:"Address under which readers reach this edition, e.g. https://news.example.org. Empty: taken from each request."`
	Fetch  Fetch  `toml:"fetch"`
	Poll   Poll   `toml:"poll"`
	Follow Follow `toml:"follow"`
	Alert  Alert  `toml:"alert"`
	API    API    `toml:"api"`
}

// Fetch sets how the program goes out.
type Fetch struct {
	UserAgent  string   `toml:"user_agent" doc:"What we call ourselves; the contact is added to it."`
	Contact    string   `toml:"contact" doc:"Address or page where a publisher reaches the operator. Please set it."`
	Spacing    Duration `toml:"spacing" doc:"Least time between two pages of one host. robots.txt may ask for more."`
	Timeout    Duration `toml:"timeout" doc:"Longest time for one request."`
	Allow      []string `toml:"allow" doc:"Address ranges (CIDR) that may be fetched although they are private or local. Empty: none."`
	AllowPorts []int    `toml:"allow_ports" doc:"Ports besides 80, 443, 8080 and 8443."`
	Workers    int      `toml:"workers" doc:"Articles on their way at once."`
}

// Poll sets how often feeds are asked.
type Poll struct {
	Floor   Duration `toml:"floor" doc:"Never ask a feed more often than this."`
	Blind   Duration `toml:"blind" doc:"The same for feeds that cannot answer 'nothing new' (no ETag, no Last-Modified)."`
	Ceiling Duration `toml:"ceiling" doc:"Ask every feed at least this often."`
	WebSub  bool     `toml:"websub" doc:"Let the hubs that feeds name tell us at once when they change (WebSub). Needs url; without it no hub can reach us."`
}

// Follow sets how an article's later revisions are looked for. The wait after
// t seconds of age is factor × t^0.75 seconds, between floor and ceiling.
type Follow struct {
	Factor  float64  `toml:"factor" doc:"Factor of the waiting time; 6 means a visit every 46 min at an age of 1 h."`
	Floor   Duration `toml:"floor" doc:"Shortest wait."`
	Ceiling Duration `toml:"ceiling" doc:"Longest wait."`
	Stop    Duration `toml:"stop" doc:"Articles are not looked at again when nothing changed for this long. 0: never look again."`
}

// Alert sets who is told of corrections, changed headlines, facts and removals.
type Alert struct {
	Webhook       string     `toml:"webhook" doc:"Address that is called with each told change, as JSON signed by Standard Webhooks. Empty: none."`
	WebhookSecret string     `toml:"webhook_secret" secret:"true" doc:"What the calls are signed with: whsec_ and base64 of 24 to 64 random bytes."`
	WebhookAllow  []string   `toml:"webhook_allow" doc:"Address ranges (CIDR) in which the webhook may be although they are private or local, e.g. 127.0.0.1/32. Empty: none."`
	MailTo        []string   `toml:"mail_to" doc:"Who gets a letter for each told change. Empty: nobody."`
	MailFrom      string     `toml:"mail_from" doc:"Sender of the letters, e.g. Tearsheet <desk@example.org>."`
	SMTP          string     `toml:"smtp" doc:"Mail server that takes the letters, e.g. mail.example.org:587."`
	SMTPTLS       Encryption `toml:"smtp_tls" doc:"How the way to it is secured: starttls (required, not tried), tls (from the first byte, usually port 465) or none (only for a server on this machine)."`
	SMTPUser      string     `toml:"smtp_user" doc:"Login at the mail server. Empty: none."`
	SMTPPassword  string     `toml:"smtp_password" secret:"true" doc:"Password at the mail server."`
}

// Encryption is starttls, tls or none.
type Encryption string

// API sets who may use the JSON interface.
type API struct {
	Token   string `toml:"token" secret:"true" doc:"Whoever sends it as a bearer token may add sources and ask for a refresh. Empty: nobody may."`
	Open    bool   `toml:"open" doc:"Anybody may read the JSON interface."`
	Metrics bool   `toml:"metrics" doc:"Serve /metrics."`
}

// Default is what holds without a file and without variables.
func Default() Config {
	return Config{
		Data: "tearsheet-data", Listen: "127.0.0.1:8080", Title: "Tearsheet",
		Fetch:  Fetch{UserAgent: "Tearsheet/0.1", Spacing: Duration(2 * time.Second), Timeout: Duration(30 * time.Second), Workers: 16},
		Poll:   Poll{Floor: Duration(15 * time.Minute), Blind: Duration(time.Hour), Ceiling: Duration(24 * time.Hour), WebSub: true},
		Follow: Follow{Factor: 6, Floor: Duration(10 * time.Minute), Ceiling: Duration(72 * time.Hour), Stop: Duration(30 * 24 * time.Hour)},
		Alert:  Alert{SMTPTLS: "starttls"},
		API:    API{Open: true},
	}
}

// Load gives the defaults, overlaid by the file (when path is not empty) and
// then by the environment, and checks the whole.
func Load(path string, lookup func(string) (string, bool)) (Config, error) {
	c := Default()
	if path != "" {
		b, err := os.ReadFile(path)
		if err != nil {
			return c, fmt.Errorf("read configuration: %w", err)
		}
		if err := decode(b, &c); err != nil {
			return c, fmt.Errorf("read configuration %s: %w", path, err)
		}
	}
	if err := overlay(&c, lookup); err != nil {
		return c, err
	}
	return c, c.Check()
}

func decode(b []byte, c *Config) error {
	d := toml.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	err := d.Decode(c)
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		first := strict.Errors[0]
		row, _ := first.Position()
		return fmt.Errorf("line %d: there is no key %q; `tearsheet config` lists the keys that there are", row, strings.Join(first.Key(), "."))
	}
	if bad, ok := errors.AsType[*toml.DecodeError](err); ok {
		row, column := bad.Position()
		return fmt.Errorf("line %d, column %d: %w", row, column, bad)
	}
	return err
}

// Check says the first thing that cannot be as it is set, and what to do.
func (c *Config) Check() error {
	if err := checkRanges("fetch.allow", c.Fetch.Allow); err != nil {
		return err
	}
	if err := c.Alert.check(); err != nil {
		return err
	}
	switch {
	case c.URL != "" && !isWebAddress(c.URL):
		return errors.New("url: write it like https://news.example.org")
	case c.Data == "":
		return errors.New("data: is empty; name the folder that is to hold everything")
	case c.Listen == "":
		return errors.New("listen: is empty; write it like 127.0.0.1:8080")
	case c.Fetch.Workers < 1 || c.Fetch.Workers > 256:
		return fmt.Errorf("fetch.workers: %d is not between 1 and 256", c.Fetch.Workers)
	case c.Fetch.Spacing < 0 || c.Follow.Factor < 0 || c.Follow.Stop < 0:
		return errors.New("fetch.spacing, follow.factor and follow.stop cannot be negative")
	case c.Fetch.Timeout <= 0 || c.Poll.Floor <= 0 || c.Poll.Blind <= 0 || c.Poll.Ceiling < c.Poll.Floor || c.Follow.Floor <= 0 || c.Follow.Ceiling < c.Follow.Floor:
		return errors.New("fetch.timeout, poll.floor and follow.floor must be above zero, and each ceiling at least its floor")
	}
	return nil
}

// isWebAddress reports whether others can be led to a root under it.
func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Hostname() != "" && (u.Scheme == "https" || u.Scheme == "http") && u.RawQuery == "" && u.Fragment == "" && u.User == nil
}

func checkRanges(key string, ranges []string) error {
	for _, p := range ranges {
		if _, err := netip.ParsePrefix(p); err != nil {
			return fmt.Errorf("%s: %q is not an address range; write it like 10.1.0.0/16", key, p)
		}
	}
	return nil
}

// Prefixes are the allowed ranges, parsed. Check has refused what cannot be.
func (f Fetch) Prefixes() []netip.Prefix { return prefixes(f.Allow) }

func prefixes(ranges []string) []netip.Prefix {
	var out []netip.Prefix
	for _, p := range ranges {
		out = append(out, netip.MustParsePrefix(p))
	}
	return out
}

// Agent is the User-Agent that is sent.
func (f Fetch) Agent() string {
	if f.Contact == "" {
		return f.UserAgent
	}
	return f.UserAgent + " (+" + f.Contact + ")"
}

// Duration is a time.Duration that is written as "15m", "2s", "720h".
type Duration time.Duration

// UnmarshalText reads what MarshalText wrote.
func (d *Duration) UnmarshalText(b []byte) error {
	v, err := time.ParseDuration(string(b))
	if err != nil {
		return fmt.Errorf("%q is not a duration; write it like 90s, 15m or 24h", b)
	}
	*d = Duration(v)
	return nil
}

// MarshalText gives Go's notation.
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

func parseBool(s string) (bool, error) {
	v, err := strconv.ParseBool(s)
	if err != nil {
		return false, fmt.Errorf("%q is neither true nor false", s)
	}
	return v, nil
}
