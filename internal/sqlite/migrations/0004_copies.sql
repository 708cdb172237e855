-- The prints of each article by which copies of it are found, and which
-- revision they are of.
CREATE TABLE prints (
    article     INTEGER PRIMARY KEY REFERENCES article (number),
    revision    INTEGER NOT NULL,
    computed_by TEXT NOT NULL,
    prints      BLOB NOT NULL
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
    PRIMARY KEY (copy, origin)
);
CREATE INDEX reuse_origin ON reuse (origin);
CREATE INDEX change_at ON change (at);
