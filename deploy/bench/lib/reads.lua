-- wrk: GETs paths drawn at random from the file in BENCH_PATHS; at the end one line of JSON.
local count = 0
function setup(thread)
  count = count + 1
  thread:set("number", count)
end

function init()
  math.randomseed(os.time() * 100 + number)
  requests = {}
  for path in io.lines(os.getenv("BENCH_PATHS")) do
    requests[#requests + 1] = wrk.format("GET", path, { ["Host"] = wrk.headers["Host"], ["Accept"] = "application/json" })
  end
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '{"flows": %d, "seconds": %.3f, "p50": %.3f, "p95": %.3f, "p99": %.3f, "errors": %d, "bytes": %d}\n', summary.requests,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout, summary.bytes / math.max(summary.requests, 1)))
end
