-- Fixed window: at most `limit` requests in each window; windows start at multiples of their length since 1970.
--
-- State "<start> <count> <window>", a string. A stored window that has not ended by its own terms, because the length was
-- changed or the clock stepped back, becomes the current one with its count, written back even if the request is refused:
-- that neither forgets anything nor locks anyone out past the current window's end.
--
-- Parameters  limit, window (us)
-- Answers     x = start of the current window (us), y = requests in it, z = 0
-- Expires     at the window's end. Writes nothing else on denial.
local function fixed_window_save(key, now, start, count, p)
  local value = string.format('%.0f %.0f %s', start, count, ARGV[p + 1])
  return 'SET', key, value, 'PX', string.format('%.0f', math.ceil((start + ARGV[p + 1] - now) / 1000) + grace)
end

function algorithms.fixed_window(key, now, cost, p)
  local limit, window = tonumber(ARGV[p]), tonumber(ARGV[p + 1])
  local start, count = now - math.fmod(now, window), 0
  local state = redis.call('GET', key)
  if state then
    local old_start, old_count, old_window = string.match(state, '^(%d+) (%d+) (%d+)$')
    if old_start + old_window > now then
      count = tonumber(old_count)
      if tonumber(old_start) ~= start or tonumber(old_window) ~= window then
        redis.call(fixed_window_save(key, now, start, count, p))
      end
    end
  end
  local before = {start, count, 0}
  if count + cost > limit then
    return false, before
  end
  return true, before, {start, count + cost, 0}, {{fixed_window_save(key, now, start, count + cost, p)}}
end
