-- wrk with one connection per thread: each thread is one new guest after another, who puts two items into the cart,
-- looks at the cart, orders, and opens the order. At the end one line of JSON, latencies per whole flow.
local ffi = require("ffi")
ffi.cdef [[ struct bench_time { long s; long ns; }; int clock_gettime(int, struct bench_time *); ]]
local stamp = ffi.new("struct bench_time")
local function now()
  ffi.C.clock_gettime(1, stamp)
  return tonumber(stamp.s) * 1e3 + tonumber(stamp.ns) / 1e6
end

local threads = {}
function setup(thread)
  threads[#threads + 1] = thread
  thread:set("number", #threads)
end

local variants, step, cookie, order, began = {}, 1, nil, nil, 0
flows, wrong, first_wrong, times = 0, 0, "", {}
local contact = '{"contact":{"name":"Camille Canari","phone":"+33612345678"}}'

function init()
  math.randomseed(os.time() * 100 + number)
  for variant in io.lines(os.getenv("BENCH_VARIANTS")) do variants[#variants + 1] = variant end
  origin = os.getenv("BENCH_URL")
end

local function ask(method, path, body, more)
  local headers = { ["Host"] = wrk.headers["Host"], ["Accept"] = "application/json" }
  if body then headers["Content-Type"] = "application/json" end
  if cookie then headers["Cookie"] = cookie; headers["Origin"] = origin end
  for name, value in pairs(more or {}) do headers[name] = value end
  return wrk.format(method, path, headers, body)
end

local function add()
  return ask("POST", "/v1/cart/lines", '{"variant_id":"' .. variants[math.random(#variants)] .. '","quantity":1}')
end

function request()
  if step == 1 then
    cookie, began = nil, now()
    return add()
  elseif step == 2 then
    return add()
  elseif step == 3 then
    return ask("GET", "/v1/cart")
  elseif step == 4 then
    local key = string.format("bench-%d-%d-%.6f", number, math.random(1e9), began)
    return ask("POST", "/v1/checkouts", contact, { ["Idempotency-Key"] = key })
  end
  return ask("GET", "/v1/orders/" .. order)
end

local expected = { 201, 201, 200, 201, 200 }
function response(status, headers, body)
  if status ~= expected[step] then
    wrong = wrong + 1
    if first_wrong == "" then first_wrong = step .. ": " .. status .. " " .. body:sub(1, 300):gsub('[%c"\\]', " ") end
    step = 1
    return
  end
  if step == 1 then
    local set = headers["set-cookie"] or headers["Set-Cookie"] or ""
    cookie = set:match("^[^;]+")
  elseif step == 4 then
    order = body:match('"id":"(ord_[^"]+)"')
  elseif step == 5 then
    flows = flows + 1
    times[#times + 1] = now() - began
  end
  step = step % 5 + 1
end

function done(summary)
  local all, flows, wrong, first = {}, 0, 0, ""
  for _, thread in ipairs(threads) do
    flows, wrong = flows + thread:get("flows"), wrong + thread:get("wrong")
    if first == "" then first = thread:get("first_wrong") end
    for _, one in ipairs(thread:get("times")) do all[#all + 1] = one end
  end
  table.sort(all)
  local function at(part) return all[math.max(1, math.ceil(#all * part))] or 0 end
  local e = summary.errors
  io.write(string.format(
    '{"flows": %d, "seconds": %.3f, "p50": %.3f, "p99": %.3f, "errors": %d, "first_error": "%s"}\n', flows,
    summary.duration / 1e6, at(0.5), at(0.99), wrong + e.connect + e.read + e.write + e.timeout, first))
end
