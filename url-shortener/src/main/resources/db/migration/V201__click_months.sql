-- Months of raw clicks come and go; the roll-ups made from them stay.

-- Raw clicks are kept from this instant on. What is older has been dropped, so nobody could tell any more whether it was counted: an older
-- click that arrives after all is not counted (again), and reconciliation begins here.
create table click_horizon (
    one      boolean     primary key default true check (one),
    raw_from timestamptz not null
);
insert into click_horizon (raw_from) values ('-infinity');

-- Makes the partitions of last month, this month and the `ahead` next ones. Safe to call on every node at any time. Clicks of a month that came
-- before its partition wait in click_other and move into it in the same transaction, so that at every moment each is in the table once.
create or replace function make_click_partitions(ahead integer) returns integer language plpgsql as $$
declare
    first timestamp;   -- in UTC, whatever the session's time zone
    begins timestamptz;
    ends   timestamptz;
    month  text;
    made   integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('make_click_partitions'));
    for i in -1..ahead loop
        first  := date_trunc('month', wb_now() at time zone 'UTC') + make_interval(months => i);
        begins := first at time zone 'UTC';
        ends   := (first + interval '1 month') at time zone 'UTC';
        month  := 'click_' || to_char(first, 'YYYY_MM');
        if to_regclass(month) is null and begins >= (select raw_from from click_horizon) then
            lock table click in access exclusive mode;   -- nobody who counts is between finding a click's place and writing it there
            execute format('create table %I (like click including all)', month);
            execute format('with moved as (delete from click_other where at >= %L and at < %L returning *) insert into %I select * from moved',
                begins, ends, month);
            execute format('alter table click attach partition %I for values from (%L) to (%L)', month, begins, ends);
            made := made + 1;
        end if;
    end loop;
    return made;
end $$;

-- Drops the months that ended longer than `keep` ago and answers how many. Who counts clicks has locked the table before it reads the horizon;
-- therefore it is locked here before the horizon moves, or a click of a dropped month could be counted by its old value.
create function drop_click_partitions(keep interval) returns integer language plpgsql as $$
declare
    horizon timestamptz := date_trunc('month', (wb_now() - keep) at time zone 'UTC') at time zone 'UTC';
    months  text[];
    month   text;
begin
    perform pg_advisory_xact_lock(hashtext('make_click_partitions'));
    if horizon <= (select raw_from from click_horizon) then
        return 0;
    end if;
    lock table click in access exclusive mode;
    update click_horizon set raw_from = horizon;
    select coalesce(array_agg(name), '{}') into months
    from pg_partition_tree('click') cross join lateral (select relid::regclass::text collate "C" as name) as named
    where name ~ '^click_\d{4}_\d{2}$' and name < 'click_' || to_char(horizon at time zone 'UTC', 'YYYY_MM');
    foreach month in array months loop
        execute format('drop table %I', month);
    end loop;
    delete from click_other where at < horizon;
    return cardinality(months);
end $$;
