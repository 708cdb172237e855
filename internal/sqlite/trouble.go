package sqlite

import (
	"errors"
	"strings"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"tearsheet"
)

// troubles are SQLite's primary codes for a failure of the store itself, with
// what to do about it. Any other code is about the one statement or row.
var troubles = map[int]string{
	lib.SQLITE_FULL:     "the disk is full: nothing of this was kept; reading goes on, and writing works again once there is room",
	lib.SQLITE_IOERR:    "the disk failed: nothing of this was kept; look at the disk and its messages",
	lib.SQLITE_READONLY: "the data folder cannot be written: give this user the right to, or choose another folder",
	lib.SQLITE_CANTOPEN: "the database cannot be opened: see that the data folder is there and that this user may use it",
	lib.SQLITE_PERM:     "the database cannot be opened: see that the data folder is there and that this user may use it",
	lib.SQLITE_CORRUPT:  "the database is damaged: run check, and restore the last good backup into a new folder",
	lib.SQLITE_NOTADB:   "the database is damaged: run check, and restore the last good backup into a new folder",
	lib.SQLITE_NOMEM:    "there is no memory left for the database: give the program more, or run fewer others beside it",
	lib.SQLITE_BUSY:     "another program keeps the database locked: end it, it may not write here",
	lib.SQLITE_LOCKED:   "another program keeps the database locked: end it, it may not write here",
	lib.SQLITE_PROTOCOL: "another program keeps the database locked: end it, it may not write here",
}

// storeError is a failure of the store itself, whatever was asked of it. It
// is tearsheet.ErrStore.
type storeError struct {
	what string
	err  error
}

// Error says what to do in front of what happened.
func (e *storeError) Error() string { return e.what + ": " + e.err.Error() }

// Unwrap gives the sentinel and the cause.
func (e *storeError) Unwrap() []error { return []error{tearsheet.ErrStore, e.err} }

var (
	errClosed = &storeError{"nothing of this was kept", errors.New("the store is closed")}
	errToRead = errors.New("the store was opened to read only, so nothing of this was kept")
)

// explain marks a failure of the store itself and says what to do about it.
// An error that is about one row or one request stays as it is.
func explain(err error) error {
	switch what := troubles[code(err)]; {
	case err == nil || errors.Is(err, tearsheet.ErrStore):
		return err
	case what != "":
		return &storeError{what, err}
	case closed(err):
		return &storeError{"the store is closed", err}
	}
	return err
}

// fatal reports whether err ends the transaction and not only the piece.
func fatal(err error) bool { return troubles[code(err)] != "" }

// closed knows what database/sql says after Close: it exports no such error.
func closed(err error) bool {
	text := err.Error()
	return strings.HasSuffix(text, "sql: database is closed") || strings.HasSuffix(text, "sql: statement is closed")
}

// code gives SQLite's primary code, 0 where err is not of it.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}
