-- Sliding window log: at most `limit` requests in any window whatsoever, because each one is remembered.
--
-- A sorted set, one member per admitted call: score = when (us), member = "<running total>:<cost>" (zero-padded, so that
-- equal scores keep their order). The weight inside the window is the last total minus the first, plus the first's cost:
-- two look-ups, however long the log.
--
-- A clock that stepped back by up to one window delays expiry by that step and no more; by more than a window, what is in
-- use is stamped anew, so that nobody waits longer than one window. A lengthened window covers what was remembered for the
-- old one.
--
-- Parameters  limit, window (us)
-- Answers     x = requests in the window, y = when the log is empty again (us), z = when this cost fits (us; 0 = now)
-- Expires     one window after the last call. Writes nothing on denial.
local function entry(pair)
  local total, cost = string.match(pair[1], '^(%d+):(%d+)$')
  return {member = pair[1], total = tonumber(total), cost = tonumber(cost), at = tonumber(pair[2])}
end

-- The instant at which `excess` of the weight has left: found by bisection, for totals grow with the rank.
local function leaves(key, window, first, excess)
  local target = first.total - first.cost + excess
  local low, high = redis.call('ZRANK', key, first.member), redis.call('ZCARD', key) - 1
  while low < high do
    local middle = math.floor((low + high) / 2)
    if entry(redis.call('ZRANGE', key, middle, middle, 'WITHSCORES')).total >= target then
      high = middle
    else
      low = middle + 1
    end
  end
  return entry(redis.call('ZRANGE', key, low, low, 'WITHSCORES')).at + window
end

function algorithms.sliding_window_log(key, now, cost, p)
  local limit, window = tonumber(ARGV[p]), tonumber(ARGV[p + 1])
  local horizon = string.format('%.0f', now - window)
  local used, total, last_at, first = 0, 0, 0, nil
  local newest = redis.call('ZREVRANGE', key, 0, 0, 'WITHSCORES')
  if newest[1] then
    local last = entry(newest)
    local oldest = redis.call('ZRANGEBYSCORE', key, '(' .. horizon, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
    if oldest[1] then
      first, total, last_at = entry(oldest), last.total, last.at
      used = last.total - first.total + first.cost
    end
    if last_at > now + window then
      redis.call('DEL', key)
      first = {member = string.format('%016.0f:%.0f', used, used), total = used, cost = used, at = now}
      total, last_at = used, now
      redis.call('ZADD', key, string.format('%.0f', now), first.member)
      redis.call('PEXPIRE', key, expiry(window))
    end
  end
  local empty = used > 0 and last_at + window or now
  if used + cost > limit then
    return false, used, empty, leaves(key, window, first, used + cost - limit)
  end
  local at = math.max(now, last_at)
  return true, used, empty, 0, used + cost, at + window, 0, function()
    redis.call('ZREMRANGEBYSCORE', key, '-inf', horizon)
    redis.call('ZADD', key, string.format('%.0f', at), string.format('%016.0f:%.0f', total + cost, cost))
    redis.call('PEXPIRE', key, expiry(at - now + window))
  end
end
