"""The items that people are asked: whole in both languages, or refused with every fault at once."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from concertation.core.errors import InvalidData
from concertation.core.questionnaire import load_instrument, read_instrument
from concertation.core.questionnaire.reading import document_of
from concertation.core.vocabulary import load_scheme

DOCUMENT = document_of("functioning")


def test_each_of_the_ten_factors_of_the_article_has_three_or_four_items() -> None:
    """Article, « Facteurs influençant le fonctionnement des partenariats », points 1 to 10; domain, section 3."""
    counts = Counter(item.factor for item in load_instrument("functioning").items)
    assert set(counts) == set(load_scheme("functioning_factor").codes) and len(counts) == 10
    assert set(counts.values()) <= {3, 4}


def test_one_factor_is_one_page_in_the_order_and_under_the_name_of_the_article() -> None:
    sections = load_instrument("functioning").sections
    factors = load_scheme("functioning_factor")
    assert [(one.code, one.title) for one in sections] == [(term.code, term.label) for term in factors]
    assert all(item.factor == section.code for section in sections for item in section.items)


def test_answers_off_the_scale_are_not_its_middle() -> None:
    """« I do not know » and « does not apply » stand beside five points."""
    scale = load_instrument("functioning").scale
    assert (scale.lowest, scale.highest, len(scale.labels)) == (1, 5, 5)
    assert {scale.unknown.en, scale.not_applicable.en}.isdisjoint(label.en for label in scale.labels)


def test_a_wording_changed_in_one_language_changes_the_print_of_that_language_alone() -> None:
    changed = read_instrument(DOCUMENT.replace("se réalise.", "se fait."))
    instrument = load_instrument("functioning")
    assert changed.digest("en") == instrument.digest("en")
    assert changed.digest("fr") != instrument.digest("fr")


@pytest.mark.parametrize(
    ("pattern", "instead", "fault"),
    [
        (r'text.fr = "Nous savons ce que chaque.*"', "", "knowledge_2: The fr side"),
        (r'code = "knowledge_2"', 'code = "knowledge_1"', "knowledge_1: given 2 times"),
        (r'factor = "documents"', 'factor = "paper"', "paper: no such factor"),
        (r'factor = "resources"', 'factor = "documents"', "resources: 0 items"),
        (r'text.en = "The partners do what', 'reversed = true\ntext.en = "The partners do what', "2 reversed"),
        (r'"Agree", ', "", "one word a point"),
        (
            r'text.en = "We know what each partner can.*"',
            'text.en = "The partnership has the money it needs."',
            "2 times",
        ),
    ],
)
def test_every_fault_is_told_with_its_place(pattern: str, instead: str, fault: str) -> None:
    with pytest.raises(InvalidData, match=re.escape(fault)):
        read_instrument(re.sub(pattern, instead, DOCUMENT))
