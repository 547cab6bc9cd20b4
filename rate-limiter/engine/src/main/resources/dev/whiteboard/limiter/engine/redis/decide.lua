-- Decides one request over all its layers, all or nothing: every layer is looked at, and only if each enforced one
-- admits the request is it counted, in all of them. A layer in shadow mode never refuses; it counts what it admits.
--
-- KEYS[i]  state of layer i; all of one call share a hash tag, so that the call also runs on Redis Cluster
-- ARGV[1]  0 = Redis's own clock; else the instant to take for it (us since 1970), which only tests send
-- ARGV[2]  cost in requests, at least 1
-- ARGV[3]  1 = take, 0 = only look
-- ARGV[4 + 8 * (i - 1) ...]  of layer i: algorithm, shadow (0 or 1), six parameters (see the algorithm; unused ones 0)
--
-- Returns  {now (us), admitted (0 or 1), then for each layer: fits (0 or 1), x, y, z}
local now, cost = tonumber(ARGV[1]), tonumber(ARGV[2])
if now == 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local looks, admitted = {}, true
for i = 1, #KEYS do
  local at = 8 * i - 4
  local fits, before, after, writes = algorithms[ARGV[at]](KEYS[i], now, cost, at + 2)
  looks[i] = {fits, before, after, writes}
  if not fits and ARGV[at + 1] == '0' then
    admitted = false
  end
end

local taken = admitted and ARGV[3] == '1'
local answer = {now, admitted and 1 or 0}
for i = 1, #KEYS do
  local fits, before, after, writes = unpack(looks[i], 1, 4)
  local state = before
  if taken and fits then
    for _, command in ipairs(writes) do
      redis.call(unpack(command))
    end
    state = after
  end
  local n = #answer
  answer[n + 1], answer[n + 2], answer[n + 3], answer[n + 4] = fits and 1 or 0, state[1], state[2], state[3]
end
return answer
