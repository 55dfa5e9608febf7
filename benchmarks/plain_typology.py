"""The typologies written the plain way, one partnership after the other: the peer, and the oracle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from math import log
from typing import Any

from benchmarks.plain_register import Register, Row, Rows, holds
from benchmarks.plain_scores import form_of, inst_of
from concertation.core.snapshot import Snapshot

TYPES = ("consultative", "contributory", "operational", "collaborative")
NO_SHARES: Mapping[str, Any] = {
    "articulation": None,
    "articulation_is_tied": False,
    "articulation_basis": "unknown",
    **{f"articulation_{code}": None for code in TYPES},
    "hybridity": None,
    "is_hybrid": None,
    "articulation_gap": None,
}
_CODED = ("province_territory", "census_division", "municipality")
_UNITS = ("municipality", "census_metropolitan_area", "census_agglomeration")


def classify_plainly(snapshot: Snapshot, partnership_ids: Iterable[int] | None = None) -> list[dict[str, Any]]:
    """One dictionary a partnership, with the columns of ``classify`` that ``COMPARED`` names."""
    register = PlainTypology(snapshot)
    wanted = None if partnership_ids is None else set(partnership_ids)
    return [
        register.classify(row)
        for row in register.rows["partnership"]
        if holds(row, snapshot.as_of) and (wanted is None or row["id"] in wanted)
    ]


def months_back(day: date, months: int) -> date:
    """For days that every month has."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, day.day)


