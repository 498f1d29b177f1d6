#!lua
-- Reserve case numbers, each for one caller alone: KEYS how many each month has given, and skipped;
-- ARGV month, how many. They count as skipped until a case has them. Gives the last.
local skipped = redis.call('HINCRBY', KEYS[2], ARGV[1], ARGV[2])
return skipped + tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0)
