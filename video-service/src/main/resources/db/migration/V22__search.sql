-- Videos whose document is to be written anew. The number tells a change that came during the writing from the one before.
create table search_change (
    video_id bigint primary key,
    changes  bigint not null default 1
);

-- Who writes the index, and whether it is wanted anew: one row.
create table search_feed (
    id           integer primary key check (id = 1),
    holder       text        not null default '',
    leased_until timestamptz not null default '-infinity',
    wanted       bigint      not null default 0,
    rebuilt      bigint      not null default 0
);
insert into search_feed (id) values (1);
