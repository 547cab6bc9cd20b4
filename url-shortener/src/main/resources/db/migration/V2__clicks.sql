-- Every redirect that was answered, once: the primary key holds the event id that the redirect assigned, so a record that comes twice stays one row.
create table click (
    event_id  uuid        not null,
    at        timestamptz not null,
    short_key text collate "C" not null,
    bot       boolean     not null,
    referrer  text        not null,
    country   text        not null,
    device    text        not null,
    browser   text        not null,
    visitor   bigint,                          -- keyed hash of address and browser under a salt that is forgotten after two days
    primary key (at, event_id)
) partition by range (at);

-- Where a click goes whose month has no partition (a node whose clock is far off); normally empty.
create table click_other partition of click default;

-- Makes the partitions of this month and the `ahead` next ones. Safe to call on every node at any time.
create function make_click_partitions(ahead integer) returns integer language plpgsql as $$
declare
    first timestamp;   -- in UTC, whatever the session's time zone
    made  integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('make_click_partitions'));
    for i in -1..ahead loop
        first := date_trunc('month', wb_now() at time zone 'UTC') + make_interval(months => i);
        if to_regclass('click_' || to_char(first, 'YYYY_MM')) is null then
            execute format('create table %I partition of click for values from (%L) to (%L)', 'click_' || to_char(first, 'YYYY_MM'),
                first at time zone 'UTC', (first + interval '1 month') at time zone 'UTC');
            made := made + 1;
        end if;
    end loop;
    return made;
end $$;

-- Roll-ups: what the statistics are read from. One row per link and hour, and one per link, hour and value of a dimension.
create table click_hour (
    short_key  text collate "C" not null,
    hour       timestamptz not null,
    clicks     bigint      not null,
    bot_clicks bigint      not null,
    primary key (short_key, hour)
);

create table click_dimension (
    short_key text collate "C" not null,
    hour      timestamptz not null,
    dimension text        not null check (dimension in ('referrer', 'country', 'device', 'browser')),
    value     text        not null,
    clicks    bigint      not null,
    primary key (short_key, hour, dimension, value)
);

-- Estimates of unique visitors (HyperLogLog sketches), one per link and day.
create table click_visitors (
    short_key text collate "C" not null,
    day       date  not null,
    sketch    bytea not null,
    primary key (short_key, day)
);

-- How far each node's clicks have been counted, by partition of the topic.
create table click_progress (
    partition     integer     not null,
    node          text        not null,
    counted_until timestamptz not null,
    primary key (partition, node)
);

-- The day's salt of the visitor hash, the same on every node; forgotten after two days.
create table visitor_salt (
    day  date primary key,
    salt bytea not null
);
