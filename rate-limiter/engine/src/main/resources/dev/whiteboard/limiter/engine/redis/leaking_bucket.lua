-- Leaking bucket: a queue of at most `burst` requests from which one leaks every window / limit.
--
-- Kept as the instant at which the queue runs dry: a request that fits goes to its end, and its turn comes when those
-- before it have leaked. Admission is the mirror image of the token bucket; what differs is the delay, and a caller that
-- honours it sends requests on at a perfectly even pace.
--
-- Parameters  limit, window (us), cost (whole us, rem), capacity (whole us, rem); rem counts 1/limit us
-- Answers     x = dry at (us), y = rem of that instant, z = how long until this request's turn (us)
-- Expires     when dry. Writes nothing on denial (but see schedule.lua).
function algorithms.leaking_bucket(key, now, cost, p)
  local fits, whole, rem, new_whole, new_rem, take = schedule(key, now, p)
  local delay = whole - now
  if rem > 0 then
    delay = delay + 1
  end
  return fits, whole, rem, delay, new_whole, new_rem, delay, take
end
