"""People who speak for a member are lifted while the member and they change hands together, then set down again.

The database refuses, at every instant, a person who speaks for a member of another organisation; and a member and its
people cannot change hands in one instant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db.models import Q

from concertation.journeys.neighbourhood import model_of
from concertation.journeys.removal import Numbers
from concertation.store.removing import remove_facts

_KIND = "representation"


@contextmanager
def lifted_representations(
    changing: Numbers, *, led: Mapping[int, Mapping[str, object]], gone: set[int]
) -> Iterator[None]:
    """Takes away the representations of these memberships and representatives, and brings them back at the end.

    ``led``: by number of a representation, the columns in which it comes back changed; ``gone`` do not come back.
    """
    condition = Q(membership_id__in=changing.get("membership", ()))
    condition |= Q(representative_id__in=changing.get("representative", ())) | Q(id__in={*led, *gone})
    lifted = list(model_of(_KIND).objects.filter(condition).order_by("id"))
    remove_facts({_KIND: {record.pk for record in lifted}})
    yield
    for record in lifted:
        if record.pk not in gone:
            _set_down(record, led.get(record.pk, {}))


def _set_down(record: Any, columns: Mapping[str, object]) -> None:
    for name, value in columns.items():
        setattr(record, name, value)
    record.save(force_insert=True)
