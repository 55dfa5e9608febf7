"""The register that people browse and edit: the invented region, as many times as asked, organisations beside."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import numpy as np

LAST_DAY = date(2026, 6, 30)
SEED = 20130101
# Kinds that every copy of the region shares.
_SHARED = ("source", "area", "area_part")
_LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class Ground:
    """What there is to look at, by keys, and the sessions of people who signed in."""

    partnerships: tuple[str, ...]
    organisations: tuple[str, ...]
    memberships: tuple[str, ...]
    readers: tuple[str, ...]
    editors: tuple[str, ...]


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """An installation of its own: a folder with SQLite, or a database of the PostgreSQL at hand, dropped at the end."""
    os.environ["CONCERTATION_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "concertation.project.settings"
    server = os.environ.get("CONCERTATION_DATABASE_URL", "")
    if not server:
        yield "SQLite"
        return
    name = f"load_{os.getpid()}"
    _administer(server, f"CREATE DATABASE {name}")
    os.environ["CONCERTATION_DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    try:
        yield "PostgreSQL"
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def open_framework() -> None:
    """Loads the framework on the installation chosen and brings its tables up to date."""
    import django  # noqa: PLC0415 after the settings know where the data is

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)


def fill(*, copies: int, organisations: int, readers: int, editors: int) -> Ground:
    """Writes the region and its copies, and signs people in."""
    from concertation.core.demonstration import make_region  # noqa: PLC0415
    from concertation.store.history import recording  # noqa: PLC0415
    from concertation.store.loading import insert_facts  # noqa: PLC0415
    from concertation.store.models import Membership, Organisation, Partnership  # noqa: PLC0415

    book, _ = make_region(np.random.default_rng(SEED), last_day=LAST_DAY)
    for copy in range(copies):
        with recording(kind="imported", reason=f"region {copy}"):
            insert_facts(copied(book.rows, copy))
    beside = range(organisations - Organisation.objects.count())
    with recording(kind="imported", reason="beside"):
        insert_facts(
            {"organisation": {f"beside-{n}": {"name_en": f"Beside {n}", "name_fr": f"À côté {n}"} for n in beside}}
        )
    return Ground(
        partnerships=tuple(Partnership.objects.order_by("id").values_list("key", flat=True)),
        organisations=tuple(Organisation.objects.order_by("id").values_list("key", flat=True)),
        memberships=tuple(Membership.objects.order_by("id").values_list("key", flat=True)),
        readers=tuple(_signed_in(f"reader{n}", "viewer") for n in range(readers)),
        editors=tuple(_signed_in(f"editor{n}", "steward") for n in range(editors)),
    )


def copied(
    rows: Mapping[str, Mapping[str, Mapping[str, object]]], copy: int
) -> dict[str, dict[str, dict[str, object]]]:
    """The same facts under other keys; the first copy keeps them, places and sources are one for all."""
    from concertation.core.facts import fact_kind  # noqa: PLC0415

    def own(kind_id: str, key: object) -> str:
        return str(key) if copy == 0 or kind_id in _SHARED else _under(str(key), copy)

    made: dict[str, dict[str, dict[str, object]]] = {}
    for kind_id, facts in rows.items():
        if copy and kind_id in _SHARED:
            continue
        targets = {f.name: str(f.to) for f in fact_kind(kind_id).fields if f.type == "reference"}
        made[kind_id] = {
            own(kind_id, key): {
                name: own(targets[name], value) if name in targets and value is not None else value
                for name, value in values.items()
            }
            for key, values in facts.items()
        }
    return made


def _under(key: str, copy: int) -> str:
    """A key of its own for the copy; one that would be too long gives way to its print."""
    made = f"{key}--{copy}"
    return made if len(made) <= _LONGEST_KEY else f"{sha256(key.encode()).hexdigest()[:16]}--{copy}"


def _signed_in(username: str, role: str) -> str:
    """The session of someone who has signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from concertation.journeys.accounts.sessions import begin_session  # noqa: PLC0415
    from concertation.journeys.permission import give_role  # noqa: PLC0415

    user = User.objects.create_user(username, first_name=username.capitalize())
    give_role(user=user, role=role)  # type: ignore[arg-type]
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    begin_session(user=user, session=session, address="127.0.0.1", device="benchmark")
    session.save()
    return str(session.session_key)


def _administer(server: str, statement: str) -> None:
    import psycopg  # noqa: PLC0415 only where PostgreSQL is

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def count_facts() -> int:
    """How many facts the register holds."""
    from concertation.core.facts import all_kinds  # noqa: PLC0415
    from concertation.store.loading import fact_model  # noqa: PLC0415

    models: list[Any] = [fact_model(kind) for kind in all_kinds()]
    return sum(model._default_manager.count() for model in models)
