"""Who may do what, to which rows. What the state of a record allows is another question, asked elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from concertation.core.errors import NotAllowed
from concertation.journeys.permission.hands import Hands, Person, Row, hands_of
from concertation.journeys.permission.places import Place, places_in_register
from concertation.journeys.permission.table import Deed

Subject = str | int | Row | Iterable[Row] | None

_access_log = logging.getLogger("concertation.access")


def may(user: Person, deed: Deed, subject: Subject = None) -> bool:
    """Whether this person may do that deed: on every row that ``subject`` names; without one, on some row.

    A subject that is no row (a word for the log) asks for the whole register. Every time restricted facts are
    opened, who and about what is written to the access log.
    """
    allowed = _is_open(hands_of(user), deed, subject)
    if allowed and deed == "see_restricted" and subject is not None:
        _access_log.info("restricted facts of %s read by user %s", _in_log(subject), user.pk)
    return allowed


def require(user: Person, deed: Deed, subject: Subject = None) -> None:
    """Raises ``NotAllowed`` when ``may`` says no."""
    if not may(user, deed, subject):
        raise NotAllowed


def _is_open(hands: Hands, deed: Deed, subject: Subject) -> bool:
    if subject is None or hands.opens_everywhere(deed) or not hands.opens(deed):
        return hands.opens(deed)
    if isinstance(subject, str | int):
        return False
    rows = [subject] if isinstance(subject, Row) else list(subject)
    return all(hands.opens_at(deed, place) for place in _places(rows))


def _places(rows: list[Row]) -> Iterable[Place]:
    """A partnership and an organisation stand where they are: the register is asked about the others only."""
    for kind_id in dict.fromkeys(row.kind_id for row in rows):
        keys = [row.key for row in rows if row.kind_id == kind_id]
        if kind_id == "partnership":
            yield from (Place(frozenset({key})) for key in keys)
        elif kind_id == "organisation":
            yield from (Place(organisation=key) for key in keys)
        else:
            found = places_in_register(kind_id, keys)
            yield from (found.get(key, Place()) for key in keys)


def _in_log(subject: Subject) -> str:
    if isinstance(subject, Iterable) and not isinstance(subject, str):
        return ", ".join(map(str, subject))
    return str(subject)
