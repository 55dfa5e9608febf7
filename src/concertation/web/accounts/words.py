"""Roles, rows and what they open, in words; all of it read off the table of permissions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from concertation.core.facts import fact_kind
from concertation.journeys.accounts.administering import names_of_rows
from concertation.journeys.permission import Act, Hold, Person, Right, Role, group_of, hands_of, rules_of
from concertation.web.wording import day_words, reader_language

ROLE_WORDS: Mapping[str, Any] = MappingProxyType(
    {
        "viewer": gettext_lazy("Viewer"),
        "representative": gettext_lazy("Partner representative"),
        "coordinator": gettext_lazy("Coordinator"),
        "steward": gettext_lazy("Steward"),
        "administrator": gettext_lazy("Administrator of accounts"),
    }
)
ROLE_MEANINGS: Mapping[str, Any] = MappingProxyType(
    {
        "viewer": gettext_lazy("Reads the register, with its history."),
        "representative": gettext_lazy(
            "Keeps one organisation, and records what it does at the tables where it sits. Sees their contacts."
        ),
        "coordinator": gettext_lazy(
            "Keeps partnerships and the organisations that sit at them: corrects, imports, merges, sees contacts."
        ),
        "steward": gettext_lazy(
            "Keeps the whole register, and sees restricted facts; each reading of these is logged."
        ),
        "administrator": gettext_lazy("Invites people, gives roles and takes them away. Sees no more than a viewer."),
    }
)
_GROUPS: Mapping[str, Any] = MappingProxyType(
    {
        "organisation": gettext_lazy("the names, numbers, sectors, areas and sites of organisations"),
        "people": gettext_lazy("the people to contact"),
        "constitution": gettext_lazy(
            "what a partnership is and how it is governed: objectives, members, bodies, decisions, agreements, plans"
        ),
        "work": gettext_lazy("meetings, attendance, actions, activities and outputs"),
        "share": gettext_lazy("each organisation’s share: contributions, parts taken, risks, ties"),
        "restricted": gettext_lazy("restricted facts: who depends on whom, concerns that partners raised"),
        "judgment": gettext_lazy("whether two organisations are the same"),
        "reference": gettext_lazy("sources and areas"),
        "statement": gettext_lazy("what other sources say"),
    }
)
_WHERE: Mapping[str, Any] = MappingProxyType(
    {
        "register": gettext_lazy("in the whole register"),
        "anywhere": gettext_lazy("anywhere"),
        "table": gettext_lazy("at these partnerships"),
        "organisation": gettext_lazy("of these organisations"),
        "both": gettext_lazy("of these organisations, at these partnerships"),
        "either": gettext_lazy("at these partnerships and of these organisations"),
    }
)
_ACTS: Mapping[tuple[Act, ...], Any] = MappingProxyType(
    {
        ("add",): gettext_lazy("Add"),
        ("correct",): gettext_lazy("Correct"),
        ("add", "correct"): gettext_lazy("Add and correct"),
        ("add", "correct", "remove"): gettext_lazy("Add, correct and remove"),
    }
)
_DEEDS: Mapping[str, Any] = MappingProxyType(
    {
        "see_history": gettext_lazy("See who changed what, when and why"),
        "see_contacts": gettext_lazy("See the people to contact"),
        "see_restricted": gettext_lazy("See restricted facts; each reading is logged"),
        "import": gettext_lazy("Import workbooks, and take the register away"),
        "merge": gettext_lazy("Merge two organisations that are the same"),
        "administer": gettext_lazy("Invite people, give roles and take them away"),
    }
)


@dataclass(frozen=True, slots=True)
class RowInWords:
    """A partnership or an organisation on which a role is given; gone where the register no longer has it."""

    kind_id: str
    key: str
    name: str
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class RightInWords:
    """One right: a role, on what, and from when to when."""

    role: str
    meaning: str
    row: RowInWords | None
    period: str
    grant: Any = None


@dataclass(frozen=True, slots=True)
class DeedInWords:
    """One thing that may be done, and where."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class HoldInWords:
    """All that one role opens today."""

    role: str
    meaning: str
    is_whole: bool
    partnerships: Sequence[RowInWords]
    organisations: Sequence[RowInWords]
    deeds: Sequence[DeedInWords]


def rights_in_words(rights: Iterable[Right]) -> list[RightInWords]:
    """Rights that are promised."""
    kept = list(rights)
    names = _names(kept)
    rows = [_row_named(right.partnership, right.organisation, names) for right in kept]
    return [_right(right.role, row, right.since, right.until) for right, row in zip(kept, rows, strict=True)]


def grants_in_words(grants: Iterable[Any]) -> list[RightInWords]:
    """Rights that are held; the names of all their rows are asked for at once."""
    return [_right(grant.role, row, grant.since, grant.until, grant) for grant, row in _with_rows(list(grants))]


def held_in_words(user: Person) -> list[HoldInWords]:
    """What an account may do today, role by role."""
    holds = hands_of(user).holds
    wanted = [Right(hold.role, partnership=key) for hold in holds for key in hold.partnerships]
    wanted += [Right(hold.role, organisation=key) for hold in holds for key in hold.organisations]
    names = _names(wanted)
    return [_hold(hold, names) for hold in holds]


def _hold(hold: Hold, names: Mapping[tuple[str, str], str]) -> HoldInWords:
    rows = {
        kind_id: sorted((_row(kind_id, key, names) for key in keys), key=lambda row: row.name)
        for kind_id, keys in (("partnership", hold.partnerships), ("organisation", hold.organisations))
    }
    return HoldInWords(
        role=str(ROLE_WORDS[hold.role]),
        meaning=str(ROLE_MEANINGS[hold.role]),
        is_whole=hold.is_whole,
        partnerships=rows["partnership"],
        organisations=rows["organisation"],
        deeds=[*_opened(hold), *_written(hold)],
    )


