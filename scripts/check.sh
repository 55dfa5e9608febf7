#!/usr/bin/env bash
# Every check prints one line; a failed one prints what it found, and the rest still run.
set -uo pipefail
cd "$(dirname "$0")/.."
export CONCERTATION_DATA="$(mktemp -d)" CONCERTATION_SECRET_KEY=of-nothing DJANGO_SETTINGS_MODULE=concertation.project.settings
types="$(mktemp)"
trap 'rm -rf "$CONCERTATION_DATA" "$types"' EXIT
failed=0
check() {
    local name="$1" output
    shift
    if output="$("$@" 2>&1)"; then echo "ok      $name"; else echo "FAILED  $name"; echo "$output"; failed=1; fi
}
no_forbidden_words() {
    local found=0 host
    if git grep -nE '(^|[^A-Za-z0-9_.])/(work|farm|root|tmp/bash_jobs)/[A-Za-z0-9_.]' -- . ':!scripts/check.sh'; then found=1; fi
    for host in $( { npm config get registry; .venv/bin/python -m pip config list; } 2>/dev/null \
        | grep -oE 'https?://[^/" ]+' | sed -E "s#https?://([^@]*@)?##; s#'##g" | sort -u ); do
        if git grep -nF "$host" -- .; then found=1; fi
    done
    return $found
}
# Types take longer than all the rest: one core works on them alone.
(check "types" .venv/bin/mypy; exit "$failed") >"$types" &
check "format" .venv/bin/ruff format --check -q .
check "lint" .venv/bin/ruff check -q .
check "import contracts" .venv/bin/lint-imports
check "both languages whole" .venv/bin/python scripts/check_translations.py
check "notices of third parties follow the locks" .venv/bin/python scripts/write_notices.py --check
check "pages of methods follow the measures" .venv/bin/python scripts/write_methods.py --check
check "migrations in step" .venv/bin/python -m django makemigrations --check --dry-run
check "no path of a machine, no registry host" no_forbidden_words
wait $! || failed=1
cat "$types"
exit $failed
