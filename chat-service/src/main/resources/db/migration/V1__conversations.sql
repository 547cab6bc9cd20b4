create table conversation (
    id             bigint primary key,
    type           text        not null check (type in ('direct', 'group')),
    name           text check (char_length(name) between 1 and 100),
    pair           text collate "C" unique, -- a direct conversation's two users, the smaller id first: a pair has one conversation
    last_seq       bigint      not null default 0,
    first_seq      bigint      not null default 1, -- what is older has been removed; a sync that would need it says so
    member_version bigint      not null default 1, -- grows with every change of members; every entry carries it (see docs/chat.md)
    created_by     bigint      not null,
    created_at     timestamptz not null default wb_now(),
    active_at      timestamptz not null default wb_now(),
    check ((type = 'direct') = (pair is not null))
) with (fillfactor = 70);

create table member (
    conversation_id bigint      not null references conversation,
    user_id         bigint      not null,
    role            text        not null check (role in ('admin', 'member')),
    joined_at       timestamptz not null default wb_now(),
    primary key (conversation_id, user_id)
);
create index member_of on member (user_id, conversation_id);

create table block (
    blocker_id bigint      not null,
    blocked_id bigint      not null,
    blocked_at timestamptz not null default wb_now(),
    primary key (blocker_id, blocked_id)
);
create index block_of on block (blocked_id, blocker_id);
