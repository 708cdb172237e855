-- Times are microseconds since 1970 in UTC, 0 where there is none. Times that a
-- publisher stated are text, exactly as stated. Nothing is ever deleted here.
-- No reference is deferred and no INSERT has RETURNING: with either SQLite reads
-- the whole referring table for each row that is added to the table referred to.

CREATE TABLE source (
    id          TEXT PRIMARY KEY NOT NULL,
    name        TEXT NOT NULL,
    named_by    TEXT NOT NULL, -- host, feed, page or operator
    site        TEXT NOT NULL,
    rights_use  TEXT NOT NULL,
    licence     TEXT NOT NULL,
    added       BIGINT NOT NULL
);

CREATE TABLE feed (
    id              INTEGER PRIMARY KEY,
    source          TEXT NOT NULL REFERENCES source (id),
    url             TEXT NOT NULL UNIQUE,
    old_url         TEXT NOT NULL,
    host            TEXT NOT NULL,
    title           TEXT NOT NULL,
    format          TEXT NOT NULL,
    category        TEXT NOT NULL,
    etag            TEXT NOT NULL,
    last_modified   TEXT NOT NULL,
    next_check      BIGINT NOT NULL,
    last_check      BIGINT NOT NULL,
    last_ok         BIGINT NOT NULL,
    last_change     BIGINT NOT NULL,
    check_interval  BIGINT NOT NULL, -- microseconds
    per_day         DOUBLE PRECISION NOT NULL,
    failures        INTEGER NOT NULL,
    trouble_class   TEXT NOT NULL,
    trouble_message TEXT NOT NULL,
    trouble_at      BIGINT NOT NULL,
    gone            INTEGER NOT NULL,
    moved_to        TEXT NOT NULL,
    moved_since     BIGINT NOT NULL,
    moved_times     INTEGER NOT NULL
);
CREATE INDEX feed_due ON feed (next_check, host) WHERE gone = 0;
CREATE INDEX feed_source ON feed (source);
CREATE INDEX feed_old_url ON feed (old_url) WHERE old_url <> '';

CREATE TABLE capture (
    id             INTEGER PRIMARY KEY,
    url            TEXT NOT NULL,
    final_url      TEXT NOT NULL,
    permanent_url  TEXT NOT NULL,
    status         INTEGER NOT NULL,
    at             BIGINT NOT NULL,
    max_age        BIGINT NOT NULL, -- microseconds
    robots_allowed INTEGER NOT NULL,
    robots_rule    TEXT NOT NULL,
    robots_at      BIGINT NOT NULL,
    digest         BLOB NOT NULL, -- SHA-256 of the body before compression
    header         BLOB NOT NULL, -- JSON, zstd
    body           BLOB NOT NULL  -- zstd
);

CREATE TABLE article (
    number         INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    source         TEXT NOT NULL REFERENCES source (id),
    url            TEXT NOT NULL,
    found_in       INTEGER REFERENCES feed (id),
    first_seen     BIGINT NOT NULL,
    last_seen      BIGINT NOT NULL,
    gone           BIGINT NOT NULL,
    robots_allowed INTEGER NOT NULL,
    robots_rule    TEXT NOT NULL,
    robots_at      BIGINT NOT NULL,
    revisions      INTEGER NOT NULL,
    latest         INTEGER NOT NULL, -- id of a revision; no reference, see below
    sort_time      BIGINT NOT NULL,
    no_time        INTEGER NOT NULL, -- of the latest revision: states no time of publication,
    no_byline      INTEGER NOT NULL, -- names nobody,
    from_feed      INTEGER NOT NULL  -- was read from the feed only
);
CREATE INDEX article_place ON article (sort_time, number);
CREATE INDEX article_source_place ON article (source, sort_time, number);
CREATE INDEX article_feed_place ON article (found_in, sort_time, number);

