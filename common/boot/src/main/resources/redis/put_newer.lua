-- Stores lines, each unless a newer version of it is there: a late fill never overwrites an edit.
-- KEYS  their places, lines that begin with their version
-- ARGV  for each of them: the new line, its version, how long it may stay (milliseconds from now)
-- returns  how many were stored; of the others a newer one stays
local stored = 0
for i, key in ipairs(KEYS) do
    local line, version, lifetime = ARGV[3 * i - 2], ARGV[3 * i - 1], ARGV[3 * i]
    local present = redis.call('GET', key)
    if not present or tonumber(string.match(present, '^%d+')) <= tonumber(version) then
        redis.call('SET', key, line, 'PX', lifetime)
        stored = stored + 1
    end
end
return stored
