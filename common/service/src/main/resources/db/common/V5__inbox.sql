-- What a consumer has dealt with: written in the transaction of its effect, so that a record delivered again has none.
CREATE TABLE inbox (
    consumer text        NOT NULL,
    event_id text        NOT NULL,
    outcome  text        NOT NULL CHECK (outcome IN ('handled', 'dead')),
    at       timestamptz NOT NULL DEFAULT wb_now(),
    PRIMARY KEY (consumer, event_id)
);

CREATE INDEX inbox_at ON inbox (at);

-- A key whose record failed. While the row exists, the key's later records wait behind it in parked_event.
CREATE TABLE parked_key (
    id              bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    consumer        text        NOT NULL,
    topic           text        NOT NULL,
    key             text        NOT NULL,
    attempts        int         NOT NULL DEFAULT 1,
    next_attempt_at timestamptz NOT NULL,
    parked_at       timestamptz NOT NULL DEFAULT wb_now(),
    error           text        NOT NULL,
    UNIQUE (consumer, topic, key)
);

CREATE INDEX parked_key_next_attempt_at ON parked_key (next_attempt_at);

-- The records of a parked key in the order in which they came. The first one is the one that failed.
CREATE TABLE parked_event (
    id            bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    parked_key_id bigint NOT NULL REFERENCES parked_key,
    consumer      text   NOT NULL,
    event_id      text   NOT NULL,
    headers       text   NOT NULL,
    payload       bytea,
    UNIQUE (consumer, event_id)
);

CREATE INDEX parked_event_order ON parked_event (parked_key_id, id);
