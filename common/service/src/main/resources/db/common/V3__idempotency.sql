-- One row per idempotency key in use.
--   id            SHA-256 of caller, method, path and key; the key itself is stored nowhere
--   request_hash  SHA-256 of query and body: the same key with another request is refused
--   token         who runs the request now; the answer is stored only by compare-and-set on it
--   answer        status, headers and body, AES-GCM under a key that can be derived only from the key as sent;
--                 null while the request runs
CREATE TABLE idempotency (
    id           bytea PRIMARY KEY,
    request_hash bytea       NOT NULL,
    token        uuid        NOT NULL,
    leased_until timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    answer       bytea
);

CREATE INDEX idempotency_expires_at ON idempotency (expires_at);
