package config

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

func none(string) (string, bool) { return "", false }

func from(vars map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) { v, ok := vars[name]; return v, ok }
}

func write(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "tearsheet.toml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestDefaultsHoldWithoutAFile(t *testing.T) {
	c, err := Load("", none)
	if err != nil || !reflect.DeepEqual(c, Default()) {
		t.Fatalf("got %+v, %v", c, err)
	}
}

func TestTheFileIsOverlaidByTheEnvironment(t *testing.T) {
	name := write(t, "title = \"Desk\"\n[fetch]\nspacing = \"5s\"\nallow = [\"127.0.0.0/8\"]\n")
	c, err := Load(name, from(map[string]string{"TEARSHEET_FETCH_SPACING": "9s", "TEARSHEET_FETCH_ALLOW_PORTS": "81, 82", "TEARSHEET_API_OPEN": "false"}))
	if err != nil {
		t.Fatal(err)
	}
	if c.Title != "Desk" || time.Duration(c.Fetch.Spacing) != 9*time.Second || c.API.Open || !reflect.DeepEqual(c.Fetch.AllowPorts, []int{81, 82}) || len(c.Fetch.Prefixes()) != 1 {
		t.Fatalf("got %+v", c)
	}
}

func TestASecretMayComeFromAFileAndIsNeverPrinted(t *testing.T) {
	name := write(t, "s3cret\n")
	c, err := Load("", from(map[string]string{"TEARSHEET_API_TOKEN_FILE": name, "TEARSHEET_ALERT_WEBHOOK_SECRET_FILE": name, "TEARSHEET_ALERT_SMTP_PASSWORD_FILE": name}))
	if err != nil || c.API.Token != "s3cret" || c.Alert.WebhookSecret != "s3cret" || c.Alert.SMTPPassword != "s3cret" {
		t.Fatalf("token %q, alert %+v, %v", c.API.Token, c.Alert, err)
	}
	var b bytes.Buffer
	if err := Write(&b, c); err != nil || strings.Contains(b.String(), "s3cret") {
		t.Fatalf("printed the secret (%v):\n%s", err, b.String())
	}
}

func TestAVariableThatIsNoSettingIsNamed(t *testing.T) {
	got := Unknown([]string{"TEARSHEET_LISTN=x", "TEARSHEET_LISTEN=x", "TEARSHEET_API_TOKEN_FILE=x", "TEARSHEET_TITLE_FILE=x", "TEARSHEET_CONFIG=x", "TEARSHEET_SHARED=x", "HOME=x"})
	if want := []string{"TEARSHEET_LISTN", "TEARSHEET_TITLE_FILE"}; !reflect.DeepEqual(got, want) {
		t.Errorf("unknown are %v, not %v", got, want)
	}
}

func TestWhatIsPrintedIsReadBackTheSame(t *testing.T) {
	c := Default()
	c.Fetch.Allow, c.Fetch.AllowPorts, c.Follow.Factor = []string{"10.0.0.0/8"}, []int{81}, 2.5
	c.Alert.WebhookAllow, c.Alert.MailTo, c.Alert.SMTP, c.Alert.MailFrom = []string{"127.0.0.1/32"}, []string{"a@example.org"}, "mail.example.org:587", "Desk <d@example.org>"
	var b bytes.Buffer
	if err := Write(&b, c); err != nil {
		t.Fatal(err)
	}
	back, err := Load(write(t, b.String()), none)
	if err != nil || !reflect.DeepEqual(back, c) {
		t.Fatalf("%v\n%+v\n%+v", err, back, c)
	}
}

func TestWhatCannotBeIsRefusedWithOneSentence(t *testing.T) {
	for text, want := range map[string]string{
		"colour = 1":                  `line 1: there is no key "colour"`,
		"[fetch]\nspacin = \"1s\"":    `line 2: there is no key "fetch.spacin"`,
		"[fetch]\nspacing = \"soon\"": "is not a duration",

		"[alert]\nwebhook = \"https://hook.example\"":                      "alert.webhook_secret: is empty",
		"[alert]\nwebhook = \"hook.example\"\nwebhook_secret = \"x\"":      "alert.webhook: is no address",
		"[alert]\nwebhook_allow = [\"localhost\"]":                         "alert.webhook_allow: \"localhost\" is not an address range",
		"[alert]\nmail_to = [\"a@example.org\"]":                           "alert.mail_to: needs alert.smtp",
		"[alert]\nsmtp_tls = \"perhaps\"":                                  "is none of starttls, tls, none",
		"[alert]\nsmtp_tls = \"none\"\nsmtp_user = \"u\"\nsmtp = \"m:25\"": "the password would travel in the clear",
		"[fetch]\nallow = [\"home\"]":                                      "is not an address range",
		"[fetch]\nworkers = 0":                                             "not between 1 and 256",
		"data = \"\"":                                                      "data: is empty",
		"title =":                                                          "line 1",
		"url = \"news.example.org\"":                                       "url: write it like https://news.example.org",
		"url = \"news.example.org:443\"":                                   "url: write it like https://news.example.org",
		"url = \"ftp://news.example.org\"":                                 "url: write it like https://news.example.org",
		"url = \"https:///news\"":                                          "url: write it like https://news.example.org",
		"[poll]\nceiling = \"1m\"":                                         "at least its floor",
		"[follow]\nstop = \"-5s\"":                                         "cannot be negative",
	} {
		_, err := Load(write(t, text), none)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: more than one line: %v", text, err)
		}
	}
	if _, err := Load("", from(map[string]string{"TEARSHEET_FETCH_WORKERS": "many"})); err == nil || !strings.Contains(err.Error(), "TEARSHEET_FETCH_WORKERS") {
		t.Errorf("got %v", err)
	}
}
