#!lua
-- Keep a partner's share in the inbox once, and within the partner's limit.
--
-- KEYS  mark of what was sent, shares of the hour, the new token, inbox
-- ARGV  life of the mark (s), digest of the body, most shares an hour, an hour (s),
--       the new token, life of a token (s), fields of the entry
-- Gives "kept", "again" or "differs" with the token, or "over" with the seconds to wait.
local sent = redis.call('GET', KEYS[1])
if sent then
  local token, digest = sent:match('^(%S+) (%S+)$')
  return { digest == ARGV[2] and 'again' or 'differs', token }
end
if tonumber(redis.call('GET', KEYS[2]) or 0) >= tonumber(ARGV[3]) then
  return { 'over', tostring(redis.call('TTL', KEYS[2])) }
end
if redis.call('INCR', KEYS[2]) == 1 then redis.call('EXPIRE', KEYS[2], ARGV[4]) end
redis.call('SET', KEYS[3], '', 'EX', ARGV[6])
redis.call('XADD', KEYS[4], '*', unpack(ARGV, 7))
redis.call('SET', KEYS[1], ARGV[5] .. ' ' .. ARGV[2], 'EX', ARGV[1])
return { 'kept', ARGV[5] }
