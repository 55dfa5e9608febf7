#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL that is always stopped and removed.
set -euo pipefail
cd "$(dirname "$0")/.."
bin="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)"
[ -n "$bin" ] || bin="$(dirname "$(command -v initdb || true)")"
if [ ! -x "$bin/initdb" ]; then
    (apt-get update -q && apt-get install -y -q postgresql) >/dev/null 2>&1 || true
    bin="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)"
fi
[ -x "$bin/initdb" ] || { echo "The database tests need PostgreSQL (Debian: apt-get install postgresql)." >&2; exit 1; }
folder="$(mktemp -d)"
as_owner() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || useradd --system postgres
    chown postgres "$folder"
    as_owner() { runuser -u postgres -- "$@"; }
fi
port="$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
finish() { (cd / && as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1) || true; rm -rf "$folder"; }
trap finish EXIT
(cd / && as_owner "$bin/initdb" -D "$folder/data" -U concertation -A trust -E UTF8 --locale=C.UTF-8 >/dev/null)
(cd / && as_owner "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
    -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start >/dev/null)
CONCERTATION_DATABASE_URL="postgresql://concertation@127.0.0.1:$port/postgres" "$@"
