"""The schemes gathered by what they are about."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from concertation.core.text import Text
from concertation.core.vocabulary.reading import load_scheme, scheme_ids
from concertation.core.vocabulary.scheme import Scheme


@dataclass(frozen=True, slots=True)
class SchemeGroup:
    """Schemes about one thing, in the order in which people should read them."""

    id: str
    label: Text
    about: Text
    schemes: tuple[Scheme, ...]


@cache
def scheme_groups() -> tuple[SchemeGroup, ...]:
    """Every scheme, in one group; those that no group names yet stand in the last one."""
    document = resources.files("concertation.core.vocabulary").joinpath("groups.toml")
    raw = tomllib.loads(document.read_text(encoding="utf-8"))["group"]
    named = {scheme_id for group in raw for scheme_id in group["schemes"]}
    raw[-1]["schemes"] += [scheme_id for scheme_id in scheme_ids() if scheme_id not in named]
    return tuple(
        SchemeGroup(
            id=group["id"],
            label=Text(**group["label"]),
            about=Text(**group["about"]),
            schemes=tuple(load_scheme(scheme_id) for scheme_id in group["schemes"]),
        )
        for group in raw
    )
