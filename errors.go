package tearsheet

import "errors"

// The sentinels that somebody tests for. web turns each into a status.
// ErrStore says that the store itself failed (disk full or broken, closed,
// not to be opened) and not one row of it: the next call would fail as well.
var (
	ErrNotFound  = errors.New("not found")
	ErrGone      = errors.New("gone")
	ErrInvalid   = errors.New("invalid")
	ErrConflict  = errors.New("conflict")
	ErrForbidden = errors.New("forbidden")
	ErrStore     = errors.New("the store failed")
)
