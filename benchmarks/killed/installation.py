"""Copies of a small register on either database, and the whole of one as a fingerprint."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import sleep
from typing import Any
from urllib.parse import urlsplit, urlunsplit

# Instants differ from one run of a deed to the next; all else must not.
_INSTANTS = ("made_at", "history_date", "uploaded_at", "begun_at", "ended_at")

_OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@dataclass(frozen=True, slots=True)
class Installation:
    """The register that deeds are done on; ``server`` is the address of PostgreSQL, empty on SQLite."""

    folder: Path
    server: str

    @property
    def _file(self) -> Path:
        return self.folder / "concertation.sqlite3"

    @property
    def _database(self) -> str:
        return f"killed_{os.getpid()}"

    def _kept(self, name: str) -> Path:
        return self.folder / f"{name}.kept"

    def keep_as(self, name: str) -> None:
        """Keeps the register as it stands, under a name."""
        if self.server:
            self._administer(f'CREATE DATABASE "{self._database}_{name}" TEMPLATE "{self._database}"')
        else:
            with closing(sqlite3.connect(self._file)) as one, closing(sqlite3.connect(self._kept(name))) as other:
                one.backup(other)

    def start_from(self, name: str) -> None:
        """Puts a register that was kept in place, as if nothing else had ever been."""
        if self.server:
            self._administer(f'DROP DATABASE IF EXISTS "{self._database}" WITH (FORCE)')
            self._administer(f'CREATE DATABASE "{self._database}" TEMPLATE "{self._database}_{name}"')
            return
        for end in ("", "-wal", "-shm"):
            Path(f"{self._file}{end}").unlink(missing_ok=True)
        shutil.copy(self._kept(name), self._file)

    def create(self) -> None:
        """An empty database."""
        os.environ["CONCERTATION_DATA"] = str(self.folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "concertation.project.settings"
        if self.server:
            self._administer(f'CREATE DATABASE "{self._database}"')
            address = urlsplit(self.server)._replace(path=f"/{self._database}")
            os.environ["CONCERTATION_DATABASE_URL"] = urlunsplit(address)

    def close(self, kept: list[str]) -> None:
        """Takes the databases away."""
        for name in [self._database, *(f"{self._database}_{end}" for end in kept)] if self.server else []:
            self._administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _administer(self, statement: str) -> None:
        import psycopg  # noqa: PLC0415 only where PostgreSQL is

        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)


def aside(deed: Callable[[], Any]) -> int:
    """Starts a process that does this and ends; its number."""
    child = os.fork()
    if child:
        return child
    status = 1
    # Keys that nobody named are drawn alike in every run, so that two runs can be compared.
    secrets.choice = Random(1).choice
    try:
        deed()
        status = 0
    except BaseException as error:
        print(f"  {error!r}", flush=True)
    finally:
        os._exit(status)


def answer_of(deed: Callable[[], Any]) -> Any:
    """What a process that does this alone, from a fresh connection, answers."""
    read, write = os.pipe()

    def tell() -> None:
        os.write(write, json.dumps(deed()).encode())
        os.close(write)

    child = aside(tell)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        text = stream.read()
    if os.waitpid(child, 0)[1] != 0:
        raise RuntimeError("a process that was not killed failed")
    return json.loads(text)


def fingerprint() -> str:
    """Of every table of the register with its history, but for instants."""
    from concertation.store.whole import read_table, register_models, table_columns  # noqa: PLC0415

    digest = hashlib.sha256()
    for model in register_models():
        columns = table_columns(model)
        kept = [place for place, name in enumerate(columns) if name not in _INSTANTS]
        for row in read_table(model):
            digest.update(json.dumps([row[place] for place in kept], ensure_ascii=False).encode())
    return digest.hexdigest()


@contextmanager
def quiet_database() -> Iterator[None]:
    """Once PostgreSQL has noticed who is gone."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for _ in range(600):
                cursor.execute(_OTHERS)
                if cursor.fetchone()[0] == 0:
                    break
                sleep(0.05)
    yield
