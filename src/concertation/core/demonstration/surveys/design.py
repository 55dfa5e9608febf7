"""What is planted in each wave of the region, as frozen values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from concertation.core.text import Text

Mode = Literal["confidential", "anonymous"]
Shifts = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class WaveDesign:
    """One wave; days before the last day. ``closed`` is ``None`` while it is open, and ``closes`` days are left.

    ``people`` is the most invited of one organisation, ``rate`` how likely each is to answer, ``silent`` the
    organisations of which nobody does.
    """

    partnership: str
    mode: Mode
    opened: int
    rate: float
    people: int
    means: Shifts
    closed: int | None = None
    closes: int = 0
    silent: tuple[str, ...] = ()
    public: Shifts = field(default_factory=lambda: MappingProxyType({}))
    community: Shifts = field(default_factory=lambda: MappingProxyType({}))
    unknown: Shifts = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_open(self) -> bool:
        """Whether people still answer on the last day."""
        return self.closed is None


@cache
def wave_designs() -> tuple[WaveDesign, ...]:
    """Every wave, in the order of the file."""
    return tuple(_design(raw) for raw in _document()["wave"])


def consent_of(mode: Mode) -> Text:
    """What the first page says that becomes of the answers."""
    return Text(**_document()["anonymous_consent" if mode == "anonymous" else "consent"])


def _design(raw: Mapping[str, Any]) -> WaveDesign:
    values: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in raw.items()}
    return WaveDesign(**values)


@cache
def _document() -> Mapping[str, Any]:
    file = resources.files("concertation.core.demonstration.surveys").joinpath("surveys.toml")
    return MappingProxyType(tomllib.loads(file.read_text(encoding="utf-8")))