class PlainTypology(Register):
    """The same, with all that is asked of one partnership at a time."""

    def classify(self, partnership: Row) -> dict[str, Any]:
        """All typologies of one partnership."""
        number = partnership["id"]
        members = self.members(number)
        partners = sorted(organisation for organisation, is_partner in members.items() if is_partner)
        declared = defaultdict(set)
        for row in self.held("declared_type", number):
            declared[row["facet"]].add(row["value"])
        answer: dict[str, Any] = {"partnership_id": number}
        answer |= self.reach(number, declared["reach"])
        answer |= self.sectors_of(number, partners, declared["sectors"])
        answer |= self.number_of(members, partners, declared["number"])
        answer |= self.kinds_of(partners, declared["kinds"])
        answer |= self.articulation(number, declared["articulation"])
        answer |= self.arrangement(number, declared["arrangement"])
        answer |= self.objectives(number)
        answer |= form_of(self, partnership, partners)
        answer |= inst_of(self, partnership, partners)
        return answer

    def members(self, number: int) -> dict[int, bool]:
        """Each organisation that belongs on the day, and whether it is a partner."""
        members: dict[int, bool] = {}
        for row in self.held("membership", number):
            roles = [role["role"] for role in self.roles.get(row["id"], []) if holds(role, self.day)]
            is_shadow = bool(roles) and all(role in ("funder", "observer") for role in roles)
            is_partner = not row["is_observer"] and not is_shadow
            members[row["organisation_id"]] = members.get(row["organisation_id"], False) or is_partner
        return members

    def leaves(self, area_id: int, depth: int = 6) -> set[int]:
        """The areas that an area is finally made of."""
        parts = self.parts.get(area_id, [])
        if not parts or not depth:
            return {area_id}
        return set().union(*(self.leaves(part["part_id"], depth - 1) for part in parts))

    def reach(self, number: int, declared: set[str]) -> dict[str, Any]:
        units, provinces, whole, is_country = set(), set(), set(), False
        total = known = wide = unplaced = 0
        for served in {row["area_id"] for row in self.held("partnership_area", number)}:
            for leaf in self.leaves(served):
                area = self.areas[leaf]
                unit = area["metropolitan_area_id"] or (leaf if area["kind"] in _UNITS else None)
                province = area["province"]
                if province is None and area["kind"] in _CODED and area["code"]:
                    province = area["code"][:2]
                is_placed = area["kind"] != "custom" or unit is not None
                total, known = total + 1, known + is_placed
                wide += is_placed and unit is None
                unplaced += province is None
                is_country = is_country or area["kind"] == "country"
                units |= {unit} - {None}
                provinces |= {province} - {None}
                whole |= {province} if area["kind"] == "province_territory" else set()
        code, is_certain, coverage = None, False, 0.0
        if known:
            one_unit = len(units) == 1 and not wide
            if is_country or (len(provinces) > 1 and not one_unit):
                code, is_certain, coverage = "national", True, 1.0
            else:
                code = "provincial" if whole else "local" if one_unit else "regional"
                placed = known if code == "local" else min(known, total - unplaced)
                is_certain = known == total and (code == "local" or not unplaced)
                coverage = placed / total
        crosses = None if code is None else code == "national" and not is_country and len(whole) < 13
        allowed = ("local", "regional", "provincial", "national")
        return {
            **settle("reach", code, is_certain, coverage, declared, allowed),
            "is_interprovincial": crosses,
        }

    def sectors_of(self, number: int, partners: list[int], declared: set[str]) -> dict[str, Any]:
        masses: dict[str, float] = defaultdict(float)
        covered = 0
        for organisation in partners:
            own = sorted({row["sector"] for row in self.sectors.get(organisation, []) if holds(row, self.day)})
            covered += bool(own)
            for sector in own:
                masses[sector] += 1 / len(own)
        count = len(masses) or None
        code = breadth(count)
        coverage = covered / len(partners) if partners else 0.0
        has_group = any(self.organisations[one]["is_unnamed_group"] for one in partners)
        is_certain = code == "several" or (coverage == 1 and not has_group and len(partners) >= 2)
        said = declared
        if not declared:
            own_words = {row["sector"] for row in self.held("partnership_sector", number)}
            word = breadth(len(own_words))
            said = set() if word is None else {word}
        total = sum(masses.values())
        blau = 1 - sum((mass / total) ** 2 for mass in masses.values()) if total else None
        allowed = ("one", "two", "several")
        answer = settle("sectors", code, is_certain, coverage, said, allowed)
        return {**answer, "sector_count": count, "blau": blau}

    def number_of(self, members: Mapping[int, bool], partners: list[int], declared: set[str]) -> dict[str, Any]:
        groups = sum(bool(self.organisations[one]["is_unnamed_group"]) for one in partners)
        everyone_has_name = not any(self.organisations[one]["is_unnamed_group"] for one in members)
        named = len(partners) - groups
        count = named if members and not groups else None
        code = None
        if named + groups >= 4:
            code = "multipartite"
        elif count in (2, 3):
            code = {2: "bipartite", 3: "tripartite"}[count]
        coverage = named / max(named + groups, 2) if members else 0.0
        return {
            **settle("number", code, True, coverage, declared, ("bipartite", "tripartite", "multipartite")),
            "partner_count": count,
            "partner_count_at_least": named + groups,
            "partner_count_with_observers_and_funders": len(members) if members and everyone_has_name else None,
        }

    def kinds_of(self, partners: list[int], declared: set[str]) -> dict[str, Any]:
        codings: dict[str, list[bool | None]] = {
            "kinds": [],
            "as_governmental": [],
            "as_non_governmental": [],
        }
        for one in partners:
            row = self.organisations[one]
            is_public = row["kind"] in self.public
            coding = row["is_governmental"]
            if coding is None and row["kind"] is not None and not is_public:
                coding = row["kind"] in self.governments
            codings["kinds"].append(coding)
            codings["as_governmental"].append(True if is_public else coding)
            codings["as_non_governmental"].append(False if is_public else coding)
        answers = {name: _kinds(coding) for name, coding in codings.items()}
        code, coverage = answers.pop("kinds")
        others = {
            f"kinds_public_{name}": value if value == "mixed" or share >= 0.5 else None
            for name, (value, share) in answers.items()
        }
        allowed = ("governmental", "non_governmental", "mixed")
        return {**settle("kinds", code, code == "mixed", coverage, declared, allowed), **others}

    def articulation(self, number: int, declared: set[str]) -> Mapping[str, Any]:
        earliest = months_back(self.day, 24)
        typed: list[tuple[str, float | None]] = []
        total = determined = 0
        for activity in self.facts("activity", number):
            if activity["until"] is not None and activity["until"] < earliest:
                continue
            code, is_determined, effort = self.activity_type(activity)
            total, determined = total + 1, determined + is_determined
            if code is not None:
                typed.append((code, effort))
        is_derived = total > 0 and determined / total >= 0.8
        if typed and (is_derived or len(typed) / total >= 0.5):
            efforts = [effort for _, effort in typed]
            by_hours = all(effort is not None for effort in efforts) and sum(effort or 0.0 for effort in efforts) > 0
            masses = dict.fromkeys(TYPES, 0.0)
            for code, effort in typed:
                masses[code] += effort or 0.0 if by_hours else 1.0
            answer = _shares(masses, "derived" if is_derived else "inferred")
            return {**answer, "articulation_gap": _gap(answer, declared)}
        only = next(iter(declared)) if len(declared) == 1 else None
        if only in TYPES:
            return {**NO_SHARES, "articulation": only, "articulation_basis": "stated"}
        return self.articulation_of_structure(number)

    def activity_type(self, activity: Row) -> tuple[str | None, bool, float | None]:
        needed = {"co_decides": 2, "works": 2, "bears_cost": 2, "bears_risk": 2, "funds": 1}
        rows = self.participations.get(activity["id"], [])
        facts: dict[int, dict[str, Any]] = {}
        for row in rows:
            own = facts.setdefault(row["organisation_id"], {})
            for name in (*needed, "advises", "benefits"):
                values = [value for value in (own.get(name), row[name]) if value is not None]
                own[name] = any(values) if values else None
        effort = activity["effort_hours"]
        if effort is None and rows and all(row["hours"] is not None for row in rows):
            effort = sum(row["hours"] for row in rows)
        if not facts:
            return None, False, effort
        sure, possible = {}, {}
        for name, enough in needed.items():
            heads = [(2 if self.organisations[one]["is_unnamed_group"] else 1, own[name]) for one, own in facts.items()]
            sure[name] = sum(head for head, value in heads if value) >= enough
            possible[name] = sum(head for head, value in heads if value is not False) >= enough
        first, last = _first_match(sure), _first_match(possible)
        is_determined = self._is_determined(sure, possible)
        affirms = any(value for own in facts.values() for value in own.values())
        code = first if is_determined or affirms else None
        return (last if is_determined else code), is_determined, effort

    @staticmethod
    def _is_determined(sure: Mapping[str, bool], possible: Mapping[str, bool]) -> bool:
        """No way of settling the unknown facts changes the type."""
        unknown = [name for name in sure if sure[name] != possible[name]]
        answers = set()
        for choice in range(2 ** len(unknown)):
            case = dict(sure)
            for place, name in enumerate(unknown):
                case[name] = bool(choice >> place & 1)
            answers.add(_first_match(case))
        return len(answers) == 1

    def articulation_of_structure(self, number: int) -> Mapping[str, Any]:
        bodies = self.held("body", number)
        if not bodies:
            return NO_SHARES
        kinds = {body["kind"] for body in bodies}
        has_council, has_team = bool(kinds & {"council", "steering_committee"}), "project_team" in kinds
        is_joint = any(body["kind"] == "secretariat" and len(self.staff(body)) >= 2 for body in bodies)
        has_plan = any(
            self.revisions.get(plan["id"]) and (plan["adopted_on"] is None or plan["adopted_on"] <= self.day)
            for plan in self.held("plan", number)
        )
        shares = has_council and has_plan and (has_team or is_joint)
        counsels = bool(kinds & {"advisory_committee", "local_table"}) or (has_council and not shares)
        elements = dict(zip(TYPES, map(float, (counsels, is_joint, has_team, shares)), strict=True))
        if not any(elements.values()):
            return NO_SHARES
        return {**_shares(elements, "inferred"), "articulation_gap": None}

    def staff(self, body: Row) -> set[int]:
        """Organisations with a seat on the day."""
        seats = (seat for seat in self.seats.get(body["id"], []) if holds(seat, self.day))
        return {seat["organisation_id"] for seat in seats} - {None}

    def arrangement(self, number: int, declared: set[str]) -> dict[str, Any]:
        count = len(self.held("body", number)) or None
        code = None if count is None else {1: "single_body", 2: "two_bodies"}.get(count, "several_bodies")
        allowed = ("single_body", "two_bodies", "several_bodies")
        return settle("arrangement", code, True, float(count is not None), declared, allowed)

    def objectives(self, number: int) -> dict[str, Any]:
        declared = concreteness(self.held("objective", number))
        realised = concreteness(self.facts("output", number))
        orientation = None
        if declared is not None:
            share = round(declared, 9)
            orientation = "concrete" if share >= round(2 / 3, 9) else "symbolic" if share <= round(1 / 3, 9) else "both"
        return {
            "objective_orientation": orientation,
            "concreteness": declared,
            "realised_concreteness": realised,
            "decoupling": None if declared is None or realised is None else declared - realised,
        }


