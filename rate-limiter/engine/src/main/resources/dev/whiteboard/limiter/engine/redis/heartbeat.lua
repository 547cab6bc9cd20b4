-- Says that a node is alive and counts those that are; being a write, it also proves that Redis can still decide.
--
-- KEYS[1]  sorted set of nodes, score = last heard of (ms on Redis's clock)
-- ARGV[1]  this node
-- ARGV[2]  how long a silent node still counts (ms)
-- Returns  number of live nodes, at least 1
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
-- After the clock stepped back, nodes that are gone would look young for as long as the step.
redis.call('ZREMRANGEBYSCORE', KEYS[1], now + ARGV[2], '+inf')
redis.call('PEXPIRE', KEYS[1], 10 * ARGV[2])
return redis.call('ZCARD', KEYS[1])
