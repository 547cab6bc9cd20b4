-- Signing keys, one generation after the other. The primary key is the compare-and-set of the rotation: of N replicas
-- that want to make generation n + 1, one inserts it.
create table signing_keys (
    generation     integer     primary key,
    kid            text        not null unique,
    public_jwk     text        not null,
    private_sealed bytea       not null,             -- PKCS#8, AES-256-GCM under KEY_ENCRYPTION_KEY, bound to the kid
    signs_from     timestamptz not null,             -- published from its birth, signs only from here on
    created_at     timestamptz not null default wb_now()
);
