-- An instant with a fraction: the bucket algorithms' state.
--
-- One request takes window / limit microseconds to refill (or to leak), which is rarely a whole number. So the instant at
-- which a bucket is full (or empty) again is kept as whole microseconds plus rem / limit of one, and nothing is ever
-- rounded away: after any number of calls the error is zero.
--
-- State: "<whole> <rem> <limit> <window>", a string. No key means full.
local schedule = {}

-- A state in other terms than the rule's (the rule was changed, or the clock stepped back) is translated once and written
-- back even if the request is refused: translated anew at every look it would not run off by the rule's own terms.

local function save(key, whole, rem, p, now)
  local state = string.format('%.0f %.0f %s %s', whole, rem, ARGV[p], ARGV[p + 1])
  return 'SET', key, state, 'PX', string.format('%.0f', math.ceil((whole - now) / 1000) + grace)
end

-- Parameters at p: limit, window (us), cost as whole us and rem, capacity as whole us and rem.
function schedule.read(key, now, p)
  local state = redis.call('GET', key)
  if not state then
    return now, 0
  end
  local limit, window = tonumber(ARGV[p]), tonumber(ARGV[p + 1])
  local whole, rem, old_limit, old_window = string.match(state, '^(%d+) (%d+) (%d+) (%d+)$')
  whole, rem, old_limit, old_window = tonumber(whole), tonumber(rem), tonumber(old_limit), tonumber(old_window)
  local translated = false
  if old_limit ~= limit or old_window ~= window then
    -- The rule was changed: what is owed stays owed, counted in requests.
    translated = true
    local owed = math.max(0, whole - now + rem / old_limit) * old_limit / old_window
    whole, rem = now + math.ceil(owed * window / limit), 0
  end
  if whole < now then
    return now, 0
  end
  -- More than a whole capacity ahead: a lowered limit, or the clock stepped back. Empty, but never less than empty.
  local ahead, capacity, capacity_rem = whole - now, tonumber(ARGV[p + 4]), tonumber(ARGV[p + 5])
  if ahead > capacity or (ahead == capacity and rem > capacity_rem) then
    whole, rem, translated = now + capacity, capacity_rem, true
  end
  if translated then
    redis.call(save(key, whole, rem, p, now))
  end
  return whole, rem
end

function schedule.look(key, now, p)
  local limit = tonumber(ARGV[p])
  local whole, rem = schedule.read(key, now, p)
  local new_whole, new_rem = whole + ARGV[p + 2], rem + ARGV[p + 3]
  if new_rem >= limit then
    new_whole, new_rem = new_whole + 1, new_rem - limit
  end
  local ahead, capacity = new_whole - now, tonumber(ARGV[p + 4])
  if ahead > capacity or (ahead == capacity and new_rem > tonumber(ARGV[p + 5])) then
    return false, whole, rem
  end
  return true, whole, rem, new_whole, new_rem, {{save(key, new_whole, new_rem, p, now)}}
end
