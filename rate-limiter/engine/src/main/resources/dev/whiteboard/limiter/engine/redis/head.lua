-- What every script starts with.
--
-- A script is head.lua, the files of the algorithms it may need, and decide.lua, in that order. Each algorithm adds one
-- function to this table:
--
--   look(key, now, cost, p) -> fits, x, y, z, x2, y2, z2, take
--
--   key         where the layer's state lives
--   now         microseconds since 1970 on Redis's own clock
--   cost        how many requests this one counts for
--   p           index in ARGV of the layer's first parameter (at most six, see each algorithm)
--   fits        whether the layer would admit the request
--   x, y, z     the state found, for the answer when nothing is taken
--   x2, y2, z2  the state left behind when the request is admitted (nil when it does not fit)
--   take        the function that makes it so (nil when it does not fit)
--
-- Numbers are doubles: every integer below 2^53 is exact, microseconds since 1970 stay below that until 2255, and the
-- parameters are chosen so that no product passes it. A state of a few numbers is a string of packed doubles, which Redis
-- reads and writes several times faster than digits.
local algorithms = {}

-- Milliseconds that a key outlives its use. A test's clock may run slower than the one that expires keys.
local grace = ARGV[1] == '0' and 1 or 3600000

-- What is left of so many microseconds, for PX.
local function expiry(micros)
  return string.format('%d', math.ceil(micros / 1000) + grace)
end
