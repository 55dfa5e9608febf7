"""What is missing: sectors and kinds of the vocabulary that nobody here has, stand aside, or keep to themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.saying.conventions import (
    ASIDE_SHARE,
    ASIDE_TIMES,
    CODED_SHARE,
    FEWEST_OF_SECTOR,
    FEWEST_RANKED,
    FEWEST_TIES,
    WITHIN_SHARE,
)
from concertation.core.network.saying.ground import Ground
from concertation.core.network.saying.said import Said
from concertation.core.network.saying.wording import phrase, told
from concertation.core.text import Text
from concertation.core.typology.wording import percent
from concertation.core.vocabulary import load_scheme

_Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Coded:
    """Which nodes have each term of a vocabulary, and for how many of them it is known at all."""

    labels: Mapping[str, Text]
    members: Mapping[str, _Flags]
    known: int


def say_absent(ground: Ground) -> Iterator[Said]:
    """Sectors and kinds of which nobody is on record, sectors that stand aside, and those tied among themselves."""
    if not ground.is_of_organisations or ground.size < FEWEST_RANKED:
        return
    for name, coded in (("sector", _sectors(ground)), ("kind", _kinds(ground))):
        if coded is not None and coded.known >= CODED_SHARE * ground.size:
            yield from _nobody(ground, coded, name)
            yield from _aside(ground, coded, name)
            yield from _within(ground, coded, name)
        elif coded is not None:
            yield _uncoded(ground, coded, name)


def _sectors(ground: Ground) -> Coded | None:
    if "sectors" not in ground.nodes.columns:
        return None
    labels = {term.code: term.label for term in load_scheme("policy_sector").terms}
    return _coded(labels, [row or [] for row in ground.nodes["sectors"].to_list()])


def _kinds(ground: Ground) -> Coded | None:
    if "family" not in ground.nodes.columns:
        return None
    labels = {term.code: term.label for term in load_scheme("organisation_kind").top_terms}
    return _coded(labels, [[row] if row else [] for row in ground.nodes["family"].to_list()])


def _coded(labels: Mapping[str, Text], rows: list[list[str]]) -> Coded:
    members = {code: np.array([code in row for row in rows], dtype=bool) for code in labels}
    return Coded(labels, members, sum(1 for row in rows if row))


def _uncoded(ground: Ground, coded: Coded, name: str) -> Said:
    said = told(f"{name}_unknown", ground.size - coded.known, some=ground.some(ground.size))
    figures = {"known": coded.known, "size": ground.size}
    return Said(f"absent.{name}_unknown", "missing", *said, 0.5, figures=figures)


def _nobody(ground: Ground, coded: Coded, name: str) -> Iterator[Said]:
    absent = [coded.labels[code] for code, members in coded.members.items() if not members.any()]
    if not absent or not coded.known:
        return
    said = told(f"{name}_absent", len(absent), labels=[phrase("quoted", None, name=label) for label in absent])
    figures = {"absent": len(absent), "known": coded.known, "size": ground.size}
    caution = None
    if coded.known < ground.size:
        caution = phrase(f"{name}_coverage", ground.size - coded.known, some=ground.some(ground.size))
    yield Said(f"absent.{name}", "missing", *said, 0.9, figures=figures, caution=caution)


def _aside(ground: Ground, coded: Coded, name: str) -> Iterator[Said]:
    """Terms of which at least half of the organisations have no tie, and far more than of all organisations."""
    is_alone = ground.degrees == 0
    usual = float(is_alone.mean())
    found = []
    for code, members in coded.members.items():
        every, alone = int(members.sum()), int((is_alone & members).sum())
        if every >= FEWEST_OF_SECTOR and alone >= max(ASIDE_SHARE, ASIDE_TIMES * usual) * every:
            found.append((alone / every, every, alone, code))
    if not found:
        return
    found.sort(key=lambda row: (-row[0], -row[1], row[3]))
    rows = [phrase("aside", None, label=coded.labels[code], alone=alone, every=every)
            for _, every, alone, code in found]  # fmt: skip
    codes = [code for *_, code in found]
    names = ground.names(np.flatnonzero(is_alone & np.any([coded.members[code] for code in codes], axis=0)).tolist())
    said = told(f"{name}_aside", len(rows), rows=rows)
    yield Said(f"absent.{name}_aside", "missing", *said, 0.45 + 0.3 * found[0][0], tuple(names),
               {code: share for share, _, _, code in found}, ("isolate_count",), phrase("unrecorded"))  # fmt: skip


def _within(ground: Ground, coded: Coded, name: str) -> Iterator[Said]:
    """Terms whose organisations tie among themselves for the most part (the E–I index as a share)."""
    source, target = ground.network.source, ground.network.target
    found = []
    for code, members in coded.members.items():
        touching, inside = members[source] | members[target], members[source] & members[target]
        every = int(touching.sum())
        if members.all() or members.sum() < FEWEST_OF_SECTOR or every < FEWEST_TIES:
            continue
        share = int(inside.sum()) / every
        if share >= WITHIN_SHARE:
            found.append((share, every, code))
    for share, every, code in sorted(found, key=lambda row: (-row[0], -row[1], row[2]))[:1]:
        said = told(f"{name}_within", every, label=coded.labels[code], share=percent(share))
        figures = {"share": share, "ties": every}
        yield Said(f"absent.{name}_within", "missing", *said, 0.4 + 0.3 * share, (), figures, ("ei_index",))
