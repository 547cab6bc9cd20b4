-- Worker ids of Snowflakes. A row is a worker id for ever; who may use it changes.
--   leased_until       on the database's clock; a worker id whose lease has run out may be taken by anybody
--   issuable_until_ms  milliseconds since 1970 on the holder's clock: no id of this worker is stamped later than this,
--                      because the holder writes it here before it issues. The next holder starts above it.
CREATE TABLE worker_lease (
    worker_id         smallint PRIMARY KEY CHECK (worker_id BETWEEN 0 AND 1023),
    owner             text,
    leased_until      timestamptz NOT NULL DEFAULT '-infinity',
    issuable_until_ms bigint      NOT NULL DEFAULT 0
);

INSERT INTO worker_lease (worker_id) SELECT generate_series(0, 1023);
