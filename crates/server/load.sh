#!/usr/bin/env bash
# How many questions a second the server answers, how long the slowest of a hundred takes, and how much memory it needs.
#
#   crates/server/load.sh RECORD.db [SECONDS] [CONNECTIONS] [ONE_SIDE] [OTHER_SIDE] [WORD]
#
# Needs wrk and curl, and the program in $DATELINE (else target/release/dateline). `first` is the first answer of each
# question, before anything is kept; the rest is wrk's, from kept answers but for `cold`, which asks with another filter each time.
set -euo pipefail
record=$1 seconds=${2:-10} connections=${3:-16} one=${4:-XXA} other=${5:-XXB} word=${6:-wounded}
program=${DATELINE:-target/release/dateline}
work=$(mktemp -d)
"$program" --db "$record" serve --port 0 >"$work/out" 2>"$work/err" &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do grep -q http "$work/out" && break; sleep 0.2; done
base=$(head -1 "$work/out")api/v1
memory() { awk '/VmRSS/ {r = $2} /VmHWM/ {h = $2} END {printf "%d MiB now, %d MiB at most\n", r / 1024, h / 1024}' "/proc/$server/status"; }
echo "record: $(curl -s "$base/meta" | sed 's/.*"counts":{\([^}]*\)}.*/\1/')"
echo "at rest: $(memory)"
incident=$(curl -s "$base/incidents?limit=1" | sed 's/.*"rows":\[{"id":"\([^"]*\)".*/\1/')
report=$(curl -s "$base/reports?limit=1" | sed 's/.*"rows":\[{"id":"\([^"]*\)".*/\1/')
cat >"$work/cold.lua" <<'LUA'
local n = 0
local path = ...
request = function()
  n = n + 1
  local day = string.format("20%02d-%02d-%02d", n % 90 + 10, math.floor(n / 90) % 12 + 1, math.floor(n / 1080) % 28 + 1)
  return wrk.format("GET", wrk.path .. "to=" .. day)
end
LUA
printf '%-44s %9s %10s %9s %9s\n' question first requests/s p50 p99
line() {
  local name=$1 path=$2 script=${3:-}
  local first; first=$(curl -s -o /dev/null -w '%{time_total}' "$base/$path")
  wrk -t1 -c"$connections" -d"${seconds}s" --latency ${script:+-s "$script"} "$base/$path" >"$work/wrk"
  grep -E 'Non-2xx|Socket errors' "$work/wrk" || true
  printf '%-44s %8.0f ms %8.0f %9s %9s\n' "$name" "$(awk "BEGIN {print $first * 1000}")" \
    "$(awk '/Requests\/sec/ {print $2}' "$work/wrk")" "$(awk '/ 50%/ {print $2}' "$work/wrk")" "$(awk '/ 99%/ {print $2}' "$work/wrk")"
}
line "meta" "meta"
line "incidents" "incidents"
line "incidents, one side" "incidents?actor=$one"
line "timeline" "timeline"
line "timeline, one side against the other" "timeline?actor=$one&against=$other"
line "map" "map"
line "disputes" "disputes"
line "tolls" "tolls"
line "sources" "sources"
line "one incident" "incidents/$incident"
line "one report" "reports/$report"
line "search" "search?q=$word"
line "incidents, cold (another filter each time)" "incidents?" "$work/cold.lua"
line "timeline, cold" "timeline?" "$work/cold.lua"
line "map, cold" "map?" "$work/cold.lua"
echo "afterwards: $(memory)"
