-- How far each device has come: one row for a device and a conversation, however many messages there are.
create table receipt (
    conversation_id bigint not null,
    user_id         bigint not null,
    device          text collate "C" not null,
    delivered_seq   bigint not null,
    read_seq        bigint not null,
    primary key (conversation_id, user_id, device),
    check (read_seq <= delivered_seq)
) with (fillfactor = 70);

create table last_seen (
    user_id bigint primary key,
    at      timestamptz not null
);

-- When a user was last asked to be notified of a conversation.
create table notice (
    user_id         bigint      not null,
    conversation_id bigint      not null,
    requested_at    timestamptz not null,
    primary key (user_id, conversation_id)
);

alter table activity add column noticed boolean not null default false;
create index activity_unnoticed on activity (id) where not noticed;
