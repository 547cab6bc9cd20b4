-- An instant with a fraction: the bucket algorithms' state.
--
-- One request takes window / limit microseconds to refill (or to leak), which is rarely a whole number. So the instant at
-- which a bucket is full (or empty) again is kept as whole microseconds plus rem / limit of one, and nothing is ever
-- rounded away: after any number of calls the error is zero.
--
-- State: whole, rem, limit, window, packed. No key means full.
--
-- A state in other terms than the rule's (the rule was changed, or the clock stepped back) is translated once and written
-- back even if the request is refused: translated anew at every look it would not run off by the rule's own terms.
local function schedule_save(key, whole, rem, limit, window, now)
  redis.call('SET', key, struct.pack('<dddd', whole, rem, limit, window), 'PX', expiry(whole - now))
end

-- Parameters at p: limit, window (us), cost as whole us and rem, capacity as whole us and rem.
-- Returns fits, whole, rem, new whole, new rem, take.
local function schedule(key, now, p)
  local limit, window = tonumber(ARGV[p]), tonumber(ARGV[p + 1])
  local capacity, capacity_rem = tonumber(ARGV[p + 4]), tonumber(ARGV[p + 5])
  local whole, rem = now, 0
  local state = redis.call('GET', key)
  if state then
    local old_limit, old_window, translated
    whole, rem, old_limit, old_window = struct.unpack('<dddd', state)
    if old_limit ~= limit or old_window ~= window then
      -- The rule was changed: what is owed stays owed, counted in requests.
      translated = true
      local owed = math.max(0, whole - now + rem / old_limit) * old_limit / old_window
      whole, rem = now + math.ceil(owed * window / limit), 0
    end
    if whole < now then
      whole, rem = now, 0
    else
      -- More than a whole capacity ahead: a lowered limit, or the clock stepped back. Empty, but never less than empty.
      local ahead = whole - now
      if ahead > capacity or (ahead == capacity and rem > capacity_rem) then
        whole, rem, translated = now + capacity, capacity_rem, true
      end
      if translated then
        schedule_save(key, whole, rem, limit, window, now)
      end
    end
  end
  local new_whole, new_rem = whole + ARGV[p + 2], rem + ARGV[p + 3]
  if new_rem >= limit then
    new_whole, new_rem = new_whole + 1, new_rem - limit
  end
  local ahead = new_whole - now
  if ahead > capacity or (ahead == capacity and new_rem > capacity_rem) then
    return false, whole, rem
  end
  return true, whole, rem, new_whole, new_rem, function()
    schedule_save(key, new_whole, new_rem, limit, window, now)
  end
end
