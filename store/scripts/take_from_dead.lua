#!lua
-- Give what a dead process had in hand to living consumers, in turn, without counting it as a
-- delivery: KEYS stream; ARGV group, how the names of the dead consumers begin, the living ones.
-- Gives how many entries that were.
local given = 0
for _, row in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local about = {}
  for i = 1, #row, 2 do about[row[i]] = row[i + 1] end
  if about.name:sub(1, #ARGV[2]) == ARGV[2] and about.pending > 0 then
    local pending = redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', about.pending, about.name)
    for _, entry in ipairs(pending) do
      local living = ARGV[3 + given % (#ARGV - 2)]
      redis.call('XCLAIM', KEYS[1], ARGV[1], living, 0, entry[1], 'JUSTID')
      given = given + 1
    end
  end
end
return given
