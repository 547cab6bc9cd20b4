-- Where links must not lead: these hosts and all below them.
create table blocked_host (
    host       text collate "C" primary key,
    reason     text,
    blocked_by text        not null,
    blocked_at timestamptz not null default wb_now()
);

-- Counts the changes of the list, so that a node learns by one row that it has nothing to learn.
create table block_list (
    version bigint not null
);
insert into block_list (version) values (0);
