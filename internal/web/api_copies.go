package web

import (
	"context"
	"fmt"

	"tearsheet"
)

// reuseJSON is what one article has of another. The passages are places, not
// words: whoever may read both texts can find them.
type reuseJSON struct {
	Copy        string              `json:"copy"`
	Of          string              `json:"of" doc:"The article whose words these are"`
	Other       otherJSON           `json:"other" doc:"The article at the other end"`
	Relation    tearsheet.Relation  `json:"relation" enum:"verbatim,typographic,excerpt,modified,unmarked,quoted,based-on"`
	WordsSame   int                 `json:"words_same" doc:"Words of the copy that stand in the other one"`
	WordsCopy   int                 `json:"words_copy"`
	WordsOrigin int                 `json:"words_origin"`
	WordsQuoted int                 `json:"words_quoted" doc:"Of words_same, those inside quotation marks of the copy"`
	Passages    []tearsheet.Passage `json:"passages" nullable:"false" doc:"Start and end in Unicode code points of the canonical texts"`
	Headline    tearsheet.Relation  `json:"headline" doc:"verbatim, typographic or modified; empty: one has none, or it is another one"`
	First       string              `json:"first" enum:"origin,copy,unclear" doc:"Which was first, by evidence"`
	Reason      string              `json:"reason" doc:"The evidence"`
	By          string              `json:"by" doc:"What computed it"`
}

// otherJSON names the other article of a relation. It is empty but for the id
// where that one was withdrawn.
type otherJSON struct {
	ID       string     `json:"id"`
	URL      string     `json:"url"`
	Headline string     `json:"headline"`
	Source   sourceName `json:"source"`
}

func (s *server) reuseShape(ctx context.Context, r *tearsheet.Reuse, of tearsheet.ArticleID) (reuseJSON, error) {
	j := reuseJSON{
		Copy: string(r.Copy), Of: string(r.Of), Relation: r.Relation, WordsSame: r.WordsSame, WordsCopy: r.WordsCopy, WordsOrigin: r.WordsOrigin,
		WordsQuoted: r.Quoted, Passages: nonNil(r.Passages), Headline: r.Headline, First: string(r.First), Reason: r.Reason, By: r.By,
	}
	other := r.Of
	if r.Copy != of {
		other = r.Copy
	}
	j.Other.ID = string(other)
	item, err := s.related(ctx, other)
	if err != nil || item == nil {
		return j, err
	}
	j.Other = otherJSON{string(other), item.Article.URL, item.Revision.Headline, sourceName{string(item.Article.Source), outlet(&item.Source)}}
	return j, nil
}

// reuseShapes gives the relations in which an article is the copy, and those
// in which it is the origin.
func (s *server) reuseShapes(ctx context.Context, id tearsheet.ArticleID, withCopies bool) (of, copies []reuseJSON, err error) {
	of, copies = []reuseJSON{}, []reuseJSON{}
	rows, err := s.Store.ReuseOf(ctx, id)
	if err != nil {
		return of, copies, fmt.Errorf("read reuse of %s: %w", id, err)
	}
	for i := range rows {
		if rows[i].Copy != id && !withCopies {
			continue
		}
		shape, err := s.reuseShape(ctx, &rows[i], id)
		if err != nil {
			return of, copies, err
		}
		if rows[i].Copy == id {
			of = append(of, shape)
		} else {
			copies = append(copies, shape)
		}
	}
	return of, copies, nil
}

type reuseAnswer struct {
	Body struct {
		Reuse  []reuseJSON `json:"reuse" nullable:"false" doc:"What the article has of others, the closest first; empty: nothing is claimed, which does not make it an original"`
		Copies []reuseJSON `json:"copies" nullable:"false" doc:"What others have of it, the oldest first"`
	}
}

func (s *server) apiReuse(ctx context.Context, q *articleQuery) (*reuseAnswer, error) {
	item, err := s.Store.Item(ctx, tearsheet.ArticleID(q.ID))
	if err != nil {
		return nil, fmt.Errorf("read article: %w", err)
	}
	out := &reuseAnswer{}
	out.Body.Reuse, out.Body.Copies, err = s.reuseShapes(ctx, item.Article.ID, true)
	return out, err
}

