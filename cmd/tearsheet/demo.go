package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"tearsheet"
	"tearsheet/internal/config"
	"tearsheet/internal/press"
)

// runDemo starts the made-up press, gathers it as any other publisher and
// serves the edition. It needs no network, and leaves nothing behind.
func runDemo(ctx context.Context, c *call) error {
	listen := c.String("listen", "127.0.0.1:8080", "`ADDRESS` and port of the edition")
	data := c.String("data", "", "`DIR` to keep what is gathered (default: a new one, removed at the end)")
	last := c.Duration("for", 0, "stop by itself after this `TIME` (default: when interrupted)")
	if err := c.none(); err != nil {
		return err
	}
	if *last < 0 {
		return usage("--for is a time to come, such as 90s, not %s", *last)
	}
	if *last > 0 {
		var stop context.CancelFunc
		ctx, stop = context.WithCancel(ctx)
		defer time.AfterFunc(*last, stop).Stop()
	}
	cfg := demoConfig()
	cfg.Listen = *listen
	if cfg.Data = *data; cfg.Data == "" {
		dir, err := os.MkdirTemp("", "tearsheet-demo-")
		if err != nil {
			return fmt.Errorf("make a folder for the demo: %w", err)
		}
		defer os.RemoveAll(dir)
		cfg.Data = dir
	}
	start := time.Now()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("start the made-up press: %w", err)
	}
	made := press.New(start, time.Now)
	server := &http.Server{Handler: made, ReadHeaderTimeout: 10 * time.Second}
	go server.Serve(l)
	defer server.Close()
	port := l.Addr().(*net.TCPAddr).Port
	cfg.Fetch.AllowPorts = []int{port}
	fmt.Fprintf(c.out, "A made-up press of %d outlets is at work; every word of it was written for this demo. Stop with Ctrl-C.\n", len(made.Outlets()))
	return serve(ctx, cfg, c.out, c.err, func(ctx context.Context, h *house) error {
		fmt.Fprintf(c.out, "Token for writing through the API: %s\n", cfg.API.Token)
		return h.subscribeToPress(ctx, made.Outlets(), port, start)
	})
}

// demoConfig allows loopback, which no other configuration does, and hurries:
// in a demo minutes stand for days.
func demoConfig() config.Config {
	c := config.Default()
	c.Title = "Tearsheet demo"
	c.Fetch.Allow, c.Fetch.Spacing = []string{"127.0.0.0/8"}, 0
	c.Poll = config.Poll{Floor: config.Duration(4 * time.Second), Blind: config.Duration(6 * time.Second), Ceiling: config.Duration(15 * time.Second)}
	c.Follow = config.Follow{Factor: 1, Floor: config.Duration(8 * time.Second), Ceiling: config.Duration(45 * time.Second), Stop: config.Duration(24 * time.Hour)}
	c.API.Token = rand.Text()
	return c
}

// subscribeToPress adds every outlet as the operator would: its feeds by their
// addresses, or found from its front page, with the use that its licence allows.
func (h *house) subscribeToPress(ctx context.Context, outlets []press.Outlet, port int, now time.Time) error {
	for _, o := range outlets {
		front := fmt.Sprintf("http://%s:%d/", o.Host, port)
		id := tearsheet.SourceID(fmt.Sprintf("%s:%d", o.Host, port))
		source := tearsheet.Source{ID: id, Name: o.Name, Site: front, Rights: o.Rights, Added: now}
		if err := h.store.AddSource(ctx, source); err != nil {
			return fmt.Errorf("add %s: %w", o.Name, err)
		}
		for _, path := range o.Subscribe {
			if err := h.subscribeToOutlet(ctx, front, path, now); err != nil {
				return err
			}
		}
	}
	return nil
}

func (h *house) subscribeToOutlet(ctx context.Context, front, path string, now time.Time) error {
	if path == "/" {
		_, _, err := h.line.Subscribe(ctx, front, false)
		return err
	}
	_, _, err := h.line.AddFeed(ctx, tearsheet.Outline{URL: front + path[1:], Site: front}, now)
	h.line.Wake()
	return err
}
