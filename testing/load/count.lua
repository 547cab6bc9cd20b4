-- Counts every answer that is not a redirect, so that a fast error is no speed.
local threads = {}
function setup(thread)
   table.insert(threads, thread)
end
bad = 0
function response(status)
   if status ~= 302 then
      bad = bad + 1
   end
end
function done(summary)
   local all = 0
   for _, thread in ipairs(threads) do
      all = all + thread:get("bad")
   end
   print("not a redirect: " .. all)
end
