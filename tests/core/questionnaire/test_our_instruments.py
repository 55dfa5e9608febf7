"""The instruments that Concertation brings, and how their words are set in both languages."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from concertation.core.questionnaire import freeze_instrument, load_instrument
from concertation.core.questionnaire.reading import document_of
from concertation.core.vocabulary import load_scheme

OURS = ["functioning", "creation", "meeting", "roster"]


def test_each_of_the_eight_factors_of_creation_has_two_or_three_items() -> None:
    """Article, « Facteurs influençant la création de partenariats »: six headings, one of them in three parts."""
    counts = Counter(item.factor for item in load_instrument("creation").items)
    assert set(counts) == {term.code for term in load_scheme("creation_factor").leaves} and len(counts) == 8
    assert set(counts.values()) <= {2, 3}


def test_a_meeting_is_told_on_one_page_and_scored_into_nothing() -> None:
    meeting = load_instrument("meeting")
    assert [section.title for section in meeting.sections] == [meeting.title]
    assert meeting.scored_items == () and 5 <= len(meeting.items) <= 7
    assert [question.code for question in meeting.open_questions] == ["keep_or_change"]


@pytest.mark.parametrize("code", ["functioning", "creation", "meeting"])
def test_no_code_is_longer_than_a_column_holds_or_needs_quoting(code: str) -> None:
    codes = [
        item["code"] for section in freeze_instrument(load_instrument(code))["sections"] for item in section["items"]
    ]
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,39}", one) for one in codes)


@pytest.mark.parametrize("code", OURS)
def test_words_are_set_as_each_language_sets_them(code: str) -> None:
    """Curly apostrophes in both; in French of Canada a non-breaking space inside « » and none before ? and ;."""
    for said in re.findall(r'"([^"]*)"', re.sub(r"(?m)^#.*", "", document_of(code))):
        assert "'" not in said
        assert not re.search(r"«(?!\u00a0)|(?<!\u00a0)»| [?;!]", said)
