package config

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
)

// Prefixes are the ranges in which the webhook may be, parsed.
func (a Alert) Prefixes() []netip.Prefix { return prefixes(a.WebhookAllow) }

// Port is the port of the webhook's address.
func (a Alert) Port() int {
	u, err := url.Parse(a.Webhook)
	if err != nil {
		return 0
	}
	if n, err := strconv.Atoi(u.Port()); err == nil {
		return n
	}
	if u.Scheme == "http" {
		return 80
	}
	return 443
}

func (a Alert) check() error {
	if err := checkRanges("alert.webhook_allow", a.WebhookAllow); err != nil {
		return err
	}
	if a.Webhook != "" {
		u, err := url.Parse(a.Webhook)
		switch {
		case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
			return errors.New("alert.webhook: is no address that begins with http:// or https://") // without it: it may hold a password
		case a.WebhookSecret == "":
			return errors.New(`alert.webhook_secret: is empty, so nobody could tell our calls from others; make one with: echo "whsec_$(openssl rand -base64 32)"`)
		}
	}
	switch a.SMTPTLS {
	case "starttls", "tls", "none":
	default:
		return fmt.Errorf("alert.smtp_tls: %q is none of starttls, tls, none", a.SMTPTLS)
	}
	if len(a.MailTo) > 0 && (a.SMTP == "" || a.MailFrom == "") {
		return errors.New("alert.mail_to: needs alert.smtp, the server, and alert.mail_from, the sender")
	}
	if a.SMTPUser != "" && a.SMTPTLS == "none" {
		return errors.New("alert.smtp_tls: with none the password would travel in the clear; set starttls or tls, or no alert.smtp_user")
	}
	return nil
}
