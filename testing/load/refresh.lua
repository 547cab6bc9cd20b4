-- wrk: each thread logs in once and then refreshes along its own chain of tokens.
-- Run with as many connections as threads, so that a thread waits for one answer before it asks again.
local token = nil

function request()
   local headers = {["Content-Type"] = "application/json"}
   if not token then
      return wrk.format("POST", "/api/v1/auth/login", headers, '{"username":"alice","password":"whiteboard"}')
   end
   return wrk.format("POST", "/api/v1/auth/refresh", headers, '{"refresh_token":"' .. token .. '"}')
end

function response(status, headers, body)
   token = body:match('"refresh_token"%s*:%s*"([^"]+)"')
end
