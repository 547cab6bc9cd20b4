-- Stores a target unless a newer version of it is there: a late fill never overwrites an edit.
-- KEYS[1]  the link's cache entry, a line that begins with its version
-- ARGV[1]  the new line
-- ARGV[2]  its version
-- ARGV[3]  how long it may stay, in milliseconds, counted from now
-- returns  1 if stored, 0 if a newer one stays
local present = redis.call('GET', KEYS[1])
if present and tonumber(string.match(present, '^%d+')) > tonumber(ARGV[2]) then
    return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return 1
