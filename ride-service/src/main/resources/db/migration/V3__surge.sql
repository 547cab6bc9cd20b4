-- The multipliers of a city, in hundredths by H3 cell as JSON: one row, read whole and drawn whole.
create table surge (
    city    text primary key,
    version bigint not null default 0,
    at      timestamptz not null default '2000-01-01T00:00:00Z',
    cells   text not null default '{}'
);

create index ride_wanted on ride (requested_at);
