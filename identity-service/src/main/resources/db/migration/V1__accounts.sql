-- Accounts. A username is unique whatever its case; the index, not a look-up before the insert, decides who got it.
create table users (
    id            bigint      primary key,
    username      text        not null,
    display_name  text        not null,
    email         text,
    password_hash text        not null,
    roles         text[]      not null default '{user}',
    version       bigint      not null default 1,
    disabled_at   timestamptz,
    created_at    timestamptz not null default wb_now(),
    updated_at    timestamptz not null default wb_now()
);

create unique index users_username_once on users (lower(username));

-- Login throttle: one row per attempted name, whether or not such a user exists.
create table login_attempts (
    username     text        primary key,           -- lower case
    failures     integer     not null,
    last_at      timestamptz not null,
    locked_until timestamptz,
    version      bigint      not null default 1
);

create index login_attempts_stale on login_attempts (last_at);
