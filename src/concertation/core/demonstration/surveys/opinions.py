"""A small model of what people answer: what the factor deserves, their organisation, themselves, a little chance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from concertation.core.demonstration.surveys.design import WaveDesign
from concertation.core.questionnaire import Instrument

Floats = NDArray[np.float64]
Answers = Mapping[str, int | str]

# Standard deviations, in points of the scale: organisations, people, what one thinks of one factor, and each answer.
_ORGANISATIONS, _PEOPLE, _FACTORS, _ITEMS = 0.30, 0.28, 0.30, 0.55
# How much easier or harder to agree with an item is than its factor.
_WORDING = 0.22
_NOT_APPLICABLE = 0.01
_UNKNOWN = 0.02


class Opinions:
    """Answers of the people of the region: those of one organisation, and of one person, stay alike over the waves."""

    def __init__(self, generator: np.random.Generator, instrument: Instrument) -> None:
        self._generator = generator
        self._instrument = instrument
        self._codes = [item.code for item in instrument.scored_items]
        self._factors = [item.factor for item in instrument.scored_items]
        self._order = list(dict.fromkeys(self._factors))
        self._place = np.array([self._order.index(factor) for factor in self._factors])
        self._reversed = np.array([item.is_reversed for item in instrument.scored_items])
        self._wording = generator.normal(0.0, _WORDING, len(self._codes))
        self._organisations: dict[str, Floats] = {}
        self._people: dict[str, float] = {}

    def of_organisation(self, key: str) -> Floats:
        """How far an organisation leans from the rest, factor by factor."""
        if key not in self._organisations:
            self._organisations[key] = self._generator.normal(0.0, _ORGANISATIONS, len(self._order))
        return self._organisations[key]

    def of_person(self, name: str, leaning: Floats, design: WaveDesign, *, is_public: bool) -> Answers:
        """What that person answers in that wave, by code of item."""
        if name not in self._people:
            self._people[name] = float(self._generator.normal(0.0, _PEOPLE))
        shifts = design.public if is_public else design.community
        means = np.array([design.means[factor] + shifts.get(factor, 0.0) for factor in self._order])
        thought = means + leaning + self._people[name] + self._generator.normal(0.0, _FACTORS, len(self._order))
        heard = thought[self._place] + self._wording + self._generator.normal(0.0, _ITEMS, len(self._codes))
        return self._written(heard, design)

    def _written(self, heard: Floats, design: WaveDesign) -> Answers:
        lowest, highest = self._instrument.scale.lowest, self._instrument.scale.highest
        points = np.clip(np.rint(heard), lowest, highest).astype(int)
        points = np.where(self._reversed, lowest + highest - points, points)
        chance = self._generator.random(len(self._codes))
        unknown = np.array([design.unknown.get(factor, _UNKNOWN) for factor in self._factors])
        said: list[int | str] = [
            "not_applicable" if one < _NOT_APPLICABLE else "unknown" if one < _NOT_APPLICABLE + limit else int(point)
            for one, limit, point in zip(chance, unknown, points, strict=True)
        ]
        return dict(zip(self._codes, said, strict=True))
