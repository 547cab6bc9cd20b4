-- A timeline is one sorted set in which all scores are 0, so that members sort as text:
--   !b<token>   somebody is building it; what is pushed meanwhile is kept
--   !f<id>      the floor: it holds everything that was pushed above this id, and nothing is promised below
--   !r          ready: it may be read
--   <id>        13 characters, an entry
-- One key, so that Redis can lose a timeline but never a part of it.

-- Begins to build a timeline that is not there: from now on it takes what is pushed. One that is there is ready, or somebody
-- builds it; if they died, it ends with its time and the next one begins again.
-- KEYS[1]  the timeline
-- ARGV[1]  a token of the builder's own
-- ARGV[2]  for how many milliseconds it may stay unfinished
-- returns  1 if it is this builder's to finish
if redis.call('EXISTS', KEYS[1]) == 1 then
    return 0
end
redis.call('ZADD', KEYS[1], 0, '!b' .. ARGV[1])
redis.call('ZADD', KEYS[1], 0, '!f0000000000000')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
