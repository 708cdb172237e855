package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"unicode/utf8"

	"tearsheet"
	"tearsheet/internal/annotate"
	"tearsheet/internal/read"
)

// runAnnotate tells what texts and pages are about.
func runAnnotate(_ context.Context, c *call) error {
	manifest := c.String("manifest", "", "JSON Lines `FILE` of {\"id\",\"headline\",\"text\"}")
	url := c.String("url", "", "`URL` at which a page stood")
	args, err := c.parse()
	if err != nil {
		return err
	}
	list, err := c.exhibits(*manifest, *url, args)
	if err != nil {
		return err
	}
	return c.each(list, annotateOne)
}

func annotateOne(e exhibit, body []byte) ([]byte, error) {
	d, err := documentOf(e, body)
	if err != nil {
		return nil, err
	}
	found, failed := annotate.Annotate(d, annotate.Default)
	if len(failed) == len(annotate.Default) {
		return nil, failed[0].Err
	}
	if found == nil {
		found = []tearsheet.Annotation{}
	}
	out := struct {
		Annotations []tearsheet.Annotation `json:"annotations"`
		Failed      []string               `json:"failed,omitempty"`
	}{Annotations: found}
	for _, f := range failed {
		out.Failed = append(out.Failed, f.Err.Error())
	}
	line, err := marshal(out)
	if err != nil {
		return nil, err
	}
	return labelled(line, "id", e.ID), nil
}

// documentOf takes HTML for a page, which is read first, and all else for text.
func documentOf(e exhibit, body []byte) (*annotate.Document, error) {
	if e.Text == "" && isPage(body) {
		r, err := read.Page(captureOf(e, body), tearsheet.Entry{})
		if err != nil {
			return nil, err
		}
		return annotate.Of(&r), nil
	}
	if !utf8.Valid(body) {
		return nil, &tearsheet.Error{Class: tearsheet.Charset, Err: errors.New("the text is not UTF-8; convert it first")}
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, &tearsheet.Error{Class: tearsheet.NoText, Err: fmt.Errorf("%s has no text", e.ID)}
	}
	return annotate.New(e.Headline, string(body), e.Section, e.Language), nil
}

func isPage(body []byte) bool {
	start := bytes.ToLower(bytes.TrimSpace(body[:min(len(body), 1024)]))
	return bytes.HasPrefix(start, []byte("<!doctype")) || bytes.HasPrefix(start, []byte("<html")) || bytes.Contains(start, []byte("<head"))
}
