"""Which words of two names agree, against a plain loop over the words of both."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.core.discovery import Organisations
from concertation.core.discovery.agreement import find_agreements, lay_words
from concertation.core.discovery.organisations import sketch

# Public words of both languages: translations, synonyms, slips of the pen, and one that nothing stands for.
WORDS = (
    "school",
    "école",
    "board",
    "conseil",
    "women",
    "femmes",
    "settlement",
    "settlemnet",
    "établissement",
    "Winnipeg",
)
NAMES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=2, max_size=4)


@given(NAMES)
def test_words_agree_as_a_plain_loop_finds(names: list[str]) -> None:
    rows = pl.DataFrame({"row": range(len(names)), "name": names}, schema={"row": pl.UInt32, "name": pl.String})
    sketches = sketch(Organisations(keys=[str(row) for row in range(len(names))], names=rows))
    likeness = {(one, other): like for one, other, like in sketches.likeness.iter_rows()}
    held = {reading: own for (reading,), own in sketches.words.group_by("reading")}
    readings = sorted(held)
    ends = [(one, other) for one in readings for other in readings]
    found = find_agreements(
        lay_words(sketches), *(pl.Series(side, dtype=pl.UInt32).to_numpy() for side in zip(*ends, strict=True))
    )
    expected = {
        (crossing, one, other): likeness[one, other] * min(sketches.information[one], sketches.information[other])
        for crossing, (reading, reading_other) in enumerate(ends)
        for one in held[reading]["word"]
        for other in held[reading_other]["word"]
        if (one, other) in likeness
    }
    lines = zip(found.crossing.tolist(), found.word.tolist(), found.word_other.tolist(), strict=True)
    assert dict(zip(lines, found.shared.tolist(), strict=True)) == pytest.approx(expected)
