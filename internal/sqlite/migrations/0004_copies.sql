-- The prints of each article by which copies of it are found, and which
-- revision they are of. An article that has none was never compared with others.
CREATE TABLE prints (
    article     INTEGER PRIMARY KEY REFERENCES article (number),
    revision    INTEGER NOT NULL,
    computed_by TEXT NOT NULL,
    prints      BLOB NOT NULL -- 8 bytes each, little endian, sorted
);

-- What one article has of another's words.
CREATE TABLE reuse (
    copy         INTEGER NOT NULL REFERENCES article (number),
    origin       INTEGER NOT NULL REFERENCES article (number),
    relation     TEXT NOT NULL,
    words_same   INTEGER NOT NULL,
    words_copy   INTEGER NOT NULL,
    words_origin INTEGER NOT NULL,
    words_quoted INTEGER NOT NULL,
    passages     TEXT NOT NULL, -- JSON
    headline     TEXT NOT NULL,
    first        TEXT NOT NULL,
    reason       TEXT NOT NULL,
    computed_by  TEXT NOT NULL,
    credited     TEXT NOT NULL, -- none, named, declared
    PRIMARY KEY (copy, origin)
);
CREATE INDEX reuse_origin ON reuse (origin);

-- Changes are listed by time, of all sources or of one, and by kind: what a list
-- asks for stands in its index.
ALTER TABLE change ADD COLUMN source TEXT NOT NULL DEFAULT '';
UPDATE change SET source = (SELECT source FROM article WHERE number = change.article);
CREATE INDEX change_at ON change (at, article, to_revision, kinds, declared, undisclosed);
CREATE INDEX change_source_at ON change (source, at, article, to_revision, kinds, declared, undisclosed);
