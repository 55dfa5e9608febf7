"""Datasette on the same rows: one table, an index on each faceted column, full text over both names.

It is no dependency: ``CONCERTATION_PEER_DATASETTE`` names its command, or ``datasette`` is looked for on the PATH. Its
limits of time are raised, so that it gives up on nothing; its facets are asked for by name, none is suggested.
"""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.lists.asking import wait_for

FACETS = ("kind", "coding", "sector", "province")
_SETTINGS = {
    "facet_time_limit_ms": "60000",
    "sql_time_limit_ms": "60000",
    "facet_suggest_time_limit_ms": "1",
    "suggest_facets": "off",
    "default_cache_ttl": "0",
    "num_sql_threads": "4",
    "cache_size_kb": "65536",
}
_ROWS = """
    INSERT INTO organisation SELECT o.id, o.key, o.name_en, o.name_fr, o.kind,
        CASE WHEN o.is_governmental THEN 'governmental' ELSE 'non_governmental' END,
        (SELECT s.sector FROM register.organisation_sector s WHERE s.organisation_id = o.id),
        (SELECT substr(a.code, 1, 2) FROM register.organisation_area l JOIN register.area a ON a.id = l.area_id
            WHERE l.organisation_id = o.id)
    FROM register.organisation o
"""


def command() -> str | None:
    """Where it is, if it is."""
    return os.environ.get("CONCERTATION_PEER_DATASETTE") or shutil.which("datasette")


def write_rows(register: Path, target: Path) -> None:
    """The same organisations, with the same four facets, in a database of their own."""
    database = sqlite3.connect(target)
    database.execute("ATTACH ? AS register", [str(register)])
    database.execute(
        "CREATE TABLE organisation (id INTEGER PRIMARY KEY, key TEXT, name_en TEXT, name_fr TEXT, kind TEXT,"
        " coding TEXT, sector TEXT, province TEXT)"
    )
    database.execute(_ROWS)
    for column in (*FACETS, "name_fr"):
        database.execute(f"CREATE INDEX organisation_{column} ON organisation({column})")
    database.execute(
        "CREATE VIRTUAL TABLE organisation_fts USING fts5(name_en, name_fr, content='organisation', content_rowid='id',"
        ' tokenize="unicode61 remove_diacritics 2")'
    )
    database.execute("INSERT INTO organisation_fts(organisation_fts) VALUES ('rebuild')")
    database.commit()
    database.execute("ANALYZE")
    database.execute("DETACH register")
    database.close()


@contextmanager
def serving(rows: Path, log: Path) -> Iterator[tuple[int, int]]:
    """Its pages on a free port; the port and the number of the process."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    settings = [part for name, value in _SETTINGS.items() for part in ("--setting", name, value)]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [str(command()), "serve", str(rows), "--port", str(port), *settings], stdout=output, stderr=output
        )
        try:
            wait_for(port, "/", server)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait(60)
