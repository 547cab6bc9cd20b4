-- Fixed window: at most `limit` requests in each window; windows start at multiples of their length since 1970.
--
-- State: start, count, window, packed. A stored window that has not ended by its own terms, because the length was
-- changed or the clock stepped back, becomes the current one with its count, written back even if the request is refused:
-- that neither forgets anything nor locks anyone out past the current window's end.
--
-- Parameters  limit, window (us)
-- Answers     x = start of the current window (us), y = requests in it, z = 0
-- Expires     at the window's end. Writes nothing else on denial.
local function fixed_window_save(key, now, start, count, window)
  redis.call('SET', key, struct.pack('<ddd', start, count, window), 'PX', expiry(start + window - now))
end

function algorithms.fixed_window(key, now, cost, p)
  local limit, window = tonumber(ARGV[p]), tonumber(ARGV[p + 1])
  local start, count = now - math.fmod(now, window), 0
  local state = redis.call('GET', key)
  if state then
    local old_start, old_count, old_window = struct.unpack('<ddd', state)
    if old_start + old_window > now then
      count = old_count
      if old_start ~= start or old_window ~= window then
        fixed_window_save(key, now, start, count, window)
      end
    end
  end
  if count + cost > limit then
    return false, start, count, 0
  end
  return true, start, count, 0, start, count + cost, 0, function()
    fixed_window_save(key, now, start, count + cost, window)
  end
end
