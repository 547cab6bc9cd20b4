-- API keys. Only the SHA-256 of the 256-bit secret is kept. A user's active keys sit in numbered slots, so the index
-- states the limit: two requests cannot take the last slot twice.
create table api_keys (
    id          bigint      primary key,
    user_id     bigint      not null references users,
    slot        integer     not null,
    name        text        not null,
    tier        text        not null check (tier in ('free', 'paid')),
    secret_hash bytea       not null,
    created_at  timestamptz not null default wb_now(),
    revoked_at  timestamptz
);

create unique index api_keys_slot_once on api_keys (user_id, slot) where revoked_at is null;
create index api_keys_of_user on api_keys (user_id, id desc);
