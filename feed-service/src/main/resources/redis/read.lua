-- A timeline is one sorted set in which all scores are 0, so that members sort as text:
--   !b<token>   somebody is building it; what is pushed meanwhile is kept
--   !f<id>      the floor: it holds everything that was pushed above this id, and nothing is promised below
--   !r          ready: it may be read
--   <id>        13 characters, an entry
-- One key, so that Redis can lose a timeline but never a part of it.

-- Reads a part of a timeline and keeps it alive.
-- KEYS[1]  the timeline
-- ARGV[1]  below this entry; '~' from the top
-- ARGV[2]  how many at most
-- ARGV[3]  for how many milliseconds it stays without being read
-- returns  nothing unless it is ready; else its floor, then entries, the newest first
if not redis.call('ZSCORE', KEYS[1], '!r') then
    return {}
end
local floor = string.sub(redis.call('ZRANGEBYLEX', KEYS[1], '[!f', '(!g')[1], 3)
local answer = redis.call('ZREVRANGEBYLEX', KEYS[1], '(' .. ARGV[1], '(' .. floor, 'LIMIT', 0, ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
table.insert(answer, 1, floor)
return answer
