"""Claim: pages of doubles stay quick in a large register, since the comparison is kept; a merge takes a second.

Run: ``python -m benchmarks.doubles [ORGANISATIONS]``. A temporary register receives the made list of the matching
benchmark, with a membership an organisation; the comparison is worked out once; then a page of the queue, the next
card, one preview, one merge and its undoing are timed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from benchmarks.matching_growth import SEED, made_list
from benchmarks.timing import peak_memory, repeated, timed, typical

PARTNERSHIPS = 50


def main(organisations: int) -> None:
    """Fill, compare, look, merge, undo."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONCERTATION_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "concertation.project.settings"
        import django  # noqa: PLC0415 after the settings know where the data is

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        _fill(organisations)
        _measure(organisations)


def _fill(count: int) -> None:
    from concertation.store.history import recording  # noqa: PLC0415
    from concertation.store.loading import insert_facts  # noqa: PLC0415

    made = made_list(count, SEED)
    names = made.names.select("row", "name").iter_rows()
    places = made.places.select("row", "locality").iter_rows()
    numbers = made.identifiers.select("row", "number").iter_rows()
    facts: dict[str, dict[str, dict[str, object]]] = {
        "organisation": {f"o{row}": {"name_en": name} for row, name in names},
        "site": {f"s{row}": {"organisation": f"o{row}", "city_en": place, "province": "ON"} for row, place in places},
        "organisation_identifier": {
            f"n{row}": {"organisation": f"o{row}", "scheme": "business_number", "value": number}
            for row, number in numbers
        },
        "partnership": {f"p{n}": {"name_en": f"Table {n}"} for n in range(PARTNERSHIPS)},
        "membership": {
            f"m{row}": {"partnership": f"p{row % PARTNERSHIPS}", "organisation": f"o{row}"} for row in range(count)
        },
    }
    with recording(kind="imported", reason="a made list"):
        insert_facts(facts)


def _measure(count: int) -> None:
    from concertation.journeys.matching import Asked, count_matches, find_matches, progress, work_out_matches  # noqa: PLC0415
    from concertation.journeys.matching.queue import next_match  # noqa: PLC0415
    from concertation.journeys.merging import merge_organisations, plan_merge  # noqa: PLC0415
    from concertation.journeys.undoing import undo_change  # noqa: PLC0415

    def tell(what: str, deed: Callable[[], Any], times: int = 3) -> Any:
        value, costs = repeated(deed, times=times)
        print(f"{what:<52} {typical(costs)}")
        return value

    _, cost = timed(work_out_matches)
    print(f"{count:,} organisations compared and their pairs kept".ljust(52), cost)
    print(f"pairs kept: {count_matches(Asked(state='all')):,}; peak memory {peak_memory():,.0f} MB")
    pairs = tell("a page of the queue (25 pairs)", lambda: find_matches(Asked()))
    tell("how many there are, and progress", lambda: (count_matches(Asked()), progress()))
    tell("a page of one city", lambda: find_matches(Asked(place="Ba")))
    tell("the next card", lambda: next_match(Asked(), after=(pairs[9].one, pairs[9].other)))
    one, other = pairs[0].one, pairs[0].other
    tell("what a merge comes to", lambda: plan_merge(kept=one, absorbed=other))
    merged, cost = timed(lambda: merge_organisations(kept=one, absorbed=other, user=None))
    print(f"{'the merge':<52} {cost}")
    _, cost = timed(lambda: undo_change(merged.change_id, user=None))
    print(f"{'the merge undone':<52} {cost}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
