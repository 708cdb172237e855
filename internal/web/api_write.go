package web

import (
	"context"
	"fmt"
	"net/http"

	"tearsheet"
)

type subscribeQuery struct {
	Body struct {
		URL string `json:"url" maxLength:"2000" doc:"A site, a page or a feed"`
	}
}

type feedJSON struct {
	ID     int64  `json:"id"`
	Source string `json:"source"`
	URL    string `json:"url"`
	Title  string `json:"title"`
	Format string `json:"format"`
}

type subscribeAnswer struct {
	Body struct {
		Feeds []feedJSON `json:"feeds" nullable:"false"`
	}
}

// apiSubscribe answers when the feeds are kept.
func (s *server) apiSubscribe(ctx context.Context, q *subscribeQuery) (*subscribeAnswer, error) {
	if s.Subscribe == nil {
		return nil, &problem{http.StatusForbidden, "This server does not take new sources: use tearsheet source add."}
	}
	if webAddress(q.Body.URL) == "" {
		return nil, &problem{http.StatusBadRequest, "url must be a whole address that begins with http:// or https://."}
	}
	feeds, err := s.Subscribe(ctx, q.Body.URL)
	if err != nil {
		return nil, fmt.Errorf("subscribe: %w", err)
	}
	out := &subscribeAnswer{}
	out.Body.Feeds = feedShapes(feeds)
	return out, nil
}

func feedShapes(feeds []tearsheet.Feed) []feedJSON {
	list := []feedJSON{}
	for _, f := range feeds {
		list = append(list, feedJSON{int64(f.ID), string(f.Source), f.URL, f.Title, f.Format})
	}
	return list
}

type refreshAnswer struct {
	Body struct {
		Feeds int `json:"feeds" doc:"How many are due now"`
	}
}

func (s *server) apiRefresh(ctx context.Context, _ *struct{}) (*refreshAnswer, error) {
	if s.Refresh == nil {
		return nil, &problem{http.StatusForbidden, "This server does not gather: run tearsheet serve."}
	}
	n, err := s.Refresh(ctx)
	if err != nil {
		return nil, fmt.Errorf("refresh: %w", err)
	}
	out := &refreshAnswer{}
	out.Body.Feeds = n
	return out, nil
}
