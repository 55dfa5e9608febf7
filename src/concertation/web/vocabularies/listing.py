"""Where the register can be listed by a term, in the installations whose lists offer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

_PARTNERSHIPS = gettext_lazy("List these partnerships")
_ORGANISATIONS = gettext_lazy("List these organisations")

# The facets of the lists whose values are the terms of a scheme.
_FACETS: Mapping[str, Sequence[tuple[str, str]]] = {
    "geographic_reach": [("partnerships", "reach")],
    "sector_breadth": [("partnerships", "sectors")],
    "partner_number": [("partnerships", "number")],
    "partner_kinds": [("partnerships", "kinds")],
    "articulation": [("partnerships", "articulation")],
    "organisational_arrangement": [("partnerships", "arrangement")],
    "objective_orientation": [("partnerships", "objectives")],
    "lifecycle_stage": [("partnerships", "stage")],
    "policy_sector": [("partnerships", "sector"), ("organisations", "sector")],
    "organisation_kind": [("organisations", "kind")],
    "stakeholder_role": [("organisations", "role")],
}


@dataclass(frozen=True, slots=True)
class ListLink:
    """A list that holds what a term describes."""

    address: str
    words: Any


def list_links(scheme_id: str, code: str, *, day: date) -> list[ListLink]:
    """The lists by that term on that day."""
    found = []
    for name, facet in _FACETS.get(scheme_id, ()):
        path = _path(name)
        if path:
            query = {facet: code} if day == timezone.localdate() else {facet: code, "as_of": day.isoformat()}
            words = _PARTNERSHIPS if name == "partnerships" else _ORGANISATIONS
            found.append(ListLink(f"{path}?{urlencode(query)}", words))
    return found


def _path(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
