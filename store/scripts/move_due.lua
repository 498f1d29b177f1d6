#!lua
-- Move what is due from a sorted set into a stream: KEYS sorted set, stream;
-- ARGV now (ms), the most to move, the stream's field, further fields and values.
local due = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[2],
  'WITHSCORES')
for i = 1, #due, 2 do
  redis.call('ZREM', KEYS[1], due[i])
  redis.call('XADD', KEYS[2], '*', ARGV[3], due[i], 'due', due[i + 1], unpack(ARGV, 4))
end
return #due / 2
