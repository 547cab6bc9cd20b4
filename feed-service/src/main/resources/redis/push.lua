-- A timeline is one sorted set in which all scores are 0, so that members sort as text:
--   !b<token>   somebody is building it; what is pushed meanwhile is kept
--   !f<id>      the floor: it holds everything that was pushed above this id, and nothing is promised below
--   !r          ready: it may be read
--   <id>        13 characters, an entry
-- One key, so that Redis can lose a timeline but never a part of it.

-- Adds entries to timelines that exist; those that do not are built from Postgres when their owners come back.
-- KEYS       timelines of one slot
-- ARGV[1]    how many entries a timeline keeps
-- ARGV[2]    how many more it may have before it is trimmed
-- ARGV[i+2]  the entries for KEYS[i], 13 characters each, without a separator
-- returns    how many timelines took them
local cap, slack, taken = tonumber(ARGV[1]), tonumber(ARGV[2]), 0
for i, key in ipairs(KEYS) do
    local size = redis.call('ZCARD', key)
    if size > 0 then
        taken = taken + 1
        local ids = ARGV[i + 2]
        if #ids == 13 then
            redis.call('ZADD', key, 0, ids)
        else
            for from = 1, #ids, 1300 do
                local members = {}
                for at = from, math.min(from + 1287, #ids), 13 do
                    members[#members + 1] = 0
                    members[#members + 1] = string.sub(ids, at, at + 12)
                end
                redis.call('ZADD', key, unpack(members))
            end
        end
        if size + #ids / 13 > cap + slack then
            local marks = redis.call('ZLEXCOUNT', key, '-', '("')
            local excess = redis.call('ZCARD', key) - marks - cap
            if excess > 0 then
                local highest = redis.call('ZRANGE', key, marks + excess - 1, marks + excess - 1)[1]
                redis.call('ZREMRANGEBYRANK', key, marks, marks + excess - 1)
                local floor = redis.call('ZRANGEBYLEX', key, '[!f', '(!g')[1]
                if floor and floor < '!f' .. highest then
                    redis.call('ZREM', key, floor)
                    redis.call('ZADD', key, 0, '!f' .. highest)
                end
            end
        end
    end
end
return taken