CREATE TABLE revision (
    id        INTEGER PRIMARY KEY,
    article   INTEGER NOT NULL REFERENCES article (number),
    number    INTEGER NOT NULL,
    seen      BIGINT NOT NULL,
    origin    TEXT NOT NULL,
    trouble   TEXT NOT NULL,
    capture   INTEGER REFERENCES capture (id),
    headline  TEXT NOT NULL,
    byline    TEXT NOT NULL, -- JSON, empty where there is none; so the next four
    section   TEXT NOT NULL,
    dateline  TEXT NOT NULL,
    published TEXT NOT NULL,
    modified  TEXT NOT NULL,
    language  TEXT NOT NULL,
    site      TEXT NOT NULL,
    summary   TEXT NOT NULL,
    canonical TEXT NOT NULL,
    images    TEXT NOT NULL, -- JSON
    declared  TEXT NOT NULL, -- JSON
    evidence  TEXT NOT NULL, -- JSON
    reader    TEXT NOT NULL,
    digest    BLOB NOT NULL, -- SHA-256 of all of the above and the blocks
    UNIQUE (article, number)
);

-- The blocks lie apart so that lists read none of them.
CREATE TABLE body (
    revision INTEGER PRIMARY KEY REFERENCES revision (id),
    blocks   BLOB NOT NULL -- JSON, zstd
);

-- Every address that leads to an article: its own and those it was fetched from.
CREATE TABLE alias (
    address TEXT PRIMARY KEY NOT NULL,
    article INTEGER NOT NULL REFERENCES article (number)
) WITHOUT ROWID;

CREATE TABLE look (
    id              INTEGER PRIMARY KEY,
    address         TEXT NOT NULL UNIQUE,
    url             TEXT NOT NULL,
    host            TEXT NOT NULL,
    feed            INTEGER REFERENCES feed (id),
    article         INTEGER REFERENCES article (number),
    due             BIGINT NOT NULL,
    tries           INTEGER NOT NULL,
    trouble_class   TEXT NOT NULL,
    trouble_message TEXT NOT NULL,
    trouble_at      BIGINT NOT NULL,
    digest          BLOB NOT NULL,
    etag            TEXT NOT NULL,
    last_modified   TEXT NOT NULL,
    page_digest     BLOB NOT NULL,
    last_change     BIGINT NOT NULL
);
CREATE INDEX look_host_due ON look (host, due) WHERE due > 0;
CREATE INDEX look_due ON look (due, host) WHERE due > 0;
CREATE INDEX look_article ON look (article) WHERE article IS NOT NULL;

-- What the feed said of a look, apart because it can be long and is rarely wanted.
CREATE TABLE told (
    look  INTEGER PRIMARY KEY REFERENCES look (id),
    entry BLOB NOT NULL -- JSON, zstd
);

CREATE TABLE dropped (
    feed    INTEGER NOT NULL, -- 0: no feed listed it
    address TEXT NOT NULL,
    reason  TEXT NOT NULL,
    at      BIGINT NOT NULL, -- the last time
    times   INTEGER NOT NULL,
    PRIMARY KEY (feed, address, reason)
);
CREATE INDEX dropped_reason ON dropped (reason);
CREATE INDEX dropped_at ON dropped (at);

CREATE TABLE change (
    article       INTEGER NOT NULL REFERENCES article (number),
    from_revision INTEGER NOT NULL,
    to_revision   INTEGER NOT NULL,
    at            BIGINT NOT NULL,
    headline      INTEGER NOT NULL,
    edited        INTEGER NOT NULL,
    added         INTEGER NOT NULL,
    removed       INTEGER NOT NULL,
    moved         INTEGER NOT NULL,
    summary       TEXT NOT NULL,
    computed_by   TEXT NOT NULL,
    PRIMARY KEY (article, from_revision, to_revision)
);

-- The words of the latest revisions by article number; the text itself lies in
-- body. The one table that another engine has to do in its own way.
CREATE VIRTUAL TABLE search USING fts5 (
    headline, byline, body,
    content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
);
