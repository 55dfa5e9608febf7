"""What the nodes of a picture are known by: what colours, filters and lights them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.text import Text
from concertation.core.vocabulary import load_scheme

UNKNOWN, SEVERAL = "unknown", "several"
_UNKNOWN = Text(en="Unknown", fr="Inconnu")
_SEVERAL = Text(en="Several of them", fr="Plusieurs à la fois")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, its words, how many nodes have it, and whether it is called by a name of its own."""

    code: str
    label: Text
    count: int
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of telling nodes apart; ``codes`` has one code a node, in the order of the nodes."""

    id: str
    label: Text
    values: tuple[Value, ...]
    codes: tuple[str, ...]

    def label_of(self, code: str) -> Text:
        """The words of one value."""
        return next((value.label for value in self.values if value.code == code), _UNKNOWN)


def attribute_facets(snapshot: Snapshot, nodes: pl.DataFrame) -> tuple[Facet, ...]:
    """What the register says of the nodes: kind, sector, coding as governmental, territory; each where it is read."""
    readers: Mapping[str, Callable[[list[Any]], Facet]] = {
        "family": lambda codes: facet_of("kind", _KIND, _kinds(), _with_partnerships(codes, nodes)),
        "sector": lambda codes: facet_of("sector", _SECTOR, _terms("policy_sector"), codes),
        "is_governmental": lambda codes: facet_of("governmental", _GOVERNMENTAL, _CODINGS, map(_coding, codes)),
        "areas": lambda codes: facet_of("territory", _TERRITORY, _territories(snapshot), map(_only, codes)),
    }
    return tuple(read(nodes[column].to_list()) for column, read in readers.items() if column in nodes.columns)


def facet_of(identifier: str, label: Text, labels: Mapping[str, Text], codes: Iterable[str | None]) -> Facet:
    """A facet with the values that occur, in the order of ``labels``; several and unknown come last."""
    told = tuple(code if code and (code in labels or code == SEVERAL) else UNKNOWN for code in codes)
    counts = Counter(told)
    words = {**labels, SEVERAL: _SEVERAL, UNKNOWN: _UNKNOWN}
    return Facet(identifier, label, tuple(Value(c, w, counts[c]) for c, w in words.items() if c in counts), told)


_PARTNERSHIP = Text(en="Partnership", fr="Partenariat")
_KIND = Text(en="Kind of organisation", fr="Genre d’organisme")
_SECTOR = Text(en="Sector", fr="Secteur")
_GOVERNMENTAL = Text(en="Governmental or not", fr="Gouvernemental ou non")
_TERRITORY = Text(en="Territory served", fr="Territoire desservi")
_CODINGS = {
    "yes": Text(en="Governmental", fr="Gouvernemental"),
    "no": Text(en="Not governmental", fr="Non gouvernemental"),
}


def _terms(scheme: str) -> dict[str, Text]:
    return {term.code: term.label for term in load_scheme(scheme).terms}


def _kinds() -> dict[str, Text]:
    return {
        **{term.code: term.label for term in load_scheme("organisation_kind").top_terms},
        "partnership": _PARTNERSHIP,
    }


def _with_partnerships(codes: list[str | None], nodes: pl.DataFrame) -> list[str | None]:
    """In a network of organisations and partnerships, what is a partnership is of that kind."""
    if "mode" not in nodes.columns:
        return codes
    return ["partnership" if mode == "partnership" else code for code, mode in zip(codes, nodes["mode"], strict=True)]


def _coding(is_governmental: bool | None) -> str | None:
    return None if is_governmental is None else "yes" if is_governmental else "no"


def _only(areas: list[str] | None) -> str | None:
    return None if not areas else areas[0] if len(areas) == 1 else SEVERAL


def _territories(snapshot: Snapshot) -> dict[str, Text]:
    names = snapshot["area"].select(
        "key", en=pl.coalesce("name_en", "name_fr", "key"), fr=pl.coalesce("name_fr", "name_en", "key")
    )
    return {key: Text(en=en, fr=fr) for key, en, fr in names.sort("en").iter_rows()}
