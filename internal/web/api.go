package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"tearsheet"
)

const apiRoot = "/api/v1"

// endpoint is one row of the table of what programs may ask.
type endpoint struct {
	who permission
	op  huma.Operation
	add func(*server, huma.API, huma.Operation)
}

var endpoints = []endpoint{
	{reader, get("/articles", "list-articles", "Articles, newest first"), answering((*server).apiArticles)},
	{reader, get("/articles/{id}", "get-article", "One article with its latest revision"), answering((*server).apiArticle)},
	{reader, get("/articles/{id}/revisions", "list-revisions", "All revisions of an article and what changed between them"), answering((*server).apiRevisions)},
	{reader, get("/articles/{id}/reuse", "list-reuse", "Whose words an article carries, and who carries its words"), answering((*server).apiReuse)},
	{reader, get("/articles/{id}/changes", "list-article-changes", "The changes of one article with their evidence"), answering((*server).apiArticleChanges)},
	{reader, get("/changes", "list-changes", "Corrections and changes of all articles, newest first"), answering((*server).apiChanges)},
	{reader, get("/stories", "list-stories", "Stories; none are formed yet"), answering((*server).apiStories)},
	{reader, get("/stories/{id}", "get-story", "One story"), answering((*server).apiStory)},
	{reader, get("/search", "search", "Articles that hold all words of a search"), answering((*server).apiSearch)},
	{reader, get("/sources", "list-sources", "Publishers"), answering((*server).apiSources)},
	{reader, get("/stats", "get-stats", "Figures of the whole store"), answering((*server).apiStats)},
	{writer, post("/sources", "add-source", "Discover the feeds of a page and subscribe to them", http.StatusCreated), answering((*server).apiSubscribe)},
	{writer, post("/refresh", "refresh", "Make every feed due now", http.StatusAccepted), answering((*server).apiRefresh)},
}

func get(path, id, summary string) huma.Operation {
	return huma.Operation{Method: http.MethodGet, Path: apiRoot + path, OperationID: id, Summary: summary, Errors: []int{400, 401, 403, 404}}
}

func post(path, id, summary string, status int) huma.Operation {
	return huma.Operation{Method: http.MethodPost, Path: apiRoot + path, OperationID: id, Summary: summary, DefaultStatus: status,
		MaxBodyBytes: 16 << 10, Errors: []int{400, 401, 403, 409}, Security: []map[string][]string{{"token": {}}}}
}

// answering fits a handler into the table and its failures into problem JSON.
func answering[I, O any](h func(*server, context.Context, *I) (*O, error)) func(*server, huma.API, huma.Operation) {
	return func(s *server, api huma.API, op huma.Operation) {
		huma.Register(api, op, func(ctx context.Context, in *I) (*O, error) {
			out, err := h(s, ctx, in)
			if err != nil {
				return nil, s.apiFailure(ctx, op.OperationID, err)
			}
			return out, nil
		})
	}
}

// registerAPI mounts the table. No page of the library's is served: its
// documentation would load scripts from a third party.
func (s *server) registerAPI(mux *http.ServeMux) {
	api := humago.New(compressing{mux}, huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info:    &huma.Info{Title: s.Title, Version: tearsheet.Version, Description: "What is kept, with where it comes from."},
			Components: &huma.Components{
				Schemas:         huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
				SecuritySchemes: map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}},
			},
		},
		Formats:                      map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
		Transformers:                 []huma.Transformer{inOneSentence},
	})
	api.UseMiddleware(asBadRequest)
	for _, e := range endpoints {
		if e.who == 0 {
			panic(fmt.Sprintf("web: API operation %s has no permission: add it to its row", e.op.OperationID))
		}
		e.op.Middlewares = huma.Middlewares{s.admit(e.who)}
		e.add(s, api, e.op)
	}
	s.serveDescription(mux, api)
}

func (s *server) serveDescription(mux *http.ServeMux, api huma.API) {
	description, err := json.Marshal(api.OpenAPI())
	if err != nil {
		panic(fmt.Sprintf("web: describe the API: %v", err))
	}
	s.register(mux, route{"GET", apiRoot + "/openapi.json", everyone, func(_ *server, w http.ResponseWriter, r *http.Request) error {
		return send(w, r, http.StatusOK, "application/openapi+json", shared, description)
	}})
}

type askedBy struct{}

// admit lets through who may use an operation and notes whether it is the
// operator.
func (s *server) admit(who permission) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		r, w := humago.Unwrap(ctx)
		if err := s.permit(r, who); err != nil {
			s.fail(w, r, err)
			return
		}
		ctx.SetHeader("Cache-Control", private)
		next(huma.WithValue(ctx, askedBy{}, s.isOperator(r)))
	}
}

func askedByOperator(ctx context.Context) bool {
	is, _ := ctx.Value(askedBy{}).(bool)
	return is
}

func (s *server) apiFailure(ctx context.Context, operation string, err error) error {
	p, ours := asProblem(err)
	var fetching *tearsheet.Error
	if ours && errors.As(err, &fetching) {
		p, ours = &problem{http.StatusBadGateway, fetching.Error()}, false
	}
	if ours && !errors.Is(err, context.Canceled) {
		s.Log.ErrorContext(ctx, "API request failed", "operation", operation, "error", err)
	}
	return &huma.ErrorModel{Title: http.StatusText(p.status), Status: p.status, Detail: p.sentence}
}

// badRequest answers what the library calls unprocessable as what it is to the
// asker: a bad request.
type badRequest struct{ library }

// library is huma's view of a request under another name, for it has a method
// named Context itself.
type library huma.Context

func (b badRequest) Unwrap() huma.Context { return b.library }

func (b badRequest) SetStatus(code int) {
	if code == http.StatusUnprocessableEntity {
		code = http.StatusBadRequest
	}
	b.library.SetStatus(code)
}

func asBadRequest(ctx huma.Context, next func(huma.Context)) { next(badRequest{ctx}) }

// inOneSentence says a refused request in one sentence that names what to mend.
func inOneSentence(_ huma.Context, _ string, v any) (any, error) {
	model, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	said := *model
	if said.Status == http.StatusUnprocessableEntity {
		said.Status, said.Title = http.StatusBadRequest, http.StatusText(http.StatusBadRequest)
	}
	var parts []string
	for _, e := range said.Errors {
		parts = append(parts, strings.TrimPrefix(e.Location+": ", ": ")+e.Message)
	}
	if len(parts) > 0 {
		said.Detail, said.Errors = strings.Join(parts, "; ")+".", nil
	}
	return &said, nil
}
