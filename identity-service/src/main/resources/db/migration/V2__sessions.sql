-- A refresh family is one login on one device. It ends as a whole: by logout, reuse, a password change or an admin.
create table refresh_families (
    id         bigint      primary key,
    user_id    bigint      not null references users,
    created_at timestamptz not null default wb_now(),
    expires_at timestamptz not null,                 -- of its newest token
    ended_at   timestamptz,
    ended_by   text
);

create index refresh_families_live on refresh_families (user_id) where ended_at is null;
create index refresh_families_expired on refresh_families (expires_at);

-- Tokens are known by their SHA-256 only. The successor of a rotated token is kept, sealed under the rotated token
-- itself, as long as the grace lasts: who lost the answer can ask again, who reads this table learns nothing.
create table refresh_tokens (
    hash             bytea       primary key,
    family_id        bigint      not null references refresh_families on delete cascade,
    expires_at       timestamptz not null,
    rotated_at       timestamptz,
    successor_sealed bytea
);

-- A family has one live head, ever.
create unique index refresh_tokens_one_head on refresh_tokens (family_id) where rotated_at is null;
create index refresh_tokens_family on refresh_tokens (family_id);
create index refresh_tokens_sealed on refresh_tokens (rotated_at) where successor_sealed is not null;
create index refresh_tokens_expired on refresh_tokens (expires_at) where rotated_at is not null;
