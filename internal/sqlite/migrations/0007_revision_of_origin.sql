-- Which revision of the origin a copy is closest to; 0 stands for the latest.
ALTER TABLE reuse ADD COLUMN of_revision INTEGER NOT NULL DEFAULT 0;
