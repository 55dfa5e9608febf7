"""Real lists with known answers: which English name and which French name are of one organisation."""

from __future__ import annotations

import csv
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl
from rapidfuzz.distance import Indel

from concertation.core.discovery.organisations import Organisations
from concertation.core.text import fold, search_key

SHARED = Path(os.environ.get("CONCERTATION_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


@dataclass(frozen=True, slots=True)
class Task:
    """Two lists of records of one name each, whose they are, and in which half each record of the first list falls."""

    title: str
    names: Sequence[str]
    owners: Sequence[str]
    lists: np.ndarray
    is_test: np.ndarray
    places: Sequence[tuple[str, str, str] | None] = field(default=())

    @property
    def true_pairs(self) -> np.ndarray:
        """Positions (first list, second list) that are of one owner."""
        second: dict[str, list[int]] = defaultdict(list)
        for position in np.flatnonzero(self.lists == 1).tolist():
            second[self.owners[position]].append(position)
        pairs = [(one, other) for one in np.flatnonzero(self.lists == 0).tolist() for other in second[self.owners[one]]]
        return np.array(pairs, dtype=np.int64).reshape(-1, 2)

    def organisations(self, *, with_places: bool) -> Organisations:
        """The records as the matcher reads them."""
        rows = np.arange(len(self.names), dtype=np.uint32)
        found = Organisations(
            keys=[str(row) for row in rows], names=pl.DataFrame({"row": rows, "name": list(self.names)})
        )
        if not with_places:
            return found
        located = [(row, *place) for row, place in enumerate(self.places) if place]
        places = pl.DataFrame(
            located,
            schema={"row": pl.UInt32, "city": pl.String, "region": pl.String, "country": pl.String},
            orient="row",
        )
        localities = places.select(
            "row",
            locality=pl.concat_str("city", "country", separator=", "),
            region=pl.concat_str("country", "region", separator=", "),
        )
        return Organisations(keys=found.keys, names=found.names, places=localities)


def half_of(owner: str) -> bool:
    """Whether an owner is of the test half: the first bit of the SHA-256 of its identifier."""
    return hashlib.sha256(owner.encode()).digest()[0] >= 128


def english_french() -> Task:
    """Every English name of the research organisations against every French one."""
    rows = _read("ror-aliases/en_fr_pairs.csv")
    english = dict.fromkeys((row["ror_id"], row["name_en"]) for row in rows)
    french = dict.fromkeys((row["ror_id"], row["name_fr"]) for row in rows)
    return _task("research organisations, English × French names", english, french, _ror_places())


def aliases() -> Task:
    """The usual name of every research organisation against all its other names and acronyms."""
    usual = {row["ror_id"]: row["display_name"] for row in _read("ror-aliases/organisations.csv")}
    others = dict.fromkeys(
        (row["ror_id"], row["name"])
        for row in _read("ror-aliases/names.csv")
        if row["name"] != usual.get(row["ror_id"])
    )
    return _task("research organisations, usual × other names and acronyms", usual.items(), others, _ror_places())


def government_of_canada() -> Task:
    """The English titles of federal organisations against the French ones."""
    rows = _read("goc-orgs/goc_portal_orgs.csv")
    english = dict.fromkeys((row["slug"], row["en"]) for row in rows)
    french = dict.fromkeys((row["slug"], row["fr"]) for row in rows)
    return _task("Government of Canada, English × French titles", english, french, {})


def museums() -> Task:
    """The reference and the other table of the museums of Auto-FuzzyJoin (Li et al., SIGMOD 2021)."""
    return _auto_fuzzy_join("Museum")


def political_parties() -> Task:
    """The same of political parties."""
    return _auto_fuzzy_join("PoliticalParty")


def _auto_fuzzy_join(table: str) -> Task:
    owners = {row["id_r"]: row["id_l"] for row in _read(f"er-autofj/{table}/gt.csv")}
    left = [(row["id"], row["title"]) for row in _read(f"er-autofj/{table}/left.csv")]
    right = [(owners.get(row["id"], f"?{row['id']}"), row["title"]) for row in _read(f"er-autofj/{table}/right.csv")]
    return _task(f"Auto-FuzzyJoin {table}, English names of two years", right, left, {})


def similarity(one: str, other: str) -> float:
    """Plain character similarity, without accents and case."""
    return Indel.normalized_similarity(fold(one), fold(other))


def _task(
    title: str,
    first: Iterable[tuple[str, str]],
    second: Iterable[tuple[str, str]],
    places: dict[str, tuple[str, str, str]],
) -> Task:
    records = [(owner, name, 0) for owner, name in first] + [(owner, name, 1) for owner, name in second]
    owners = [owner for owner, _, _ in records]
    return Task(
        title=title,
        names=[name for _, name, _ in records],
        owners=owners,
        lists=np.array([source for _, _, source in records]),
        is_test=np.array([half_of(owner) for owner in owners]),
        places=[places.get(owner) for owner in owners],
    )


def _ror_places() -> dict[str, tuple[str, str, str]]:
    return {
        row["ror_id"]: (search_key(row["city"]), row["subdivision"], row["country"])
        for row in _read("ror-aliases/organisations.csv")
    }


def _read(path: str) -> list[dict[str, str]]:
    with (SHARED / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