def breadth(count: int | None) -> str | None:
    """One, two or several."""
    return None if not count else {1: "one", 2: "two"}.get(count, "several")


def concreteness(rows: Rows) -> float | None:
    """Concrete share of the weight; unknown when fewer than half say."""
    known = [row for row in rows if row["kind"] is not None]
    if not known or len(known) / len(rows) < 0.5:
        return None
    weights = [row["weight"] for row in known]
    if any(weight is None for weight in weights) or not sum(weights):
        weights = [1.0] * len(known)
    parts = [{"concrete": 1.0, "symbolic": 0.0}.get(row["kind"], 0.5) for row in known]
    return float(sum(part * weight for part, weight in zip(parts, weights, strict=True)) / sum(weights))


def settle(
    facet: str,
    code: str | None,
    is_certain: bool,
    coverage: float,
    declared: set[Any],
    allowed: tuple[str, ...],
) -> dict[str, Any]:
    """Value, basis and coverage of a facet."""
    only = next(iter(declared)) if len(declared) == 1 else None
    if code is not None and (is_certain or coverage >= 0.8):
        basis = "derived"
    elif code is not None and coverage >= 0.5:
        basis = "inferred"
    else:
        code, basis = (only, "stated") if only in allowed else (None, "unknown")
    return {facet: code, f"{facet}_basis": basis, f"{facet}_coverage": coverage}


