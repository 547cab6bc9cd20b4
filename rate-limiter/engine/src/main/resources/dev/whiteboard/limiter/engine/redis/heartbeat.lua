-- Says that a node is alive and counts those that are; being a write, it also proves that Redis can still decide.
--
-- KEYS[1]  sorted set that this node belongs to, score = last heard of (ms on Redis's clock)
-- KEYS[2]  sorted set of the nodes that share the limits; the same, unless this node stands beside the traffic
-- ARGV[1]  this node
-- ARGV[2]  how long a silent node still counts (ms)
-- Returns  number of live nodes that share the limits
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('PEXPIRE', KEYS[1], 10 * ARGV[2])
for i = 1, 2 do
    redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now - ARGV[2])
    -- After the clock stepped back, nodes that are gone would look young for as long as the step.
    redis.call('ZREMRANGEBYSCORE', KEYS[i], now + ARGV[2], '+inf')
end
return redis.call('ZCARD', KEYS[2])
