-- A timeline is one sorted set in which all scores are 0, so that members sort as text:
--   !b<token>   somebody is building it; what is pushed meanwhile is kept
--   !f<id>      the floor: it holds everything that was pushed above this id, and nothing is promised below
--   !r          ready: it may be read
--   <id>        13 characters, an entry
-- One key, so that Redis can lose a timeline but never a part of it.

-- Finishes a timeline, unless it was lost since its builder began: then something that was pushed may be missing.
-- KEYS[1]  the timeline
-- ARGV[1]  the builder's token
-- ARGV[2]  for how many milliseconds it stays without being read
-- ARGV[3]  the floor of what comes
-- ARGV[4]  entries, 13 characters each
-- returns  1 if it is ready now
if redis.call('ZREM', KEYS[1], '!b' .. ARGV[1]) == 0 then
    return 0
end
for at = 1, #ARGV[4], 13 do
    redis.call('ZADD', KEYS[1], 0, string.sub(ARGV[4], at, at + 12))
end
local floor = redis.call('ZRANGEBYLEX', KEYS[1], '[!f', '(!g')[1]
if floor < '!f' .. ARGV[3] then
    redis.call('ZREM', KEYS[1], floor)
    redis.call('ZADD', KEYS[1], 0, '!f' .. ARGV[3])
end
redis.call('ZADD', KEYS[1], 0, '!r')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
