"""Faults grouped by kind, in the order in which people should look at them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from concertation.core.faults import Fault
from concertation.core.text import Text

# Faults of one kind that the page of all kinds lists; the page of the kind lists the rest.
LISTED = 25


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """All the faults of one kind."""

    code: str
    title: Text
    faults: Sequence[Fault]

    @property
    def listed(self) -> Sequence[Fault]:
        """The first of them."""
        return self.faults[:LISTED]

    @property
    def unlisted(self) -> int:
        """How many more there are."""
        return len(self.faults) - len(self.listed)


def group_faults(faults: Sequence[Fault]) -> list[FaultGroup]:
    """By kind; a kind without a title comes last under its code."""
    by_code: dict[str, list[Fault]] = {}
    for fault in faults:
        by_code.setdefault(fault.code, []).append(fault)
    order = [*fault_titles(), *by_code]
    codes = sorted(by_code, key=order.index)
    return [FaultGroup(code, title_of(code), by_code[code]) for code in codes]


def title_of(code: str) -> Text:
    """What a kind of fault is called."""
    return fault_titles().get(code) or Text(en=code, fr=code)


@cache
def fault_titles() -> Mapping[str, Text]:
    """Every title, by code, in the order of the file."""
    document = resources.files("concertation.web.importing").joinpath("fault_titles.toml")
    return {code: Text(**sides) for code, sides in tomllib.loads(document.read_text(encoding="utf-8")).items()}
