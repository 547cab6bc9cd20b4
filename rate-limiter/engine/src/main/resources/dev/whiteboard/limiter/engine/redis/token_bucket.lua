-- Token bucket: holds up to `burst` tokens, gains `limit` of them per `window`, each request takes `cost`.
--
-- Kept as the instant at which it will be full again (the generic cell rate algorithm): a request moves that instant
-- forward by cost * window / limit and fits while it lies at most burst * window / limit ahead.
--
-- Parameters  limit, window (us), cost (whole us, rem), capacity (whole us, rem); rem counts 1/limit us
-- Answers     x = full again at (us), y = rem of that instant, z = 0
-- Expires     when full. Writes nothing on denial (but see schedule.lua).
function algorithms.token_bucket(key, now, cost, p)
  local fits, whole, rem, new_whole, new_rem, take = schedule(key, now, p)
  return fits, whole, rem, 0, new_whole, new_rem, 0, take
end
