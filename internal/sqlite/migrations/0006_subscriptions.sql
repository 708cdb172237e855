-- Subscriptions to WebSub hubs, one for each feed that names one.
CREATE TABLE subscription (
    feed     INTEGER PRIMARY KEY REFERENCES feed (id),
    hub      TEXT NOT NULL,
    topic    TEXT NOT NULL,
    callback TEXT NOT NULL UNIQUE, -- the unguessable part of our address
    secret   TEXT NOT NULL,
    state    TEXT NOT NULL, -- asked, verified, denied or ended
    asked    BIGINT NOT NULL,
    until    BIGINT NOT NULL,
    trouble  TEXT NOT NULL
);
