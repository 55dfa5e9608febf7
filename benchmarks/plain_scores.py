"""Formality and institutionalisation written the plain way, for one partnership."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from benchmarks.plain_register import Register, Row
from concertation.core.typology.formality import FORM_POINTS
from concertation.core.typology.institutionalisation import INST_POINTS

Bounds = tuple[float, float]
UNKNOWN: Bounds = (0.0, 1.0)
_WRITTEN = ("memorandum_of_understanding", "service_contract", "contribution_agreement", "terms_of_reference")


def form_of(register: Register, partnership: Row, partners: list[int]) -> dict[str, Any]:
    """The seven items and the score."""
    agreements, day = register.facts("agreement", partnership["id"]), register.day
    in_force = [row for row in agreements if row["until"] is None or row["until"] >= day]
    is_unwritten = any(row["kind"] == "unwritten_understanding" for row in in_force)

    def item(kinds: tuple[str, ...], answers: list[bool | None], unwritten_says_no: bool = True) -> bool | None:
        if any(row["kind"] in kinds for row in agreements):
            return any_known(answers)
        return False if is_unwritten and unwritten_says_no else None

    def those(*kinds: str) -> list[Row]:
        return [row for row in in_force if row["kind"] in kinds]

    rule = partnership["has_written_decision_rule"]
    if rule is None and is_unwritten:
        rule = False
    bodies = register.held("body", partnership["id"])
    quorum = any_known([None if body["quorum"] is None else body["quorum"] > 0 for body in bodies]) if bodies else None
    among = ("memorandum_of_understanding", "service_contract")
    answers = {
        "legal_personality": partnership["has_legal_personality"],
        "signed_agreement": item(among, [_is_signed(register, row, partners) for row in those(*among)]),
        "funding_agreement": item(
            ("contribution_agreement",),
            [row["names_partnership"] for row in those("contribution_agreement")],
            False,
        ),
        "terms_of_reference": item(
            ("terms_of_reference",), [_by(row["approved_on"], day) for row in those("terms_of_reference")]
        ),
        "written_decision_rule": both(rule, quorum),
        "written_roles": item(_WRITTEN, [row["defines_roles"] for row in those(*_WRITTEN)]),
        "exit_clause": item(_WRITTEN, [row["covers_exit"] for row in those(*_WRITTEN)]),
    }
    return score("form", FORM_POINTS, {name: bounds(answer) for name, answer in answers.items()})


def inst_of(register: Register, partnership: Row, partners: list[int]) -> dict[str, Any]:
    """The nine routines and the score."""
    number = partnership["id"]
    account = _recent_report(register, number, ("accountability_report", "annual_report", "audit"), 24)
    low, high = bounds(account)
    if account is None and partnership["accountable_to_id"] is not None:
        low = 0.5
    return score(
        "inst",
        INST_POINTS,
        {
            "meetings": _meetings(register, partnership),
            "ties": _ties(register, number, partners),
            "staff": _means(register, number, "dedicated_staff", _has_secretariat(register, number)),
            "budget": _means(register, number, "own_budget", _is_funded(register, number)),
            "age": _age(register, partnership),
            "succession": _succession(register, number),
            "plan": _plan(register, number),
            "accountability": (low, high),
            "evaluation": bounds(_recent_report(register, number, ("evaluation",), 60)),
        },
    )


def any_known(answers: list[bool | None]) -> bool | None:
    """True if one is; else unknown if one is unknown; else false."""
    return True if True in answers else None if None in answers else False


def both(one: bool | None, other: bool | None) -> bool | None:
    """False if one is; else unknown if one is unknown; else true."""
    return False if one is False or other is False else None if one is None or other is None else True


def bounds(answer: bool | None) -> Bounds:
    """All of the points, none, or between."""
    return UNKNOWN if answer is None else (float(answer), float(answer))


def score(name: str, points: Mapping[str, float], items: Mapping[str, Bounds]) -> dict[str, Any]:
    """The score as an interval, and its value where enough is known."""
    low = sum(items[item][0] * weight for item, weight in points.items())
    high = sum(items[item][1] * weight for item, weight in points.items())
    coverage = round((100 - (high - low)) / 100, 9)
    value = min(max(low / coverage, low), high) if coverage >= 0.6 else None
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def _by(day: date | None, last: date) -> bool | None:
    return None if day is None else day <= last


def _is_signed(register: Register, row: Row, partners: list[int]) -> bool | None:
    parties = register.parties.get(row["id"], [])
    signatures = sum(bool(_by(party["signed_on"], register.day)) for party in parties)
    signed = True if signatures >= 2 else _by(row["signed_on"], register.day)
    among: bool | None = True if row["kind"] == "memorandum_of_understanding" else None
    if parties:
        among = len({party["organisation_id"] for party in parties} & set(partners)) >= 2
    return both(signed, among)


def _recent_report(register: Register, number: int, kinds: tuple[str, ...], months: int) -> bool | None:
    reports = [row for row in register.facts("report", number) if row["kind"] in kinds]
    earliest = _months_back(register.day, months)
    return any_known([None if row["on"] is None else row["on"] >= earliest for row in reports]) if reports else None


def _meetings(register: Register, partnership: Row) -> Bounds:
    day, number = register.day, partnership["id"]
    dates = [row["on"] for row in register.facts("meeting", number) if row["on"] is not None]
    if dates:
        start = partnership["since"] or min(dates)
        periods = min(max(_months(start, day) // 3, 1), 8)
        met = {_months(on, day) // 3 for on in dates if _months(on, day) // 3 < periods}
        return (min(len(met) / periods, 1.0),) * 2
    earliest = _months_back(day, 12)
    for row in register.held("activity", number):
        long = row["since"] is None or row["since"] <= earliest
        if row["kind"] == "meeting" and (row["until"] is None or long):
            return (1.0, 1.0)
    return UNKNOWN


def _ties(register: Register, number: int, partners: list[int]) -> Bounds:
    known: dict[tuple[int, int], list[int]] = {}
    members = set(partners)
    for row in register.held("tie", number):
        one, other = row["from_organisation_id"], row["to_organisation_id"]
        if row["intensity"] is not None and one != other and one in members and other in members:
            known.setdefault((min(one, other), max(one, other)), []).append(row["intensity"])
    if not known:
        return UNKNOWN
    pairs = len(partners) * (len(partners) - 1) / 2
    total = sum(sum(values) / len(values) for values in known.values()) / 5
    return total / pairs, (total + pairs - len(known)) / pairs


def _has_secretariat(register: Register, number: int) -> bool:
    return any(row["kind"] == "secretariat" for row in register.held("body", number))


def _is_funded(register: Register, number: int) -> bool:
    return any(
        row["kind"] == "contribution_agreement" and row["names_partnership"]
        for row in register.held("agreement", number)
    )


def _means(register: Register, number: int, kind: str, otherwise: bool) -> Bounds:
    rows = [row for row in register.facts("resource", number) if row["kind"] == kind]
    if rows:
        held = [row for row in rows if row["until"] is None or row["until"] >= register.day]
        return bounds(any(row["amount"] is None or row["amount"] > 0 for row in held))
    return bounds(True if otherwise else None)


def _age(register: Register, partnership: Row) -> Bounds:
    number = partnership["id"]
    traces = [row["on"] for kind in ("meeting", "lifecycle_event") for row in register.facts(kind, number)]
    traces += [row["since"] for row in register.facts("membership", number)]
    known = [day for day in traces if day is not None]
    start = partnership["since"] or min(known, default=None)
    share = 0.0 if start is None else min(max((register.day - start).days / 365.25 / 10, 0.0), 1.0)
    return share, 1.0 if partnership["since"] is None else share


def _succession(register: Register, number: int) -> Bounds:
    seats: dict[object, list[Row]] = {}
    for membership in register.facts("membership", number):
        for role in register.roles.get(membership["id"], []):
            if role["role"] in ("lead", "manager", "fiduciary"):
                seats.setdefault(role["role"], []).append(role)
    for body in register.facts("body", number):
        for seat in register.seats.get(body["id"], []):
            if seat["chairs"]:
                seats.setdefault(body["id"], []).append(seat)
    answers = []
    for rows in seats.values():
        ended = [row for row in rows if row["until"] is not None and row["until"] < register.day]
        held = [row for row in rows if row not in ended]
        answers.append(
            (
                bool(ended) and bool(held),
                bool(held) and not ended and all(row["since"] is not None for row in held),
            )
        )
    if any(survived for survived, _ in answers):
        return (1.0, 1.0)
    return (0.0, 0.0) if answers and all(is_first for _, is_first in answers) else UNKNOWN


def _plan(register: Register, number: int) -> Bounds:
    plans = register.facts("plan", number)
    if not plans:
        return UNKNOWN
    day, recent = register.day, _months_back(register.day, 24)
    held = [
        row
        for row in plans
        if (row["until"] is None or row["until"] >= day) and (row["adopted_on"] is None or row["adopted_on"] <= day)
    ]
    if not held:
        return (0.0, 0.0)
    lasts = []
    for row in held:
        dates = [revision["on"] for revision in register.revisions.get(row["id"], []) if revision["on"] is not None]
        lasts += [max(dates)] if dates else []
    if any(last >= recent for last in lasts):
        return (1.0, 1.0)
    return (0.5, 0.5) if lasts else (0.5, 1.0)


def _months(start: date, day: date) -> int:
    return (day.year - start.year) * 12 + day.month - start.month - (start.day > day.day)


def _months_back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, day.day)
