#!/bin/sh
# Looks at every page type in Chromium: over the odd articles of the tests of
# internal/web, then over `tearsheet demo` with everything behind it.
# TEARSHEET_SHOTS=DIR keeps a picture of every view.
set -eu
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)

CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
if [ -z "$CHROMIUM" ]; then
	if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
		echo "The browser tests need Chromium: install it (Debian: apt-get install chromium), or name it in CHROMIUM." >&2
		exit 1
	fi
	apt-get update -q
	apt-get install -y -q --no-install-recommends chromium
	CHROMIUM=$(command -v chromium)
fi
export CHROMIUM

# Installed once for each lock file.
if ! cmp -s package-lock.json node_modules/.installed-lock; then
	PUPPETEER_SKIP_DOWNLOAD=1 npm ci --no-fund --no-audit
	cp package-lock.json node_modules/.installed-lock
fi

node text.mjs

work=$(mktemp -d)
pid=
stop_server() {
	if [ -n "$pid" ]; then
		kill "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
		pid=
	fi
}
stop() {
	stop_server
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' INT TERM

(cd "$root" && go test -c -o "$work/web.test" ./internal/web)
TEARSHEET_BROWSER="$work/address" "$work/web.test" -test.run '^TestServeForBrowser$' >"$work/log" 2>&1 &
pid=$!

tries=0
until [ -s "$work/address" ]; do
	tries=$((tries + 1))
	if [ "$tries" -gt 100 ] || ! kill -0 "$pid" 2>/dev/null; then
		cat "$work/log" >&2
		exit 1
	fi
	sleep 0.1
done
node check.mjs "http://$(cat "$work/address")"
stop_server

(cd "$root" && CGO_ENABLED=0 go build -o "$work/tearsheet" ./cmd/tearsheet)
"$work/tearsheet" demo --listen 127.0.0.1:0 >"$work/log" 2>&1 &
pid=$!
tries=0
until base=$(sed -n 's|^Edition: \(http://[^ ]*[^/ ]\)/*$|\1|p' "$work/log") && [ -n "$base" ] && node await.mjs "$base"; do
	tries=$((tries + 1))
	if [ "$tries" -gt 60 ] || ! kill -0 "$pid" 2>/dev/null; then
		cat "$work/log" >&2
		exit 1
	fi
	sleep 1
done
node check.mjs "$base" --quick
