-- One event a request at a given rate: each connection waits between its requests, evenly spread about the mean.
-- VIDIMUS_RATE is the rate of all connections of this thread together, VIDIMUS_CONNECTIONS their number.

dofile(os.getenv("VIDIMUS_WRK") .. "/single.lua")

local mean = 1000 * tonumber(os.getenv("VIDIMUS_CONNECTIONS")) / tonumber(os.getenv("VIDIMUS_RATE"))

-- Milliseconds; whole numbers whose mean is the wanted pause.
function delay()
  return math.floor(math.random() * 2 * mean + 0.5)
end
