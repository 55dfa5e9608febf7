"""A wave keeps its questions as they were asked: what was frozen comes back whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.core.errors import InvalidData
from concertation.core.questionnaire import (
    Instrument,
    Item,
    OpenQuestion,
    Roster,
    Scale,
    Section,
    Step,
    TieKind,
    freeze_instrument,
    freeze_roster,
    load_instrument,
    thaw_instrument,
    thaw_roster,
)
from concertation.core.text import Text

_words = st.text(min_size=1, max_size=12).filter(str.strip)
_texts = st.builds(Text, en=_words, fr=_words)
_items = st.builds(Item, code=_words, factor=st.text(max_size=5), text=_texts, is_reversed=st.booleans())
_scales = st.builds(
    Scale,
    lowest=st.integers(0, 1),
    highest=st.integers(2, 7),
    labels=st.lists(_texts, max_size=3).map(tuple),
    unknown=_texts,
    not_applicable=_texts,
)
_sections = st.lists(
    st.builds(Section, code=_words, title=_texts, items=st.lists(_items, max_size=3).map(tuple)), max_size=3
).map(tuple)
_open = st.builds(OpenQuestion, code=_words, text=_texts)
_instruments = st.builds(
    Instrument,
    code=_words,
    version=st.integers(1, 99),
    title=_texts,
    introduction=_texts,
    scale=_scales,
    sections=_sections,
    open_questions=st.lists(_open, max_size=2).map(tuple),
)
_rosters = st.builds(
    Roster,
    code=_words,
    version=st.integers(1, 99),
    title=_texts,
    introduction=_texts,
    intensity_question=_texts,
    intensity=st.lists(
        st.builds(Step, value=st.integers(0, 5), code=_words, label=_texts, meaning=_texts), max_size=3
    ).map(tuple),
    kinds_question=_texts,
    kinds=st.lists(st.builds(TieKind, code=_words, text=_texts), max_size=3).map(tuple),
    scale=_scales,
    sections=_sections,
    who_is_missing=_open,
)


@given(_instruments)
def test_an_instrument_comes_back_from_json_as_it_was(instrument: Instrument) -> None:
    back = thaw_instrument(json.loads(json.dumps(freeze_instrument(instrument))))
    assert back == instrument
    assert (back.digest("en"), back.digest("fr")) == (instrument.digest("en"), instrument.digest("fr"))


@given(_rosters)
def test_a_roster_comes_back_from_json_as_it_was(roster: Roster) -> None:
    back = thaw_roster(json.loads(json.dumps(freeze_roster(roster))))
    assert back == roster
    assert (back.digest("en"), back.digest("fr")) == (roster.digest("en"), roster.digest("fr"))


def test_what_an_older_wave_did_not_ask_stays_unasked() -> None:
    frozen = freeze_instrument(load_instrument("functioning"))
    del frozen["open_questions"]
    assert thaw_instrument(frozen).open_questions == ()


def test_a_frozen_wave_without_its_scale_is_refused() -> None:
    frozen = freeze_instrument(load_instrument("functioning"))
    del frozen["scale"]
    with pytest.raises(InvalidData, match=r"Instrument\.scale"):
        thaw_instrument(frozen)
