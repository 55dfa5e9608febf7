"""What a measure answers: small frozen values that carry their evidence, or say plainly what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from concertation.core.text import Text

Basis = Literal["stated", "derived", "inferred", "unknown"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record of the register that a figure rests on."""

    kind: str
    key: str
    source_key: str | None = None
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with, where it rests on ratings or a sample, the interval that carries its uncertainty.

    ``coverage`` is the share, from 0 to 1, of the facts the figure needs that are present; ``n`` counts the
    records used.
    """

    value: float
    n: int
    coverage: float
    method: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A term of a vocabulary, with the shares of each term where the answer is a mixture.

    ``code`` is ``None`` when several terms share the first place and none prevails.
    """

    scheme: str
    code: str | None
    n: int
    coverage: float
    method: str
    is_hybrid: bool = False
    shares: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_tied(self) -> bool:
        """Whether no term prevails among those of the mixture."""
        return self.code is None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Too little is known to answer; ``missing`` says which facts would be needed."""

    missing: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The answer exists but may not be shown to this reader, and ``why``."""

    why: Text


Result = Estimate | Category | Unknown | Suppressed


@dataclass(frozen=True, slots=True)
class Finding:
    """One measure's whole reasoned answer about one partnership on one day.

    ``basis`` says whether the answer was stated by a source, derived from facts, or inferred from partial
    ones; ``declared`` is what sources say of the same thing, kept beside and never merged.
    """

    measure: str
    result: Result
    basis: Basis
    reasons: tuple[Text, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Text, ...] = ()
    declared: tuple[Declared, ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Declared:
    """What one source says of a type."""

    code: str
    evidence: Evidence
