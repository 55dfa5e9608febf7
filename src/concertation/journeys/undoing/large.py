"""Taking a large change back by SQL over the histories: no fact becomes an object.

Of facts that it corrected, any later correction stands in the way, whatever its columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User

from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission import Act, hands_of, require_writing
from concertation.journeys.undoing.hands import writings_back
from concertation.journeys.undoing.obstacles import NAMED, Obstacle, told_held, told_later, told_missing
from concertation.store.models import Change
from concertation.store.reversal import (
    Reversal,
    count_versions,
    facts_resting_on,
    kinds_of_change,
    later_versions,
    missing_references,
)

# Versions beyond which a change is taken back as a set.
LARGE = 2_000
_ACTS: tuple[Act, ...] = ("add", "correct", "remove")


def is_large(change: Change) -> bool:
    """Whether the change touched many facts."""
    return count_versions(change.pk, most=LARGE) >= LARGE


def require_all(change: Change, user: User) -> None:
    """Raises ``NotAllowed`` unless all that the change touched is in the person's hands.

    Kinds that the person may write everywhere are not looked through fact by fact; the restricted ones are, since
    their reading is logged.
    """
    hands = hands_of(user)
    asked = {}
    for kind in kinds_of_change(change.pk):
        if (
            kind.is_restricted
            or kind.id == "statement"
            or not all(hands.may_write_everywhere(a, kind.id) for a in _ACTS)
        ):
            versions = model_of(kind.id).history.model.objects.filter(change_id=change.pk)
            asked[kind.id] = list(versions.order_by("history_id"))
    if asked:
        require_writing(user, writings_back(asked, is_own=change.made_by_id == user.pk))


def obstacles_to_large(reversal: Reversal) -> Iterator[Obstacle]:
    """What came later and stands in the way."""
    yield from _later(reversal)
    yield from _held(reversal)
    yield from _missing(reversal)


def _later(reversal: Reversal) -> Iterator[Obstacle]:
    count, later = later_versions(reversal, most=NAMED)
    if count:
        changes = Change.objects.in_bulk({version.change_id for version in later})
        named = [(version.kind_id, version.key, changes[version.change_id]) for version in later]
        yield told_later(named, count=count, changes=sorted(changes, reverse=True))


def _held(reversal: Reversal) -> Iterator[Obstacle]:
    """Facts added since may rest on those that would go."""
    if holding := facts_resting_on(reversal):
        yield told_held(holding)


def _missing(reversal: Reversal) -> Iterator[Obstacle]:
    """What a fact referred to may have been removed since."""
    missing = missing_references(reversal)
    if missing is not None:
        yield told_missing(missing)
