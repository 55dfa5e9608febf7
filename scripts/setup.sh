#!/usr/bin/env bash
# Makes the environment: set-up is skipped when nothing it depends on has changed.
#   scripts/setup.sh [base|dev]
set -euo pipefail
cd "$(dirname "$0")/.."
flavour="${1:-base}"
lock="requirements.lock.txt"
[ "$flavour" = dev ] && lock="requirements-dev.lock.txt"
export UV_NO_PYTHON_DOWNLOADS=1

stamp() { cat "$@" | sha256sum | cut -d' ' -f1; }

find_python() {
    for candidate in python3.11 python3.12 python3.13 python3; do
        if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "Concertation needs Python 3.11 or newer. Install it, then run this again." >&2
    exit 1
}

wanted="$(stamp "$lock" pyproject.toml)"
installed="$(cat ".venv/.installed-$flavour" 2>/dev/null || true)"
if [ "$flavour" = base ] && [ -f .venv/.installed-dev ] && [ "$(cat .venv/.installed-dev)" = "$(stamp requirements-dev.lock.txt pyproject.toml)" ]; then
    installed="$wanted"
fi
if [ "$installed" != "$wanted" ]; then
    python="$(find_python)"
    [ -x .tools/bin/uv ] || { "$python" -m venv .tools && .tools/bin/pip install -q --disable-pip-version-check uv 2>/dev/null; }
    [ -x .venv/bin/python ] || .tools/bin/uv venv -q --python "$python" .venv
    echo "Installing Python packages ($flavour)…"
    .tools/bin/uv pip sync -q --python .venv/bin/python --require-hashes "$lock"
    .tools/bin/uv pip install -q --python .venv/bin/python --no-deps -e .
    rm -f .venv/.installed-base .venv/.installed-dev
    echo "$wanted" > ".venv/.installed-$flavour"
fi

scripts/build_assets.sh
.venv/bin/python scripts/compile_translations.py
