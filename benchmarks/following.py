"""Claim: after an edit, the register of 100,000 partnerships is up to date in a few hundredths of the time to read it.

Run: ``python -m benchmarks.following [PARTNERSHIPS]``. A temporary register on SQLite is filled and looked at; then 1,
100, 10,000… memberships are corrected in one change, and what follows is timed and compared with a fresh look, table by
table. The first size at which following is no quicker is where reading afresh should begin
(``journeys/observation``). The first page, whose classification follows too, is asked for after one edit.
"""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

from benchmarks.register import AS_OF, make_register
from benchmarks.snapshot import SEED, _fill
from benchmarks.timing import Cost, peak_memory, timed

SIZES = (1, 100, 10_000, 100_000, 300_000, 600_000)


def main(partnerships: int) -> None:
    """Fill, look, edit, look again."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONCERTATION_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "concertation.project.settings"
        import django  # noqa: PLC0415 after the settings know where the data is

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        rows = sum(_fill(make_register(partnerships, seed=SEED).tables, 0.0, 1.0).values())
        _correct(0)
        _measure(rows, 10 * partnerships)
        _first_page()


def _measure(rows: int, memberships: int) -> None:
    from concertation.core.facts import all_kinds  # noqa: PLC0415 after the settings
    from concertation.journeys import observation  # noqa: PLC0415
    from concertation.store.snapshot_builder import build_snapshot  # noqa: PLC0415

    _, first = timed(lambda: observation.observe_register(as_of=AS_OF))
    print(f"{rows:,} rows, load {os.getloadavg()[0]:.1f}; first look {first}")
    observation._SHARE = 1
    observation._FEW = rows
    for size in (size for size in SIZES if size <= memberships):
        _correct(size)
        seen, cost = timed(lambda: observation.observe_register(as_of=AS_OF))
        fresh, afresh = timed(lambda: build_snapshot(as_of=AS_OF))
        differing = [kind.id for kind in all_kinds() if not seen[kind.id].equals(fresh[kind.id])]
        share = f"{100 * size / rows:.2f} % of the rows"
        print(f"{size:>8,} corrected, {share}: followed in {cost}, read afresh in {afresh}; {_said(differing)}")
    print(f"peak memory {peak_memory():,.0f} MB")


def _first_page() -> None:
    from django.test import Client  # noqa: PLC0415 after the settings

    visitor, address = Client(SERVER_NAME="localhost"), f"/en/?as_of={AS_OF}"
    costs: list[Cost] = [timed(lambda: visitor.get(address))[1] for _ in range(2)]
    _correct(1)
    _, after = timed(lambda: visitor.get(address))
    print(f"first page: {costs[0]}; again {costs[1]}; after an edit {after}")


def _said(differing: list[str]) -> str:
    return f"DIFFERENT: {', '.join(differing)}" if differing else "the same tables"


def _correct(count: int) -> None:
    """One change that corrects the first memberships, each with its version, in two statements."""
    from django.db import connection  # noqa: PLC0415 after the settings

    from concertation.store.history import recording  # noqa: PLC0415
    from concertation.store.models import Membership  # noqa: PLC0415

    model: Any = Membership
    names = ", ".join(f'"{field.column}"' for field in model._meta.local_concrete_fields)
    history = model.history.model._meta.db_table
    with recording(kind="edited", reason=f"{count} memberships") as change, connection.cursor() as cursor:
        cursor.execute(f"UPDATE membership SET note = 'corrected in {change.pk}' WHERE id <= {count}")
        cursor.execute(
            f"INSERT INTO {history} ({names}, history_date, history_type, change_id)"
            f" SELECT {names}, '2026-01-01 00:00:00', '~', {change.pk} FROM membership WHERE id <= {count}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