def _kinds(coding: list[bool | None]) -> tuple[str | None, float]:
    governmental, others = coding.count(True), coding.count(False)
    coverage = (governmental + others) / max(len(coding), 2)
    if governmental and others:
        return "mixed", coverage
    return ("governmental" if governmental else "non_governmental" if others else None), coverage


def _first_match(holds_for: Mapping[str, bool]) -> str:
    if holds_for["co_decides"] and holds_for["works"] and (holds_for["bears_cost"] or holds_for["bears_risk"]):
        return "collaborative"
    if holds_for["works"]:
        return "operational"
    return "contributory" if holds_for["funds"] else "consultative"


def _shares(masses: Mapping[str, float], basis: str) -> dict[str, Any]:
    total = sum(masses.values())
    shares = {code: mass / total for code, mass in masses.items()}
    largest = max(shares.values())
    firsts = [code for code in TYPES if shares[code] >= largest - 1e-9]
    entropy = -sum(share * log(share) for share in shares.values() if share > 0) / log(4)
    return {
        "articulation": firsts[0] if len(firsts) == 1 else None,
        "articulation_is_tied": len(firsts) > 1,
        "articulation_basis": basis,
        **{f"articulation_{code}": share for code, share in shares.items()},
        "hybridity": entropy,
        "is_hybrid": round(largest, 9) < 0.6,
    }


def _gap(answer: Mapping[str, Any], declared: set[str]) -> int | None:
    """Steps from the nearest of the largest types up to the most engaged declared one."""
    claimed = [TYPES.index(code) for code in declared if code in TYPES]
    if not claimed:
        return None
    largest = max(answer[f"articulation_{code}"] for code in TYPES)
    steps = [max(claimed) - rank for rank, code in enumerate(TYPES) if answer[f"articulation_{code}"] >= largest - 1e-9]
    return min(steps, key=lambda step: (abs(step), step))