def _opened(hold: Hold) -> Iterable[DeedInWords]:
    for deed, reach in rules_of(hold.role).deeds.items():
        if deed in _DEEDS:
            where = "register" if reach == "everywhere" or hold.is_whole else "either"
            yield DeedInWords(str(_DEEDS[deed]), "" if deed == "administer" else str(_WHERE[where]))


def _written(hold: Hold) -> Iterable[DeedInWords]:
    rules = rules_of(hold.role)
    if hold.is_whole:
        groups = "; ".join(str(words) for group, words in _GROUPS.items() if group in rules.on_register)
        if groups:
            yield DeedInWords(_sentence(_ACTS["add", "correct", "remove"], groups), str(_WHERE["register"]))
        return
    for where, acts, what in _merged(hold.role):
        yield DeedInWords(_sentence(_ACTS[acts], what), str(_WHERE[where]))


def _merged(role: Role) -> Iterable[tuple[str, tuple[Act, ...], str]]:
    """Groups and kinds of which the same may be done in the same place, one line for all."""
    rules = rules_of(role)
    found: dict[tuple[str, tuple[Act, ...]], list[str]] = {}
    told = [*((str(_GROUPS[group]), acts) for group, acts in rules.on_rows.items())]
    told += [(_kind(kind_id), acts) for kind_id, acts in rules.on_rows_by_kind.items()]
    for words, acts in told:
        for where in dict.fromkeys(map(str, acts.values())):
            own = tuple(act for act, place in acts.items() if place == where)
            found.setdefault((where, own), []).append(words)
    for (where, own), names in found.items():
        yield where, own, "; ".join(names)


def _kind(kind_id: str) -> str:
    """A kind that differs from its group: the record itself, not what belongs to it."""
    label = fact_kind(kind_id).label.in_language(reader_language()).lower()
    return gettext("%(kind)s (the record itself)") % {"kind": label} if group_of(kind_id) != "reference" else label


def _sentence(acts: Any, what: str) -> str:
    return gettext("%(acts)s: %(what)s") % {"acts": acts, "what": what}


def _right(
    role: str, row: RowInWords | None, since: date | None, until: date | None, grant: Any = None
) -> RightInWords:
    words = str(ROLE_WORDS.get(role, role))
    return RightInWords(words, str(ROLE_MEANINGS.get(role, "")), row, _period(since, until), grant)


def _period(since: date | None, until: date | None) -> str:
    if since and until:
        return gettext("from %(since)s to %(until)s") % {"since": day_words(since), "until": day_words(until)}
    if until:
        return gettext("until %(until)s") % {"until": day_words(until)}
    return gettext("from %(since)s") % {"since": day_words(since)} if since else ""


@dataclass(frozen=True, slots=True)
class _Keyed:
    partnership_key: str
    organisation_key: str


def _names(rights: Iterable[Right]) -> Mapping[tuple[str, str], str]:
    found = names_of_rows(_Keyed(right.partnership, right.organisation) for right in rights)
    return {pair: said.in_language(reader_language()) for pair, said in found.items()}


def _row(kind_id: str, key: str, names: Mapping[tuple[str, str], str]) -> RowInWords:
    name = names.get((kind_id, key))
    return RowInWords(kind_id, key, name or key, is_gone=name is None)


def _with_rows(grants: list[Any]) -> list[tuple[Any, RowInWords | None]]:
    names = {pair: said.in_language(reader_language()) for pair, said in names_of_rows(grants).items()}
    return [(grant, _row_named(grant.partnership_key, grant.organisation_key, names)) for grant in grants]


def _row_named(partnership: str, organisation: str, names: Mapping[tuple[str, str], str]) -> RowInWords | None:
    if partnership:
        return _row("partnership", partnership, names)
    return _row("organisation", organisation, names) if organisation else None


_EVENTS: Mapping[str, Any] = MappingProxyType(
    {
        "given": gettext_lazy("was given"),
        "taken": gettext_lazy("no longer has"),
        "invited": gettext_lazy("was invited as"),
        "withdrawn": gettext_lazy("had the invitation withdrawn"),
        "accepted": gettext_lazy("accepted the invitation"),
        "closed": gettext_lazy("had the account closed"),
        "reopened": gettext_lazy("had the account opened again"),
        "second-factor-set": gettext_lazy("set a second factor"),
        "second-factor-removed": gettext_lazy("no longer has a second factor"),
        "codes-renewed": gettext_lazy("asked for new codes on paper"),
        "password-changed": gettext_lazy("changed the password"),
        "password-reset": gettext_lazy("chose another password by e-mail"),
        "reset-sent": gettext_lazy("was sent a link to choose another password"),
    }
)


@dataclass(frozen=True, slots=True)
class EventInWords:
    """One line of the trace of access."""

    event: Any
    what: str
    role: str
    row: RowInWords | None


def events_in_words(events: Iterable[Any]) -> list[EventInWords]:
    """The trace, the names of all rows asked for at once."""
    return [
        EventInWords(event, str(_EVENTS.get(event.deed, event.deed)), str(ROLE_WORDS.get(event.role, "")), row)
        for event, row in _with_rows(list(events))
    ]


# The beginnings of what browsers say of themselves, the more telling first.
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"))


def device_in_words(agent: str) -> str:
    """What a browser says of itself, as far as people care."""
    browser = next((name for sign, name in _BROWSERS if re.search(rf"\b(Headless)?{sign}\w*/", agent)), "")
    system = next((name for sign, name in (*_SYSTEMS, ("Linux", "Linux")) if sign in agent), "")
    if browser and system:
        return gettext("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or gettext("a program that does not say which")
