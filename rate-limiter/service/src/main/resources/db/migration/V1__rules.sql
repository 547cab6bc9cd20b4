-- The rules in force. A rule keeps its id through every change, and with it what clients have used.
create table rate_rules (
    id               text primary key collate "C",
    version          bigint      not null,
    client_type      text        not null,
    endpoint         text        not null,
    max_requests     bigint      not null check (max_requests between 1 and 1000000000),
    window_seconds   bigint      not null check (window_seconds between 1 and 2678400),
    algorithm        text        not null,
    key_kind         text,
    burst            bigint,
    on_redis_failure text        not null,
    shadow           boolean     not null,
    created_at       timestamptz not null default wb_now(),
    updated_at       timestamptz not null default wb_now()
);

-- Every change there ever was: who, when, and what the rule said afterwards (nothing once it is deleted).
create table rate_rule_changes (
    rule_id    text        not null collate "C",
    version    bigint      not null,
    action     text        not null check (action in ('created', 'changed', 'deleted')),
    actor      text        not null,
    terms      jsonb,
    changed_at timestamptz not null default wb_now(),
    primary key (rule_id, version)
);

-- One row: the version of all rules together. Whoever changes a rule takes it first, so changes have one order.
create table rate_rule_book (
    only_one boolean primary key default true check (only_one),
    version  bigint not null,
    rule_set text
);
insert into rate_rule_book (version) values (0);