type articleChangesAnswer struct {
	Body struct {
		Changes []tearsheet.Change `json:"changes" nullable:"false" doc:"First to last, with the evidence for each kind as far as it may be quoted"`
	}
}

func (s *server) apiArticleChanges(ctx context.Context, q *articleQuery) (*articleChangesAnswer, error) {
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
	out := &articleChangesAnswer{}
	out.Body.Changes = sightOf(&item, askedByOperator(ctx), revisions...).changes(changes)
	return out, nil
}

// changes quotes the latest changes first.
func (s *sight) changes(changes []tearsheet.Change) []tearsheet.Change {
	told := make([]tearsheet.Change, len(changes))
	for i := len(changes) - 1; i >= 0; i-- {
		c := changes[i]
		c.Summary = s.summary(&c)
		told[i] = s.withEvidence(c)
	}
	return told
}

type changesAPIQuery struct {
	Limit       int      `query:"limit" minimum:"1" maximum:"200" default:"50"`
	Cursor      string   `query:"cursor" maxLength:"200" doc:"The next of an earlier answer"`
	Source      string   `query:"source" maxLength:"300"`
	Kind        []string `query:"kind" enum:"correction-declared,headline,fact,removal,update,style,noise" doc:"Any of these; without: correction-declared, headline, fact, removal"`
	Declared    bool     `query:"declared" doc:"Only those that readers were told of"`
	Undisclosed bool     `query:"undisclosed" doc:"Only those that nobody was told of"`
	Since       string   `query:"since" doc:"A day or a time in RFC 3339, by our clock"`
}

// changedJSON is a change in a list over all articles.
type changedJSON struct {
	Of       otherJSON        `json:"article" doc:"As it stands now"`
	Change   tearsheet.Change `json:"change"`
	Note     string           `json:"note" doc:"The publisher's note of a correction, as much as may be quoted"`
	Revision int              `json:"revisions" doc:"How many the article has"`
}

type changesAPIAnswer struct {
	Body struct {
		Changes []changedJSON `json:"changes" nullable:"false"`
		Next    string        `json:"next" doc:"Cursor of the following page; empty: there is none"`
	}
}

func (s *server) apiChanges(ctx context.Context, q *changesAPIQuery) (*changesAPIAnswer, error) {
	since, err := sinceWhen(q.Since)
	if err != nil {
		return nil, err
	}
	sel := tearsheet.ChangeSelection{Source: tearsheet.SourceID(q.Source), Kinds: toldKinds, Declared: q.Declared, Undisclosed: q.Undisclosed, Since: since}
	if len(q.Kind) > 0 {
		sel.Kinds = nil
		for _, k := range q.Kind {
			sel.Kinds = append(sel.Kinds, tearsheet.ChangeKind(k))
		}
	}
	list, next, err := s.told(ctx, sel, tearsheet.Cursor(q.Cursor), q.Limit, new(int))
	if err != nil {
		return nil, err
	}
	out := &changesAPIAnswer{}
	out.Body.Changes, out.Body.Next = changedShapes(list, askedByOperator(ctx)), string(next)
	return out, nil
}

func changedShapes(list []tearsheet.Changed, isOperator bool) []changedJSON {
	shapes := make([]changedJSON, len(list))
	sights := newSights(list, isOperator)
	for i := range list {
		c := &list[i]
		sight, item, change := sights.of(c), &c.Item, c.Change
		note := sight.noteOf(&change)
		change.Summary = sight.summary(&change)
		change = sight.withEvidence(change)
		change.At = change.At.UTC()
		shapes[i] = changedJSON{
			otherJSON{string(item.Article.ID), item.Article.URL, item.Revision.Headline, sourceName{string(item.Article.Source), outlet(&item.Source)}},
			change, note, item.Article.Revisions,
		}
	}
	return shapes
}
