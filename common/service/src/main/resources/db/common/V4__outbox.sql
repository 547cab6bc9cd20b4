-- Events that were committed with their cause and are not yet acknowledged by the broker. A row is deleted once it is.
--   shard    hash(topic, key) mod 64: one shard is relayed by one replica at a time, so a key stays in order
--   id       ascends in commit order within one (topic, key): the writer holds an advisory lock on it until it commits
--   payload  the record's value as it goes out; null is a tombstone
--   headers  further record headers as a JSON object of strings
CREATE TABLE outbox (
    shard       smallint    NOT NULL,
    id          bigint      NOT NULL GENERATED ALWAYS AS IDENTITY (CACHE 1),
    topic       text        NOT NULL,
    key         text        NOT NULL,
    type        text        NOT NULL,
    event_id    text        NOT NULL,
    payload     bytea,
    headers     text,
    traceparent text,
    created_at  timestamptz NOT NULL DEFAULT wb_now(),
    PRIMARY KEY (shard, id)
) WITH (
    -- A queue: rows live for milliseconds, so what they leave behind is collected often and without pauses.
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 50000
);

-- Which relay sends a shard. Only the holder of an unexpired lease may send.
CREATE TABLE outbox_shard (
    shard        smallint PRIMARY KEY CHECK (shard BETWEEN 0 AND 63),
    owner        text,
    leased_until timestamptz NOT NULL DEFAULT '-infinity'
);

INSERT INTO outbox_shard (shard) SELECT generate_series(0, 63);

-- The relays that are alive, so that each knows its fair share of the shards.
CREATE TABLE outbox_relay (
    owner      text PRIMARY KEY,
    seen_until timestamptz NOT NULL
);
