package main

import (
	"fmt"
	"net/url"
	"time"

	"tearsheet/internal/config"
	"tearsheet/internal/fetch"
	"tearsheet/internal/pipeline"
	"tearsheet/internal/tell"
)

// hubBase gives the address at which hubs reach us; empty: no hub is asked. A
// loopback address is one only where the operator fetches from private networks
// too: everywhere else no hub could reach it.
func hubBase(c config.Config) string {
	u, err := url.Parse(c.URL)
	if !c.Poll.WebSub || c.URL == "" || err != nil || isLoopback(u.Hostname()) && len(c.Fetch.Allow) == 0 {
		return ""
	}
	return c.URL
}

// channels gives the ways to tell of changes that are configured.
func channels(c config.Config) (list []pipeline.Channel, err error) {
	if c.Alert.Webhook != "" {
		hook, err := tell.NewWebhook(c.Alert.Webhook, c.Alert.WebhookSecret, webhookClient(c))
		if err != nil {
			return nil, fmt.Errorf("alert.webhook_secret: %w", err)
		}
		list = append(list, hook)
	}
	if len(c.Alert.MailTo) > 0 {
		a := c.Alert
		mail, err := tell.NewMail(tell.Post{Server: a.SMTP, Encryption: tell.Encryption(a.SMTPTLS), User: a.SMTPUser, Password: a.SMTPPassword,
			From: a.MailFrom, To: a.MailTo, Dial: fetch.DialOwn})
		if err != nil {
			return nil, fmt.Errorf("alert.mail_to: %w", err)
		}
		list = append(list, mail)
	}
	return list, nil
}

// webhookClient is a way out of its own for the one address that the operator
// wrote: what is opened for it is not opened for what feeds and pages name.
func webhookClient(c config.Config) *fetch.Client {
	return fetch.New(fetch.Options{UserAgent: c.Fetch.Agent(), Timeout: min(20*time.Second, time.Duration(c.Fetch.Timeout)),
		Allow: c.Alert.Prefixes(), AllowPorts: []int{c.Alert.Port()}})
}

// sayWhatIsOff tells the operator why feeds are only asked, where hubs could
// tell us.
func (h *house) sayWhatIsOff() {
	if h.config.Poll.WebSub && h.line.Hubs.Base == "" {
		h.log.Info("hubs are not asked to tell us of changed feeds: no public url is set under which they could reach us")
	}
}
