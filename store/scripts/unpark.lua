#!lua
-- Queue a parked call again, unless it was erased, let go or queued meanwhile: KEYS parked, outbox;
-- ARGV id of the call, then the entry's field and value. Gives how many were queued.
if redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('XADD', KEYS[2], '*', ARGV[2], ARGV[3])
return 1
