#!lua
-- One event's change, all or nothing: it is made only if the event has not been applied yet
-- and everything its decision was read from still reads the same.
--
-- KEYS[1]  the mark that the event was applied; then every key that is read or written
-- ARGV     life of the mark in seconds
--          number of reads;  each: count, command, key index, arguments, count, reply items
--          number of writes; each: count, command, key index, arguments
-- Gives 1 (applied), 0 (had been applied before) or -1 (a read has changed: decide again).
local at = 0
local function take()
  at = at + 1
  return ARGV[at]
end

-- HINCRBY with several fields, which no server has: their sums are written by one command.
local function add(key, first, last)
  local names, sums = {}, {}
  for i = first, last, 2 do names[#names + 1] = ARGV[i] end
  local before = redis.call('HMGET', key, unpack(names))
  for i, name in ipairs(names) do
    sums[2 * i - 1] = name
    sums[2 * i] = string.format('%.0f', tonumber(before[i] or 0) + tonumber(ARGV[first + 2 * i - 1]))
  end
  return redis.call('HSET', key, unpack(sums))
end

local function call()
  local last = tonumber(take()) + at
  local command, key = take(), KEYS[tonumber(take())]
  local first = at + 1
  at = last
  if command == 'HINCRBY' and last > first + 1 then return add(key, first, last) end
  return redis.call(command, key, unpack(ARGV, first, last))
end

local function flat(reply, items)
  if type(reply) == 'table' then
    for _, item in ipairs(reply) do flat(item, items) end
  else
    items[#items + 1] = reply and tostring(reply) or '\0nil'
  end
  return items
end

local function still_true()
  local items = flat(call(), {})
  local same = #items == tonumber(take())
  for i = 1, tonumber(ARGV[at]) do
    if take() ~= items[i] then same = false end
  end
  return same
end

local life = take()
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
for _ = 1, tonumber(take()) do
  if not still_true() then return -1 end
end
for _ = 1, tonumber(take()) do call() end
redis.call('SET', KEYS[1], '1', 'EX', life)
return 1
