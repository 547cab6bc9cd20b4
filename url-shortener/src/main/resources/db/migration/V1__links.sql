-- One mapping: short key -> long URL. Rows are never removed: a deleted link keeps its key, so that a key can never come to mean another address.
create table link (
    short_key     text collate "C" primary key check (short_key ~ '^[0-9A-Za-z_-]{4,32}$'),
    long_url      text        not null check (length(long_url) <= 2048),
    redirect_type smallint    not null check (redirect_type in (301, 302, 307, 308)),
    owner_id      text collate "C",           -- null: made without signing in
    created_at    timestamptz not null default wb_now(),
    expires_at    timestamptz,
    disabled_at   timestamptz,
    deleted_at    timestamptz,
    version       bigint      not null default 1,
    -- When a cache may first have become wrong about this key: at an edit, or at the birth of an alias (someone may have asked for it before).
    -- Generated keys cannot be guessed before they exist, so their birth needs no entry.
    changed_at    timestamptz
);

create index link_of_owner on link (owner_id, created_at desc, short_key desc) where owner_id is not null and deleted_at is null;
create index link_changed on link (changed_at) where changed_at is not null;

-- The counter behind generated keys; nodes lease blocks of it (UPDATE ... RETURNING), so it is touched once per thousand links.
create table key_counter (
    name text primary key,
    next bigint not null
);
insert into key_counter (name, next) values ('links', 0);
