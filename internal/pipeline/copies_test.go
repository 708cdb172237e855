package pipeline

import (
	"context"

	"tearsheet"
)

// The schedule's world has no articles.
func (w *world) EachPrints(context.Context, func(tearsheet.Prints) error) error { return nil }
func (w *world) Sources(context.Context) ([]tearsheet.Source, error)            { return nil, nil }
