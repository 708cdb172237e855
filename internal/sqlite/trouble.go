package sqlite

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// explain puts a sentence that says what to do in front of what the disk did.
func explain(err error) error {
	switch code(err) {
	case lib.SQLITE_FULL:
		return fmt.Errorf("the disk is full: nothing of this was kept; reading goes on, and writing works again once there is room: %w", err)
	case lib.SQLITE_IOERR:
		return fmt.Errorf("the disk failed: nothing of this was kept; look at the disk and its messages: %w", err)
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN:
		return fmt.Errorf("the data folder cannot be written: give this user the right to, or choose another folder: %w", err)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return fmt.Errorf("the database is damaged: run check, and restore the last good backup into a new folder: %w", err)
	}
	return err
}

// fatal reports whether err ends the transaction and not only the piece.
func fatal(err error) bool {
	switch code(err) {
	case lib.SQLITE_FULL, lib.SQLITE_IOERR, lib.SQLITE_NOMEM, lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_READONLY:
		return true
	}
	return false
}

// code gives SQLite's primary code, 0 where err is not of it.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}
