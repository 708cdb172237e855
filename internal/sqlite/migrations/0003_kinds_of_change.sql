-- What kind a change is, whether the publisher told of it, the rung of the
-- noise ladder that decided, and the evidence, as JSON. Changes computed before
-- have none until `redo --from compare`.
ALTER TABLE change ADD COLUMN kinds       TEXT    NOT NULL DEFAULT '';
ALTER TABLE change ADD COLUMN declared    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE change ADD COLUMN undisclosed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE change ADD COLUMN rung        TEXT    NOT NULL DEFAULT '';
ALTER TABLE change ADD COLUMN evidence    TEXT    NOT NULL DEFAULT '';
