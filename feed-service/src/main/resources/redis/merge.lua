-- A timeline is one sorted set in which all scores are 0, so that members sort as text:
--   !b<token>   somebody is building it; what is pushed meanwhile is kept
--   !f<id>      the floor: it holds everything that was pushed above this id, and nothing is promised below
--   !r          ready: it may be read
--   <id>        13 characters, an entry
-- One key, so that Redis can lose a timeline but never a part of it.

-- Adds the entries of somebody who is followed from now on. If there are older ones that do not come, the floor rises:
-- the timeline holds everything only above it.
-- KEYS[1]  the timeline
-- ARGV[1]  the floor of what comes
-- ARGV[2]  entries, 13 characters each
-- returns  1 if the timeline was there
if redis.call('EXISTS', KEYS[1]) == 0 then
    return 0
end
for at = 1, #ARGV[2], 13 do
    redis.call('ZADD', KEYS[1], 0, string.sub(ARGV[2], at, at + 12))
end
local floor = redis.call('ZRANGEBYLEX', KEYS[1], '[!f', '(!g')[1]
if floor and floor < '!f' .. ARGV[1] then
    redis.call('ZREM', KEYS[1], floor)
    redis.call('ZADD', KEYS[1], 0, '!f' .. ARGV[1])
end
return 1
