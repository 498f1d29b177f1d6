#!lua
-- The integer id of a LINE user, made once: KEYS people, person number; ARGV LINE user id.
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known then return tonumber(known) end
local id = redis.call('INCR', KEYS[2])
redis.call('HSET', KEYS[1], ARGV[1], id)
return id
