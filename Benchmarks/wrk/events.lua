-- Bodies for the load generator: realistic envelopes of about 1.5 KB, made once per thread, of which only the event id
-- changes from request to request. Shared by single.lua, batch.lua and paced.lua.

local events = {}

local CONTEXT = '"context":{"appId":"3b1f9a54-7c0e-4d2b-9f66-51e8a0c7d912","appName":"Sales pulse",'
  .. '"user":"UserDirectory=NORD; UserId=user%04d","sheetId":"e2a7c4d0-18b5-4f39-a6d1-90b3c57f2e84",'
  .. '"sheetName":"Regional view","userAgent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 '
  .. 'Chrome/144.0 Safari/537.36"}'

local function hex(digits)
  local text = {}
  for i = 1, digits do text[i] = string.format("%x", math.random(0, 15)) end
  return table.concat(text)
end

local function uuid()
  return hex(8) .. "-" .. hex(4) .. "-4" .. hex(3) .. "-8" .. hex(3) .. "-" .. hex(12)
end

local function selections()
  local list = {}
  for i = 1, math.random(4, 8) do
    list[i] = string.format(
      '{"qField":"Field %d","qSelectedCount":%d,"qTotal":%d,"qStateName":"$","qSelected":"%s, %s"}',
      i, math.random(1, 9), math.random(10, 99), hex(math.random(8, 24)), hex(math.random(8, 24)))
  end
  return table.concat(list, ",")
end

local function chart()
  local rows = {}
  for i = 1, 20 do rows[i] = string.format('["%s",%d.%02d]', hex(12), math.random(0, 99999), math.random(0, 99)) end
  return '{"objectType":"barchart","dimensions":[{"label":"Region"}],"measures":[{"label":"Sales"}],"rows":['
    .. table.concat(rows, ",") .. "]}"
end

-- The two parts of an envelope around its event id, which carries the data of a chart.
local function object_data_template()
  local head = '{"schemaVersion":1,"eventId":"'
  local tail = '","correlationId":"' .. uuid()
    .. '","timestamp":"2026-02-11T09:14:05.902Z","type":"screenshot.url.received",'
    .. '"source":{"kind":"qlik-sense-extension","name":"audit-qs","version":"0.4.1"},'
    .. '"payload":{' .. string.format(CONTEXT, math.random(0, 9999))
    .. ',"event":{"screenshotUrl":"https://qs.example.com/tempcontent/' .. uuid() .. '/a.png","selectionTxnId":"'
    .. uuid() .. '","objectId":"' .. hex(6) .. '","objectData":' .. chart() .. "}}}"
  return { head = head, tail = tail }
end

-- The two parts of an envelope around its event id.
local function template()
  local transaction = uuid()
  local head = '{"schemaVersion":1,"eventId":"'
  local tail = '","correlationId":"' .. transaction
    .. '","timestamp":"2026-02-11T09:14:03.221Z","type":"selection.state.changed",'
    .. '"source":{"kind":"qlik-sense-extension","name":"audit-qs","version":"0.4.1"},'
    .. '"payload":{"timestamp":"2026-02-11T09:14:03.221Z",' .. string.format(CONTEXT, math.random(0, 9999))
    .. ',"event":{"type":"selection.state.changed","selectionTxnId":"' .. transaction .. '","details":['
    .. selections() .. ']}}}'
  return { head = head, tail = tail }
end

-- Seeds this thread and makes `count` templates and the fixed half of its event ids. With OBJECT_DATA_EVERY = n
-- every n-th template carries the data of a chart.
function events.prepare(count)
  local random = io.open("/dev/urandom", "rb")
  local bytes = random:read(4)
  random:close()
  math.randomseed(bytes:byte(1) + bytes:byte(2) * 256 + bytes:byte(3) * 65536 + bytes:byte(4) % 128 * 16777216)
  events.templates = {}
  for i = 1, count do
    local has_data = OBJECT_DATA_EVERY and i % OBJECT_DATA_EVERY == 0
    events.templates[i] = has_data and object_data_template() or template()
  end
  events.prefix = hex(8) .. "-" .. hex(4) .. "-4" .. hex(3) .. "-8" .. hex(3) .. "-"
  events.counter = 0
end

-- The next event id: this thread's random half, then a counter.
function events.next_id()
  events.counter = events.counter + 1
  return events.prefix .. string.format("%012x", events.counter)
end

-- The head of a request with a body of a known length.
function events.request_head(path, content_type, length)
  return "POST " .. path .. " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
    .. (os.getenv("VIDIMUS_TOKEN") or "") .. "\r\nContent-Type: " .. content_type
    .. "\r\nContent-Length: " .. length .. "\r\n\r\n"
end

return events
