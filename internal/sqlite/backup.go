package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"tearsheet"
)

// Backup writes a whole copy of the store to file while others read and write.
// It refuses to overwrite; until the copy is complete and on the disk there is
// nothing under that name.
func (db *DB) Backup(ctx context.Context, file string) error {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("back up to %s: there is something already; choose another name", file)
	}
	part := file + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("back up to %s: %w", file, err)
	}
	if err := reserve(part); err != nil {
		return fmt.Errorf("back up to %s: %w", file, err)
	}
	if err := db.copyTo(ctx, part); err != nil {
		return errors.Join(fmt.Errorf("back up to %s: %w", file, explain(err)), removed(part))
	}
	if err := publish(part, file); err != nil {
		return errors.Join(fmt.Errorf("back up to %s: %w", file, err), removed(part))
	}
	return nil
}

// reserve makes the empty file that SQLite fills: it would make one that
// everybody may read.
func reserve(part string) error {
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func (db *DB) copyTo(ctx context.Context, part string) error {
	from, err := connect(filepath.Join(db.dir, File), forCopying)
	if err != nil {
		return err
	}
	defer from.Close()
	_, err = from.ExecContext(ctx, `VACUUM INTO ?`, part)
	return err
}

func removed(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// publish gives the finished file part its name, durably, unless something has
// that name.
func publish(part, file string) error {
	if err := synced(part); err != nil {
		return err
	}
	err := os.Link(part, file) // fails where file exists, unlike a rename
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("there is something already; choose another name")
	}
	if err != nil { // no links on this file system
		err = os.Rename(part, file)
	} else {
		err = os.Remove(part)
	}
	if err != nil {
		return err
	}
	return synced(filepath.Dir(file))
}

func synced(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Restore puts the backup in file into the data folder dir, which must be
// empty or not be there. A backup in which Check would find something wrong is
// refused.
func Restore(ctx context.Context, file, dir string) error {
	if err := empty(dir); err != nil {
		return fmt.Errorf("restore into %s: %w", dir, err)
	}
	if err := verify(ctx, file); err != nil {
		return fmt.Errorf("restore %s: %w", file, err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("restore into %s: %w", dir, err)
	}
	part := filepath.Join(dir, File+".part")
	if err := duplicate(file, part); err != nil {
		return errors.Join(fmt.Errorf("restore %s: %w", file, err), removed(part))
	}
	if err := publish(part, filepath.Join(dir, File)); err != nil {
		return fmt.Errorf("restore into %s: %w", dir, err)
	}
	return nil
}

func empty(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("the folder is not empty (%s); choose another one", entries[0].Name())
	}
	return nil
}

func verify(ctx context.Context, file string) error {
	if info, err := os.Stat(file); err != nil {
		return err
	} else if !info.Mode().IsRegular() {
		return fmt.Errorf("it is not a file")
	}
	if !isDatabase(file) {
		return fmt.Errorf("it is not a backup of Tearsheet")
	}
	if isCut(file) {
		return errors.New("this backup is damaged or cut short; take another one")
	}
	pool, err := connect(file, forVerifying)
	if err != nil {
		return err
	}
	defer pool.Close()
	if _, err := schema(ctx, pool); err != nil {
		return fmt.Errorf("it is not a backup of this version: %w", explain(err))
	}
	found, err := check(ctx, pool)
	if err != nil {
		return err
	}
	// What searches find can be made again from what is kept.
	found = slices.DeleteFunc(found, func(f tearsheet.Finding) bool { return f.Kind == "index" })
	if len(found) > 0 {
		return fmt.Errorf("the backup is damaged: %s (and %d more)", found[0], len(found)-1)
	}
	return nil
}

// isDatabase looks at the first bytes of an SQLite file (its format, section 1.3).
func isDatabase(file string) bool {
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 16)
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == "SQLite format 3\x00"
}

// isCut reports whether a database file is shorter than its header says: its
// pages, by their size (the format, sections 1.3.2 and 1.3.7).
func isCut(file string) bool {
	f, err := os.Open(file)
	if err != nil {
		return true
	}
	defer f.Close()
	head := make([]byte, 32)
	info, err := f.Stat()
	if _, short := io.ReadFull(f, head); err != nil || short != nil {
		return true
	}
	size := int64(binary.BigEndian.Uint16(head[16:]))
	if size == 1 {
		size = 65536
	}
	return info.Size() < size*int64(binary.BigEndian.Uint32(head[28:]))
}

func duplicate(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
