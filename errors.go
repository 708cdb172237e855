package tearsheet

import "errors"

// The sentinels that somebody tests for. web turns each into a status.
var (
	ErrNotFound  = errors.New("not found")
	ErrGone      = errors.New("gone")
	ErrInvalid   = errors.New("invalid")
	ErrConflict  = errors.New("conflict")
	ErrForbidden = errors.New("forbidden")
)
