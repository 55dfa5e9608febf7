#!/usr/bin/env bash
# Prints where Chromium is; installs it first where that is possible.
set -euo pipefail
find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
find_chromium && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the tests in a browser…" >&2
    { apt-get update -q && apt-get install -y -q --no-install-recommends chromium; } >/dev/null 2>&1 || true
    find_chromium && exit 0
fi
echo "The tests in a browser need Chromium (Debian: apt-get install chromium)." >&2
exit 1
