-- Decides one request over all its layers, all or nothing: every layer is looked at, and only if each enforced one
-- admits the request is it counted, in all of them. A layer in shadow mode never refuses; it counts what it admits.
--
-- KEYS[i]  state of layer i; all of one call share a hash tag, so that the call also runs on Redis Cluster
-- ARGV[1]  0 = Redis's own clock; else the instant to take for it (us since 1970), which only tests send
-- ARGV[2]  cost in requests, at least 1
-- ARGV[3]  1 = take, 0 = only look
-- ARGV[4 + 8 * (i - 1) ...]  of layer i: algorithm, shadow (0 or 1), six parameters (see the algorithm; unused ones 0)
--
-- Returns  "now (us) admitted (0 or 1)", then for each layer " fits (0 or 1) x y z": one string, because a table would
--          leave Redis in as many pieces as it has numbers
local now, cost = tonumber(ARGV[1]), tonumber(ARGV[2])
if now == 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local looks, admitted = {}, true
for i = 1, #KEYS do
  local at = 8 * i - 4
  local look = {algorithms[ARGV[at]](KEYS[i], now, cost, at + 2)}
  if not look[1] and ARGV[at + 1] == '0' then
    admitted = false
  end
  looks[i] = look
end

local taken = admitted and ARGV[3] == '1'
local answer = string.format('%d %d', now, admitted and 1 or 0)
for i = 1, #KEYS do
  local look, state = looks[i], 2
  if taken and look[1] then
    look[8]()
    state = 5
  end
  answer = answer .. string.format(' %d %d %d %d', look[1] and 1 or 0, look[state], look[state + 1], look[state + 2])
end
return answer
