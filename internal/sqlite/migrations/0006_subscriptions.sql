-- What hubs were asked to tell us (WebSub). A feed has one row that subscribes
-- and perhaps others that are on their way out.
CREATE TABLE subscription (
    callback  TEXT PRIMARY KEY, -- the unguessable part of our address
    feed      INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    hub       TEXT NOT NULL,
    topic     TEXT NOT NULL,
    base      TEXT NOT NULL,
    secret    TEXT NOT NULL,
    mode      TEXT NOT NULL, -- subscribe or unsubscribe
    asked     BIGINT NOT NULL,
    confirmed BIGINT NOT NULL,
    until     BIGINT NOT NULL,
    due       BIGINT NOT NULL,
    tries     INTEGER NOT NULL,
    trouble   TEXT NOT NULL,
    pinged    BIGINT NOT NULL,
    pings     INTEGER NOT NULL,
    forged    INTEGER NOT NULL
);
CREATE INDEX subscription_feed ON subscription (feed);
CREATE INDEX subscription_due ON subscription (due);

-- The outbox of alerts. A change is told once on each channel, however often
-- the step that tells it is run again.
CREATE TABLE alert (
    article       INTEGER NOT NULL REFERENCES article (number),
    from_revision INTEGER NOT NULL,
    to_revision   INTEGER NOT NULL,
    channel       TEXT NOT NULL,
    made          BIGINT NOT NULL,
    due           BIGINT NOT NULL, -- 0: sent or given up
    tries         INTEGER NOT NULL,
    sent          BIGINT NOT NULL,
    given_up      BIGINT NOT NULL,
    trouble       TEXT NOT NULL,
    PRIMARY KEY (article, from_revision, to_revision, channel)
);
CREATE INDEX alert_due ON alert (due) WHERE due > 0;
CREATE INDEX alert_given_up ON alert (given_up) WHERE given_up > 0;
