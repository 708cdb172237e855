package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"tearsheet"
)

type articlesQuery struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	Cursor string `query:"cursor" maxLength:"200" doc:"The next of an earlier answer"`
	Source string `query:"source" maxLength:"300"`
	Story  string `query:"story" maxLength:"40"`
	Since  string `query:"since" doc:"A day or a time in RFC 3339; compared with the time of publication as stated, or else when first seen"`
}

type articlesAnswer struct {
	Body struct {
		Articles []articleJSON `json:"articles" nullable:"false"`
		Next     string        `json:"next" doc:"Cursor of the following page; empty: there is none"`
	}
}

func (s *server) apiArticles(ctx context.Context, q *articlesQuery) (*articlesAnswer, error) {
	out := &articlesAnswer{}
	out.Body.Articles = []articleJSON{}
	since, err := sinceWhen(q.Since)
	if err != nil || q.Story != "" { // no article is in a story while none are formed
		return out, err
	}
	items, next, err := s.Store.Items(ctx, tearsheet.Selection{
		Source: tearsheet.SourceID(q.Source), Since: since, After: tearsheet.Cursor(q.Cursor), Limit: q.Limit, Bodies: true,
	})
	if err != nil {
		return nil, fmt.Errorf("list articles: %w", err)
	}
	for i := range items {
		article, err := s.articleWithChanges(ctx, &items[i])
		if err != nil {
			return nil, err
		}
		out.Body.Articles = append(out.Body.Articles, article)
	}
	out.Body.Next = string(next)
	return out, nil
}

func sinceWhen(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, &problem{http.StatusBadRequest, "since must be a day like 2026-11-24 or a time like 2026-11-24T14:20:00Z."}
}

type articleQuery struct {
	ID string `path:"id" maxLength:"40"`
}

type articleAnswer struct{ Body articleJSON }

func (s *server) apiArticle(ctx context.Context, q *articleQuery) (*articleAnswer, error) {
	item, err := s.Store.Item(ctx, tearsheet.ArticleID(q.ID))
	if err != nil {
		return nil, fmt.Errorf("read article: %w", err)
	}
	article, err := s.articleWithChanges(ctx, &item)
	if err != nil {
		return nil, err
	}
	return &articleAnswer{article}, nil
}

func (s *server) articleWithChanges(ctx context.Context, item *tearsheet.Item) (articleJSON, error) {
	changes, err := s.changesOf(ctx, item)
	if err != nil {
		return articleJSON{}, err
	}
	article := articleShape(item, askedByOperator(ctx))
	article.Changes = changeShapes(changes)
	article.Reuse, _, err = s.reuseShapes(ctx, item.Article.ID, false)
	return article, err
}

type revisionsAnswer struct {
	Body struct {
		Revisions []revisionJSON     `json:"revisions" nullable:"false"`
		Changes   []tearsheet.Change `json:"changes" nullable:"false"`
	}
}

func (s *server) apiRevisions(ctx context.Context, q *articleQuery) (*revisionsAnswer, error) {
	item, err := s.Store.Item(ctx, tearsheet.ArticleID(q.ID))
	if err != nil {
		return nil, fmt.Errorf("read article: %w", err)
	}
	revisions, err := s.Store.Revisions(ctx, item.Article.ID)
	if err != nil {
		return nil, fmt.Errorf("read revisions: %w", err)
	}
	changes, err := s.Store.Changes(ctx, item.Article.ID)
	if err != nil {
		return nil, fmt.Errorf("read changes: %w", err)
	}
	out := &revisionsAnswer{}
	out.Body.Revisions, out.Body.Changes = revisionShapes(sightOf(&item, askedByOperator(ctx), revisions...), revisions, changes)
	return out, nil
}

type storiesQuery struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	Cursor string `query:"cursor" maxLength:"200"`
}

type storyJSON struct {
	ID string `json:"id"`
}

type storiesAnswer struct {
	Body struct {
		Stories []storyJSON `json:"stories" nullable:"false"`
		Next    string      `json:"next"`
	}
}

