-- How a source's articles are followed, and what is shown of their earlier
-- revisions. Empty stands for everything.
ALTER TABLE source ADD COLUMN follow TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN minimum_change INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN archive TEXT NOT NULL DEFAULT '';
