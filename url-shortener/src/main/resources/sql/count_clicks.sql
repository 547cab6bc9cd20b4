-- Stores clicks and adds to the roll-ups exactly those that were not stored before: one statement, so one transaction.
-- $1..$9   arrays of equal length: event id, instant, short key, bot, referrer, country, device, browser, visitor
-- returns  how many clicks were new, and how many were too old to be counted: of a month whose raw clicks were dropped
-- Roll-up rows are touched in key order, so that two consumers (during a rebalance or a replay) cannot deadlock.
with sent as (
    select * from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
        as sent (event_id, at, short_key, bot, referrer, country, device, browser, visitor)
), fresh as (
    insert into click (event_id, at, short_key, bot, referrer, country, device, browser, visitor)
    select * from sent where at >= (select raw_from from click_horizon)
    order by at, event_id
    on conflict do nothing
    returning short_key, date_trunc('hour', at, 'UTC') as hour, bot, referrer, country, device, browser
), hours as (
    insert into click_hour (short_key, hour, clicks, bot_clicks)
    select short_key, hour, count(*), count(*) filter (where bot) from fresh group by short_key, hour order by short_key, hour
    on conflict (short_key, hour) do update
        set clicks = click_hour.clicks + excluded.clicks, bot_clicks = click_hour.bot_clicks + excluded.bot_clicks
), dimensions as (
    insert into click_dimension (short_key, hour, dimension, value, clicks)
    select short_key, hour, dimension, value, count(*)
    from fresh cross join lateral (values ('referrer', referrer), ('country', country), ('device', device), ('browser', browser)) as seen (dimension, value)
    group by short_key, hour, dimension, value order by short_key, hour, dimension, value
    on conflict (short_key, hour, dimension, value) do update set clicks = click_dimension.clicks + excluded.clicks
)
select (select count(*) from fresh), (select count(*) from sent where at < (select raw_from from click_horizon))
