-- What riders and drivers are told, by user and in order: a socket that comes back reads on from where it was.
create table news (
    user_id text collate "C" not null,
    seq     bigint not null,
    type    text   not null,
    payload text   not null,
    at      timestamptz not null default wb_now(),
    primary key (user_id, seq)
);

create index news_by_time on news (at);

-- The number of the latest. Whoever tells a user something holds this row until the commit, so numbers appear in order.
create table news_head (
    user_id text collate "C" primary key,
    seq     bigint not null
);

create index ride_bound_of_rider on ride (rider_id) where state in ('accepted', 'arriving', 'in_progress');
