-- How a source's articles are followed, and what is shown of their earlier
-- revisions. Empty stands for everything.
ALTER TABLE source ADD COLUMN follow TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN minimum_change INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN archive TEXT NOT NULL DEFAULT '';

-- A reading that is kept only when a later look finds the same words again.
ALTER TABLE look ADD COLUMN doubt BLOB;
ALTER TABLE look ADD COLUMN doubt_since BIGINT NOT NULL DEFAULT 0;

-- How many words a change puts in or takes out.
ALTER TABLE change ADD COLUMN words INTEGER NOT NULL DEFAULT 0;

-- In which articles a block of text stood of late; hash is that of its source
-- and its folded words. Rows older than two weeks are dropped, and there are a
-- few for each block only: it is enough to know that it stands in many.
CREATE TABLE block (
    hash    BIGINT NOT NULL,
    article INTEGER NOT NULL,
    seen    BIGINT NOT NULL,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;

-- The blocks that stood in so many articles that they are known for the
-- source's furniture, so that a change of them can be told at any later time.
CREATE TABLE furniture (
    source TEXT NOT NULL REFERENCES source (id),
    hash   BIGINT NOT NULL,
    text   TEXT NOT NULL,
    first  BIGINT NOT NULL,
    last   BIGINT NOT NULL,
    PRIMARY KEY (source, hash)
) WITHOUT ROWID;
CREATE INDEX furniture_hash ON furniture (hash);
