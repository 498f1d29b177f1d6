#!lua flags=allow-oom
-- Let go of what failed and count what went, which another may have taken out before: KEYS hash or
-- stream, tallies; ARGV "HDEL" or "XDEL", the tally, then fields of the hash or ids of the stream.
local gone = redis.call(ARGV[1], KEYS[1], unpack(ARGV, 3))
if gone > 0 then redis.call('HINCRBY', KEYS[2], ARGV[2], gone) end
return gone
