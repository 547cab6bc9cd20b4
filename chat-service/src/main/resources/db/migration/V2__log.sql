-- One log per conversation, dense from 1: messages, and edits and deletions of messages. Hash-partitioned by conversation, which is also the key to shard by.
create table entry (
    conversation_id bigint      not null,
    seq             bigint      not null,
    id              bigint      not null,
    sender_id       bigint      not null,
    kind            text        not null check (kind in ('message', 'edit', 'deletion')),
    content         text        not null,
    content_type    text        not null check (content_type in ('text', 'image', 'video', 'file')),
    media_id        text,
    reply_to        bigint,
    target_id       bigint, -- the message that an edit or a deletion is about
    edited          boolean     not null default false,
    deleted         boolean     not null default false,
    sent_at         timestamptz not null,
    primary key (conversation_id, seq),
    check ((kind = 'message') = (target_id is null))
) partition by hash (conversation_id);
create index entry_id on entry (conversation_id, id);
create index entry_target on entry (conversation_id, target_id) where target_id is not null;

-- What a sender has sent, so that a message that is sent again is not there twice.
create table sent (
    sender_id       bigint not null,
    client_msg_id   text collate "C" not null,
    conversation_id bigint not null,
    entry_id        bigint not null,
    primary key (sender_id, client_msg_id)
) partition by hash (sender_id);

do $$
begin
    for part in 0..7 loop
        execute format('create table entry_%s partition of entry for values with (modulus 8, remainder %s)', part, part);
        execute format('create table sent_%s partition of sent for values with (modulus 8, remainder %s)', part, part);
    end loop;
end $$;

-- Which conversations have grown lately. A node asks for the rows of transactions that were not yet over when it asked before, so no commit slips through.
create table activity (
    id              bigint generated always as identity primary key,
    transaction     xid8        not null default pg_current_xact_id(),
    conversation_id bigint      not null,
    first_seq       bigint      not null,
    last_seq        bigint      not null,
    at              timestamptz not null default wb_now()
);
create index activity_transaction on activity (transaction);

-- Appends a batch in one transaction. The conversations' rows are locked in one order, so that batches of several nodes cannot deadlock, and everything after
-- that is judged by what is committed then: a member who has been removed cannot write any more, and a number is given only to what is written.
create function append_entries(conversations bigint[], senders bigint[], client_ids text[], ids bigint[], kinds text[], contents text[],
                               content_types text[], media text[], replies bigint[], targets bigint[])
    returns table (place bigint, verdict text, seq bigint, sent_at timestamptz, member_version bigint)
    language plpgsql as $$
#variable_conflict use_column
declare
    now_ timestamptz;
begin
    perform 1 from conversation c where c.id = any (conversations) order by c.id for no key update;
    now_ := wb_now();
    return query
    with input as (
        select * from unnest(conversations, senders, client_ids, ids, kinds, contents, content_types, media, replies, targets)
            with ordinality as i (conversation_id, sender_id, client_msg_id, id, kind, content, content_type, media_id, reply_to, target_id, place)
    ), judged as materialized (
        select i.*, c.last_seq, c.member_version, case
            when m.user_id is null then 'not_a_member'
            when c.type = 'direct' and exists (select from block b join member o on o.conversation_id = c.id and o.user_id = b.blocker_id
                                               where b.blocked_id = i.sender_id) then 'blocked'
            when i.reply_to is not null and not exists (select from entry e where e.conversation_id = i.conversation_id and e.id = i.reply_to
                                                        and e.kind = 'message') then 'no_such_message'
            when i.target_id is null then 'ok'
            when t.id is null then 'no_such_message'
            when t.sender_id <> i.sender_id and (i.kind = 'edit' or m.role <> 'admin') then 'not_the_sender'
            when t.deleted then 'deleted'
            else 'ok' end as verdict
        from input i
        left join conversation c on c.id = i.conversation_id
        left join member m on m.conversation_id = i.conversation_id and m.user_id = i.sender_id
        left join entry t on t.conversation_id = i.conversation_id and t.id = i.target_id and t.kind = 'message'
    ), fresh as (
        insert into sent (sender_id, client_msg_id, conversation_id, entry_id)
        select j.sender_id, j.client_msg_id, j.conversation_id, j.id from judged j where j.verdict = 'ok'
        order by j.sender_id, j.client_msg_id, j.place
        on conflict do nothing
        returning entry_id
    ), numbered as materialized (
        select j.*, j.last_seq + row_number() over (partition by j.conversation_id order by j.place) as seq
        from judged j join fresh f on f.entry_id = j.id
    ), written as (
        insert into entry (conversation_id, seq, id, sender_id, kind, content, content_type, media_id, reply_to, target_id, sent_at)
        select n.conversation_id, n.seq, n.id, n.sender_id, n.kind, n.content, n.content_type, n.media_id, n.reply_to, n.target_id, now_
        from numbered n
    ), grown as (
        select n.conversation_id, min(n.seq) as first_seq, max(n.seq) as last_seq from numbered n group by n.conversation_id
    ), counted as (
        update conversation c set last_seq = g.last_seq, active_at = now_ from grown g where c.id = g.conversation_id
    ), noted as (
        insert into activity (conversation_id, first_seq, last_seq) select g.conversation_id, g.first_seq, g.last_seq from grown g
    ), edited as (
        update entry e set content = n.content, edited = true from numbered n
        where n.kind = 'edit' and e.conversation_id = n.conversation_id and e.id = n.target_id
    ), erased as (
        update entry e set content = '', media_id = null, deleted = true from numbered n
        where n.kind = 'deletion' and e.conversation_id = n.conversation_id and (e.id = n.target_id or e.target_id = n.target_id)
    )
    select j.place, case when j.verdict = 'ok' and n.seq is null then 'repeated' else j.verdict end, n.seq, now_, j.member_version
    from judged j left join numbered n on n.place = j.place
    order by j.place;
end $$;
