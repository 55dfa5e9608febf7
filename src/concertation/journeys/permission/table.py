"""Reads ``table.toml``, the one table of permissions, and refuses one that leaves a kind of fact out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, get_args

from concertation.core.errors import InvalidData
from concertation.core.facts import all_kinds

Deed = Literal[
    "edit",
    "import",
    "merge",
    "review_candidates",
    "run_waves",
    "see_results",
    "see_answers",
    "see_contacts",
    "see_restricted",
    "see_history",
    "administer",
]
Role = Literal["viewer", "representative", "coordinator", "steward", "administrator"]
Act = Literal["add", "correct", "remove"]
Where = Literal["anywhere", "table", "organisation", "both", "either"]
RowKind = Literal["register", "partnership", "organisation"]

ROLE_NAMES: tuple[Role, ...] = get_args(Role)
ACTS: tuple[Act, ...] = get_args(Act)


@dataclass(frozen=True, slots=True)
class RoleRules:
    """What one role opens."""

    role: Role
    rows: tuple[RowKind, ...]
    deeds: Mapping[Deed, Literal["everywhere", "rows"]]
    on_register: frozenset[str]
    on_rows: Mapping[str, Mapping[Act, Where]]
    on_rows_by_kind: Mapping[str, Mapping[Act, Where]]

    def where(self, act: Act, kind_id: str) -> Where | None:
        """Where the role may do that to such a fact, when it is given on rows; nowhere is ``None``."""
        acts = self.on_rows_by_kind.get(kind_id, self.on_rows.get(group_of(kind_id), {}))
        return acts.get(act)


@dataclass(frozen=True, slots=True)
class _Table:
    groups: Mapping[str, tuple[str, ...]]
    group_by_kind: Mapping[str, str]
    organisation_of: Mapping[str, str]
    roles: Mapping[Role, RoleRules]


def groups() -> Mapping[str, tuple[str, ...]]:
    """The kinds of facts by group."""
    return _table().groups


def group_of(kind_id: str) -> str:
    """The group in which a kind of fact stands."""
    return _table().group_by_kind[kind_id]


def is_contact(kind_id: str) -> bool:
    """Whether a fact says who speaks for an organisation, and how to reach them."""
    return group_of(kind_id) == "people"


def contact_kinds() -> tuple[str, ...]:
    """The kinds of facts that those who see contacts read."""
    return groups()["people"]


def organisation_path(kind_id: str) -> str | None:
    """The lookup that leads from a fact to the key of the organisation whose it is."""
    return _table().organisation_of.get(kind_id)


def rules_of(role: Role) -> RoleRules:
    """What that role opens."""
    return _table().roles[role]


def deeds_of_roles() -> Mapping[Role, frozenset[Deed]]:
    """The deeds of each role, wherever it is given."""
    return MappingProxyType({role: frozenset(rules.deeds) for role, rules in _table().roles.items()})


@cache
def _table() -> _Table:
    document = resources.files("concertation.journeys.permission").joinpath("table.toml")
    raw: dict[str, Any] = tomllib.loads(document.read_text(encoding="utf-8"))
    found = {group: tuple(kinds) for group, kinds in raw["groups"].items()}
    _refuse_gaps(found)
    return _Table(
        groups=MappingProxyType(found),
        group_by_kind=MappingProxyType({kind: group for group, kinds in found.items() for kind in kinds}),
        organisation_of=MappingProxyType(raw["organisation_of"]),
        roles=MappingProxyType({role: _rules(role, raw["roles"][role]) for role in ROLE_NAMES}),
    )


def _rules(role: Role, raw: Mapping[str, Any]) -> RoleRules:
    return RoleRules(
        role=role,
        rows=tuple(raw["rows"]),
        deeds=MappingProxyType(raw["deeds"]),
        on_register=frozenset(raw.get("on_register", {}).get("writes", ())),
        on_rows=MappingProxyType(raw.get("on_rows", {})),
        on_rows_by_kind=MappingProxyType(raw.get("on_rows_by_kind", {})),
    )


def _refuse_gaps(found: Mapping[str, tuple[str, ...]]) -> None:
    """Each kind of fact stands in one group, and what is restricted stands apart."""
    stated = [kind for kinds in found.values() for kind in kinds]
    known = {kind.id for kind in all_kinds()}
    faults = [f"{kind}: once, please" for kind in known | set(stated) if stated.count(kind) != 1 or kind not in known]
    faults += [k.id for k in all_kinds() if k.is_restricted != (k.id in found["restricted"])]
    if faults:
        raise InvalidData(count=len(faults), listing="; ".join(sorted(faults)))
