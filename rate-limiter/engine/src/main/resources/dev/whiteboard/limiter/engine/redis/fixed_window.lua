-- Fixed window: at most `limit` requests in each window; windows start at multiples of their length since 1970.
--
-- State "<start> <count> <window>", a string. A stored window that has not ended by its own terms counts on in the
-- current one, so neither a changed length nor a clock that stepped back resets it or locks anyone out past the current
-- window's end.
--
-- Parameters  limit, window (us)
-- Answers     x = start of the current window (us), y = requests in it, z = 0
-- Expires     at the window's end. Writes nothing on denial.
function algorithms.fixed_window(key, now, cost, p)
  local limit, window = tonumber(ARGV[p]), tonumber(ARGV[p + 1])
  local start, count = now - math.fmod(now, window), 0
  local state = redis.call('GET', key)
  if state then
    local old_start, old_count, old_window = string.match(state, '^(%d+) (%d+) (%d+)$')
    if old_start + old_window > now then
      count = tonumber(old_count)
    end
  end
  local before = {start, count, 0}
  if count + cost > limit then
    return false, before
  end
  local value = string.format('%.0f %.0f %s', start, count + cost, ARGV[p + 1])
  local ttl = string.format('%.0f', math.ceil((start + window - now) / 1000) + grace)
  return true, before, {start, count + cost, 0}, {{'SET', key, value, 'PX', ttl}}
end
