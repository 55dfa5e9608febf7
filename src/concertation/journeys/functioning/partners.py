"""Who sits at the table on a day, and the groups into which partners fall: kinds, time at the table, tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from concertation.core.functioning.groups import GROUPS
from concertation.core.text import Text
from concertation.journeys.functioning.figures import Told, told
from concertation.journeys.leading_on import standing_keys
from concertation.journeys.records import Said
from concertation.store.models import Membership, MembershipRole, Organisation

# Convention: a partner is new for two years.
_NEW = timedelta(days=730)
# Convention: who carries the table, beside those who sit at it.
_LEADING = frozenset({"lead", "fiduciary", "manager", "facilitator"})
_NO_PARTNER = frozenset({"funder", "observer"})

# The cuts in order of preference: where not all can be told together, the first are kept.
CUT_WORDS: dict[str, Told] = {
    "kind": told(Text(en="Public and community partners", fr="Partenaires publics et communautaires")),
    "time": told(Text(en="New and long-standing partners", fr="Partenaires récents et de longue date")),
    "task": told(Text(en="Those who carry the table, and the others", fr="Qui porte la table, et les autres")),
}
GROUP_WORDS: dict[str, Told] = {
    "public": told(Text(en="Public partners", fr="Partenaires publics")),
    "community": told(Text(en="Community partners", fr="Partenaires communautaires")),
    "new": told(Text(en="At the table for less than two years", fr="À la table depuis moins de deux ans")),
    "old": told(Text(en="At the table for longer", fr="À la table depuis plus longtemps")),
    "leading": told(
        Text(en="Lead, fiduciary, manager or facilitator", fr="Responsable, fiduciaire, gestion ou animation")
    ),
    "others": told(Text(en="Other partners", fr="Autres partenaires")),
}

# The same within a sentence.
GROUP_NOUNS: dict[str, Told] = {
    "public": told(Text(en="public partners", fr="les partenaires publics")),
    "community": told(Text(en="community partners", fr="les partenaires communautaires")),
    "new": told(Text(en="partners of less than two years", fr="les partenaires de moins de deux ans")),
    "old": told(Text(en="partners of longer standing", fr="les partenaires de plus longue date")),
    "leading": told(Text(en="the organisations that carry the table", fr="les organismes qui portent la table")),
    "others": told(Text(en="the other partners", fr="les autres partenaires")),
}


@dataclass(frozen=True, slots=True)
class Stay:
    """An organisation’s time at the table, and its tasks there with their dates."""

    organisation: str
    name: Said
    is_governmental: bool | None
    since: date | None
    until: date | None
    is_observer: bool
    roles: list[tuple[str, date | None, date | None]] = field(default_factory=list)

    def is_partner_on(self, day: date) -> bool:
        """Whether it sits there as a partner, neither watching nor paying alone."""
        held = self.roles_on(day)
        return not self.is_observer and _holds(self.since, self.until, day) and not (held and held <= _NO_PARTNER)

    def roles_on(self, day: date) -> frozenset[str]:
        """Its tasks on a day."""
        return frozenset(role for role, since, until in self.roles if _holds(since, until, day))


def read_stays(partnership: str) -> tuple[Stay, ...]:
    """Every stay at one table, in two queries."""
    columns = ("id", "organisation__key", "organisation__name_en", "organisation__name_fr")
    more = ("organisation__is_governmental", "since", "until", "is_observer")
    found = Membership.objects.filter(partnership__key=partnership).order_by("organisation__key", "since")
    stays = {
        number: Stay(key, Said(en=en or "", fr=fr or ""), governmental, since, until, bool(observer))
        for number, key, en, fr, governmental, since, until, observer in found.values_list(*columns, *more)
    }
    held = MembershipRole.objects.filter(membership__partnership__key=partnership)
    for number, role, since, until in held.values_list("membership_id", "role", "since", "until"):
        stays[number].roles.append((role, since, until))
    return tuple(stays.values())


def name_organisations(keys: Iterable[str]) -> dict[str, Said]:
    """What organisations are called, by key, merged ones as what stands for them; one that has gone is left out."""
    wanted = set(keys)
    found = _names(wanted)
    standing = standing_keys(wanted - set(found)) if wanted - set(found) else {}
    named = _names(standing.values()) if standing else {}
    return found | {key: named[key_now] for key, key_now in standing.items() if key_now in named}


def _names(keys: Iterable[str]) -> dict[str, Said]:
    found = Organisation.objects.filter(key__in=list(keys)).values_list("key", "name_en", "name_fr")
    return {key: Said(en=en or "", fr=fr or "") for key, en, fr in found}


def group_partners(partnership: str, stays: Sequence[Stay], asked: Sequence[str], day: date) -> pl.DataFrame:
    """The group of each organisation asked, cut by cut, as of a day; what is unknown of it puts it in none."""
    by_key = {stay.organisation: stay for stay in stays if _holds(stay.since, stay.until, day)}
    known = [(key, by_key[key]) for key in asked if key in by_key]
    rows = [
        (partnership, key, cut, group)
        for cut in CUT_WORDS
        for key, stay in known
        if (group := _group(cut, stay, day)) is not None
    ]
    return pl.DataFrame(rows, schema=GROUPS, orient="row")


def _group(cut: str, stay: Stay, day: date) -> str | None:
    if cut == "kind":
        return None if stay.is_governmental is None else "public" if stay.is_governmental else "community"
    if cut == "time":
        return None if stay.since is None else "new" if day - stay.since < _NEW else "old"
    return "leading" if stay.roles_on(day) & _LEADING else "others"


def _holds(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)
