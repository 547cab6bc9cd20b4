-- Writes positions of one city, each only if it is later than what is known of the driver.
-- KEYS[1] geo set: members are drivers, coordinates those of the city's own frame
-- KEYS[2] hash: driver -> milliseconds since 1970 of the latest position
-- ARGV    driver, milliseconds, longitude, latitude; and so on
-- Returns how many were later.
local later = 0
for at = 1, #ARGV, 4 do
  local known = redis.call('HGET', KEYS[2], ARGV[at])
  if not known or tonumber(ARGV[at + 1]) > tonumber(known) then
    redis.call('GEOADD', KEYS[1], ARGV[at + 2], ARGV[at + 3], ARGV[at])
    redis.call('HSET', KEYS[2], ARGV[at], ARGV[at + 1])
    later = later + 1
  end
end
return later
