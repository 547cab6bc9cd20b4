-- Makes many links at once, each unless its key is taken. In the order of keys, so that two such statements that want the same
-- aliases wait for one another and never in a circle.
-- $1..$8   arrays of equal length: key, address, kind of redirect, owner, end, limit, password's hash, whether the key was guessable
insert into link (short_key, long_url, redirect_type, owner_id, expires_at, max_clicks, clicks_used, password_hash, changed_at)
select short_key, long_url, redirect_type::smallint, owner_id, expires_at::timestamptz, max_clicks::integer,
       case when max_clicks is not null then 0 end, password_hash, case when guessable::boolean then wb_now() end
from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
     as new (short_key, long_url, redirect_type, owner_id, expires_at, max_clicks, password_hash, guessable)
order by short_key
on conflict do nothing
returning
