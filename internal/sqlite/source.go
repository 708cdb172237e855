package sqlite

import (
	"context"
	"fmt"
	"slices"

	"tearsheet"
)

// Who gave a source its name, from the weakest.
const (
	byHost     = "host"
	byPage     = "page"
	byFeed     = "feed"
	byOperator = "operator"
)

const sourceColumns = `s.id, s.name, s.site, s.rights_use, s.licence, s.added, s.follow, s.minimum_change, s.archive`

func sourceFields(s *tearsheet.Source) []any {
	return []any{&s.ID, &s.Name, &s.Site, &s.Rights.Use, &s.Rights.Licence, moment{&s.Added}, &s.Follow, &s.MinimumChange, &s.Archive}
}

// AddSource keeps s unless there is a source of its ID.
func (db *DB) AddSource(ctx context.Context, s tearsheet.Source) error {
	return db.write(ctx, func(t *tx) error { return t.addSource(s) })
}

func (t *tx) addSource(s tearsheet.Source) error {
	if s.ID == "" {
		return fmt.Errorf("add source without an ID: %w", tearsheet.ErrInvalid)
	}
	by := byPage
	if s.Name == "" || s.Name == string(s.ID) {
		s.Name, by = string(s.ID), byHost
	}
	if s.Rights.Use == "" {
		s.Rights.Use = tearsheet.Excerpt
	}
	_, err := t.exec(`INSERT INTO source (id, name, named_by, site, rights_use, licence, added, follow, minimum_change, archive)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`, string(s.ID), s.Name, by, s.Site, string(s.Rights.Use), s.Rights.Licence,
		micro(s.Added), string(s.Follow), s.MinimumChange, string(s.Archive))
	if err != nil {
		return fmt.Errorf("add source %s: %w", s.ID, err)
	}
	return nil
}

// Sources gives all sources by name.
func (db *DB) Sources(ctx context.Context) ([]tearsheet.Source, error) {
	rows, err := db.query(ctx, `SELECT `+sourceColumns+` FROM source s ORDER BY lower(s.name), s.id`)
	if err != nil {
		return nil, fmt.Errorf("list sources: %w", err)
	}
	var list []tearsheet.Source
	err = each(rows, func() error {
		var s tearsheet.Source
		if err := rows.Scan(sourceFields(&s)...); err != nil {
			return err
		}
		list = append(list, s)
		return nil
	})
	return list, err
}

// Source gives one source, or ErrNotFound.
func (db *DB) Source(ctx context.Context, id tearsheet.SourceID) (tearsheet.Source, error) {
	var s tearsheet.Source
	err := db.row(ctx, `SELECT `+sourceColumns+` FROM source s WHERE s.id = ?`, string(id)).Scan(sourceFields(&s)...)
	return s, missing("source", id, err)
}

// SetRights says what may be shown of a source's articles. Full needs the
// licence that allows it.
func (db *DB) SetRights(ctx context.Context, id tearsheet.SourceID, r tearsheet.Rights) error {
	switch {
	case r.Use != tearsheet.LinkOnly && r.Use != tearsheet.Excerpt && r.Use != tearsheet.Full:
		return fmt.Errorf("set rights of %s: use %q is none of link-only, excerpt, full: %w", id, r.Use, tearsheet.ErrInvalid)
	case r.Use == tearsheet.Full && r.Licence == "":
		return fmt.Errorf("set rights of %s: full needs a licence; name it: %w", id, tearsheet.ErrInvalid)
	}
	return db.write(ctx, func(t *tx) error {
		return t.one("source", id, `UPDATE source SET rights_use = ?, licence = ? WHERE id = ?`, string(r.Use), r.Licence, string(id))
	})
}

// SetFollowing says how a source's articles are visited again, from how many
// changed words on somebody is told, and what is shown of earlier revisions.
func (db *DB) SetFollowing(ctx context.Context, id tearsheet.SourceID, f tearsheet.Following, minimum int, a tearsheet.Archive) error {
	switch {
	case !slices.Contains([]tearsheet.Following{"", tearsheet.FollowAll, tearsheet.FollowHeadline, tearsheet.FollowNever}, f):
		return fmt.Errorf("set following of %s: %q is none of all, headline, never: %w", id, f, tearsheet.ErrInvalid)
	case !slices.Contains([]tearsheet.Archive{"", tearsheet.ArchiveFull, tearsheet.ArchiveDiffOnly, tearsheet.ArchiveMetadata}, a):
		return fmt.Errorf("set archive of %s: %q is none of full, diff-only, metadata: %w", id, a, tearsheet.ErrInvalid)
	case minimum < 0:
		return fmt.Errorf("set following of %s: a change cannot have %d words: %w", id, minimum, tearsheet.ErrInvalid)
	}
	return db.write(ctx, func(t *tx) error {
		return t.one("source", id, `UPDATE source SET follow = ?, minimum_change = ?, archive = ? WHERE id = ?`, string(f), minimum, string(a), string(id))
	})
}

// SetName gives a source the operator's name, which no feed overwrites; an
// empty name leaves it to its feeds again.
func (db *DB) SetName(ctx context.Context, id tearsheet.SourceID, name string) error {
	return db.write(ctx, func(t *tx) error {
		if name != "" {
			return t.one("source", id, `UPDATE source SET name = ?, named_by = ? WHERE id = ?`, name, byOperator, string(id))
		}
		if err := t.one("source", id, `UPDATE source SET name = id, named_by = ? WHERE id = ?`, byHost, string(id)); err != nil {
			return err
		}
		return t.nameSource(id)
	})
}

// one runs an update that must meet exactly one row.
func (t *tx) one(what string, id any, text string, args ...any) error {
	done, err := t.exec(text, args...)
	if err != nil {
		return fmt.Errorf("change %s %v: %w", what, id, err)
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return fmt.Errorf("%s %v: %w", what, id, tearsheet.ErrNotFound)
	}
	return nil
}

// nameSource lets a source be called as its feeds say. Where they disagree it
// is called by its host: no feed speaks for the others.
func (t *tx) nameSource(id tearsheet.SourceID) error {
	var titles int
	var title, by string
	err := t.row(`SELECT count(DISTINCT f.title), coalesce(max(f.title), ''), s.named_by FROM source s LEFT JOIN feed f ON f.source = s.id AND f.title <> ''
		WHERE s.id = ? GROUP BY s.id, s.named_by`, string(id)).Scan(&titles, &title, &by)
	if err != nil {
		return missing("source", id, err)
	}
	switch {
	case by == byOperator || titles == 0:
		return nil
	case titles > 1:
		title, by = string(id), byHost
	case by == byPage:
		return nil
	default:
		by = byFeed
	}
	return t.one("source", id, `UPDATE source SET name = ?, named_by = ? WHERE id = ?`, title, by, string(id))
}
