-- Sliding window counter: the current window's count plus the share of the previous one that the last `window` still
-- covers, as if that had come in evenly.
--
-- State: start, previous, current, window, packed. The weighing is done in whole numbers:
--   previous * (window - elapsed) <= (limit - current - cost) * window
-- with both lengths in units coarse enough that no product passes 2^53; elapsed rounds down, against the caller.
--
-- A changed window length carries the estimate over as the current count, a clock that stepped back keeps both counts;
-- either is written back even if the request is refused.
--
-- Parameters  limit, window (us), unit (us, divides the window)
-- Answers     x = start of the current window (us), y = previous count, z = current count
-- Expires     when the current window is no longer the previous one either. Writes nothing else on denial.
local function counter_save(key, now, start, previous, current, window)
  local state = struct.pack('<dddd', start, previous, current, window)
  redis.call('SET', key, state, 'PX', expiry(start + 2 * window - now))
end

function algorithms.sliding_window_counter(key, now, cost, p)
  local limit, window, unit = tonumber(ARGV[p]), tonumber(ARGV[p + 1]), tonumber(ARGV[p + 2])
  local start, previous, current = now - math.fmod(now, window), 0, 0
  local state = redis.call('GET', key)
  if state then
    local s, a, b, w = struct.unpack('<dddd', state)
    if w ~= window then
      local age = math.max(0, now - s)
      if age < w then
        current = b + math.ceil(a * ((w - age) / w))
      elseif age < 2 * w then
        current = math.ceil(b * ((2 * w - age) / w))
      end
    elseif s >= start then
      previous, current = a, b
    elseif s + w == start then
      previous = b
    end
    if w ~= window or s > start then
      counter_save(key, now, start, previous, current, window)
    end
  end
  local length = window / unit
  local covered = length - math.floor((now - start) / unit)
  if previous * covered > (limit - current - cost) * length then
    return false, start, previous, current
  end
  return true, start, previous, current, start, previous, current + cost, function()
    counter_save(key, now, start, previous, current + cost, window)
  end
end
