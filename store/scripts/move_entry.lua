#!lua
-- Take an entry out of a stream for good, and write what replaces it, if anything, at once.
-- KEYS stream, target (or the stream again); ARGV group, entry id, kind of target
-- ("none", "stream", "entries": fields and values, each an entry; "sorted set", "hash"), then its
-- arguments.
-- Gives 0 and writes nothing if somebody else has taken the entry out before.
if redis.call('XDEL', KEYS[1], ARGV[2]) == 0 then return 0 end
if ARGV[1] ~= '' then redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) end
local kind = ARGV[3]
if kind == 'stream' then redis.call('XADD', KEYS[2], '*', unpack(ARGV, 4)) end
if kind == 'entries' then
  for i = 4, #ARGV, 2 do redis.call('XADD', KEYS[2], '*', ARGV[i], ARGV[i + 1]) end
end
if kind == 'sorted set' then redis.call('ZADD', KEYS[2], unpack(ARGV, 4)) end
if kind == 'hash' then redis.call('HSET', KEYS[2], unpack(ARGV, 4)) end
return 1
