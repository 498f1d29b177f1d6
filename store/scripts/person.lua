#!lua
-- The integer id of a LINE user, made once: KEYS people, person number, the mark that the event was
-- applied; ARGV LINE user id. Gives 0 for who is unknown when the event was applied before: they
-- were erased since, and an event that comes again brings nobody back.
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known then return tonumber(known) end
if redis.call('EXISTS', KEYS[3]) == 1 then return 0 end
local id = redis.call('INCR', KEYS[2])
redis.call('HSET', KEYS[1], ARGV[1], id)
return id