// apiStories gives the stories there are: none are formed yet, and the list
// says so truthfully.
func (s *server) apiStories(context.Context, *storiesQuery) (*storiesAnswer, error) {
	out := &storiesAnswer{}
	out.Body.Stories = []storyJSON{}
	return out, nil
}

type storyAnswer struct{ Body storyJSON }

func (s *server) apiStory(context.Context, *articleQuery) (*storyAnswer, error) {
	return nil, &problem{http.StatusNotFound, "No story has this name; none are formed yet."}
}

type searchQuery struct {
	Q      string `query:"q" required:"true" maxLength:"200"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"30"`
	Cursor string `query:"cursor" maxLength:"200"`
}

type hitJSON struct {
	Article articleJSON      `json:"article"`
	Passage []tearsheet.Mark `json:"passage" nullable:"false"`
}

type searchAnswer struct {
	Body struct {
		Hits []hitJSON `json:"hits" nullable:"false"`
		Next string    `json:"next"`
	}
}

func (s *server) apiSearch(ctx context.Context, q *searchQuery) (*searchAnswer, error) {
	out := &searchAnswer{}
	out.Body.Hits = []hitJSON{}
	words := strings.Join(strings.Fields(q.Q), " ")
	if words == "" {
		return nil, &problem{http.StatusBadRequest, "q must hold at least one word."}
	}
	hits, next, err := s.Store.Search(ctx, words, q.Limit, tearsheet.Cursor(q.Cursor))
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	for i := range hits {
		out.Body.Hits = append(out.Body.Hits, hitShape(&hits[i], askedByOperator(ctx)))
	}
	out.Body.Next = string(next)
	return out, nil
}

// hitShape gives the passage in place of text and note: the words of all
// together would be more than an excerpt.
func hitShape(hit *tearsheet.Hit, isOperator bool) hitJSON {
	article := articleShape(&hit.Item, isOperator)
	if !viewOf(&hit.Item, isOperator).showsAll() {
		article.Text, article.Body, article.Declared.Correction = "", []tearsheet.Block{}, ""
	}
	return hitJSON{article, nonNil(passageOfHit(hit, isOperator))}
}

type sourceJSON struct {
	ID     string           `json:"id"`
	Name   string           `json:"name"`
	Site   string           `json:"site"`
	Rights tearsheet.Rights `json:"rights"`
	Added  time.Time        `json:"added"`
}

type sourcesAnswer struct {
	Body struct {
		Sources []sourceJSON `json:"sources" nullable:"false"`
	}
}

func (s *server) apiSources(ctx context.Context, _ *struct{}) (*sourcesAnswer, error) {
	sources, err := s.Store.Sources(ctx)
	if err != nil {
		return nil, fmt.Errorf("list sources: %w", err)
	}
	out := &sourcesAnswer{}
	out.Body.Sources = []sourceJSON{}
	for _, src := range sources {
		out.Body.Sources = append(out.Body.Sources, sourceJSON{string(src.ID), outlet(&src), src.Site, src.Rights, src.Added.UTC()})
	}
	return out, nil
}

type statsAnswer struct {
	Body struct {
		Sources   int   `json:"sources"`
		Articles  int   `json:"articles"`
		Revisions int   `json:"revisions"`
		Stories   int   `json:"stories"`
		Queue     int   `json:"queue" doc:"Looks due now and jobs not done"`
		OldestDue int64 `json:"oldest_due_s" doc:"How late the oldest due look is, in seconds"`
	}
}

func (s *server) apiStats(ctx context.Context, _ *struct{}) (*statsAnswer, error) {
	st, err := s.Store.Stats(ctx, s.Now())
	if err != nil {
		return nil, fmt.Errorf("read stats: %w", err)
	}
	out := &statsAnswer{}
	out.Body.Sources, out.Body.Articles, out.Body.Revisions = st.Sources, st.Articles, st.Revisions
	out.Body.Stories, out.Body.Queue, out.Body.OldestDue = st.Stories, st.Queue, int64(st.OldestDue/time.Second)
	return out, nil
}
