-- Takes clicks from what a limited link has left: as many as are wanted, or as there are. The row lock puts all who ask, on any
-- node, one behind the other; what this statement returned is committed before anybody is redirected.
with before as (
    select short_key, clicks_used from link
    where short_key = :key and clicks_used < max_clicks
      and disabled_at is null and deleted_at is null and (expires_at is null or expires_at > wb_now())
      and password_hash is not distinct from :passwordHash
    for update
)
update link set clicks_used = least(before.clicks_used + :wanted, max_clicks)
from before where link.short_key = before.short_key
returning link.short_key, long_url, redirect_type, expires_at, version, max_clicks - link.clicks_used as clicks_left,
          link.clicks_used - before.clicks_used as granted
