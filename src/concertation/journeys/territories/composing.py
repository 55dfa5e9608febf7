"""A custom territory put together by hand: found, picked, counted, written in one change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.contrib.auth.models import User

from concertation.core.errors import ConcertationError
from concertation.core.faceting import holds_words
from concertation.core.faceting.search import searchable
from concertation.core.geography import UnionPopulation, population_of_parts
from concertation.core.text import Text
from concertation.journeys.editing.saving import Addition, Saved, save_facts
from concertation.journeys.observation import observe_register
from concertation.journeys.records import Said

# Areas offered at a time.
_OFFERED = 40
# Parts of one territory: the largest unions on record have a few hundred.
MOST_PARTS = 1_000


class NoParts(ConcertationError):
    """A union of nothing."""

    code = "no-parts"
    english = "A territory is made of parts. Pick one at least."
    french = "Un territoire est fait de parties. Choisissez-en au moins une."


class NoTerritoryName(ConcertationError):
    """A territory that nobody could speak of."""

    code = "no-territory-name"
    english = "The territory has no name. Write it in one language at least."
    french = "Le territoire n’a pas de nom. Écrivez-le dans une langue au moins."


@dataclass(frozen=True, slots=True)
class PickedArea:
    """An area offered or picked."""

    key: str
    id: int
    name: Text
    kind: str
    code: str
    vintage: int | None


def find_areas(words: str, *, kind: str = "", but: Sequence[str] = (), as_of: date) -> tuple[list[PickedArea], int]:
    """The areas whose names or codes hold these words, the first of them, and how many there are."""
    areas = observe_register(as_of=as_of)["area"].filter(~pl.col("key").is_in(list(but)))
    if kind:
        areas = areas.filter(pl.col("kind") == kind)
    if words.strip():
        names = searchable(pl.col("name_en"), pl.col("name_fr"), pl.col("code"), pl.col("key"))
        areas = areas.with_columns(searched=names).filter(holds_words("searched", words))
    return _picked(areas.sort("name_en", "key").head(_OFFERED)), areas.height


def picked_areas(keys: Sequence[str], *, as_of: date) -> list[PickedArea]:
    """The areas of these keys, in the order of their names; keys that no area has are left aside."""
    areas = observe_register(as_of=as_of)["area"]
    return _picked(areas.filter(pl.col("key").is_in(list(keys)[:MOST_PARTS])).sort("name_en", "key"))


def population_of_picked(parts: Sequence[PickedArea], *, as_of: date) -> UnionPopulation:
    """How many people live on all of them together, each counted once."""
    return population_of_parts(observe_register(as_of=as_of), [part.key for part in parts])


def compose_territory(name: Said, parts: Sequence[PickedArea], *, user: User, reason: str = "") -> Saved:
    """Writes the territory and its parts; raises ``NoParts``, ``NoTerritoryName``, ``NotAllowed``, ``RefusedFact``."""
    if not parts:
        raise NoParts
    english, french = name.en.strip(), name.fr.strip()
    if not (english or french):
        raise NoTerritoryName
    whole = Addition("area", {"kind": "custom", "name_en": english or french, "name_fr": french or english})
    joined = [Addition("area_part", {"whole": whole.key, "part": part.key}) for part in parts]
    saved = save_facts([whole, *joined], user=user, reason=reason, kind="created")
    return Saved(saved.change_id, (whole.key,), saved.merged)


def _picked(areas: pl.DataFrame) -> list[PickedArea]:
    rows = areas.select("key", "id", "name_en", "name_fr", "kind", "code", "vintage").iter_rows()
    return [
        PickedArea(key, number, Text(en=en or fr or key, fr=fr or en or key), kind, code or "", vintage)
        for key, number, en, fr, kind, code, vintage in rows
    ]
