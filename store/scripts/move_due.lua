#!lua
-- Move what is due from a sorted set into a stream: KEYS sorted set, stream; ARGV the highest score,
-- how many to pass over, the most to move, how long the stream may get ("" for any length), the
-- stream's field, further fields and values. Gives how many were moved.
local most = tonumber(ARGV[3])
if ARGV[4] ~= '' then
  most = math.min(most, tonumber(ARGV[4]) - redis.call('XLEN', KEYS[2]))
end
if most <= 0 then return 0 end
local due = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', ARGV[2], most,
  'WITHSCORES')
for i = 1, #due, 2 do
  redis.call('ZREM', KEYS[1], due[i])
  redis.call('XADD', KEYS[2], '*', ARGV[5], due[i], 'due', due[i + 1], unpack(ARGV, 6))
end
return #due / 2
