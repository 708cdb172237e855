#!/usr/bin/env bash
# Gathers the publisher of ../shared/origin (500 feeds of 20 articles made from real pages) three times - all new, nothing
# new, one new item a feed - and prints entries a second, CPU time and peak memory of each pass. Loopback only; stops by itself.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${TEARSHEET_SHARED:-../shared}
feeds=${FEEDS:-500} items=${ITEMS:-20} hosts=${HOSTS:-4}
[ -d "$shared/origin" ] || { echo "skipped: $shared/origin is not there"; exit 0; }
work=$(mktemp -d)
(cd "$shared/origin" && go build -o "$work/origin" .)
CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o "$work/tearsheet" ./cmd/tearsheet
"$work/origin" -addr 127.0.0.1:18480 -feeds "$feeds" -items "$items" -hosts "$hosts" -html "$shared/data/pages/scrapinghub" 2>"$work/origin.log" &
origin=$!
trap 'kill $origin 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 50); do curl -sf -o "$work/feeds.opml" http://127.0.0.1:18480/opml && break; sleep 0.1; done
export TEARSHEET_DATA=$work/news TEARSHEET_FETCH_ALLOW=127.0.0.0/8 TEARSHEET_FETCH_ALLOW_PORTS=18480 TEARSHEET_FETCH_SPACING=0s TEARSHEET_FOLLOW_STOP=0s
"$work/tearsheet" source import "$work/feeds.opml"
pass() { # name, what the figures are per
	echo "== $1"
	/usr/bin/time -f '%U %S %e %M' -o "$work/time" "$work/tearsheet" gather --now
	awk -v n="$2" -v what="$3" '{ printf "%.1f s wall, %.2f s CPU, %.0f %ss/s, %.3f ms CPU a %s, peak %.0f MB\n", $3, $1+$2, n/$3, what, 1000*($1+$2)/n, what, $4/1024 }' "$work/time"
}
pass "first pass: everything is new" $((feeds * items)) entry
curl -s http://127.0.0.1:18480/_stats > "$work/before"
pass "second pass: nothing changed" "$feeds" feed
curl -s http://127.0.0.1:18480/_stats > "$work/after"
python3 - "$work/before" "$work/after" <<'P'
import json, sys
a, b = (json.load(open(f)) for f in sys.argv[1:])
print('requests of the second pass:', {k: b[k] - a[k] for k in ('feed200', 'feed304', 'page200', 'page304', 'other')})
P
curl -s -X POST 'http://127.0.0.1:18480/_advance?k=1' > /dev/null
pass "third pass: one new item a feed" "$feeds" feed
"$work/tearsheet" check
echo "== stored"
du -k "$work/news" | awk -v n=$((feeds * items)) '{ printf "%.1f kB an entry on disk, pages kept\n", $1/n }'
