"""The relational roster: closeness, kinds, trust, mistrust and value, each with items of its own."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from concertation.core.errors import InvalidData
from concertation.core.questionnaire import load_roster, read_roster
from concertation.core.questionnaire.reading import document_of

DOCUMENT = document_of("roster")


def test_closeness_has_the_six_rungs_of_frey_and_colleagues() -> None:
    """Frey, Lohmeier, Lee & Tollefson (2006), American Journal of Evaluation 27(3): five levels, and none at all."""
    assert [(step.value, step.code) for step in load_roster().intensity] == [
        (0, "none"),
        (1, "networking"),
        (2, "cooperation"),
        (3, "coordination"),
        (4, "coalition"),
        (5, "collaboration"),
    ]


def test_mistrust_is_asked_by_itself_and_not_as_trust_reversed() -> None:
    items = load_roster().items
    assert Counter(item.factor for item in items) == {"trust": 3, "mistrust": 2, "value": 3}
    assert not any(item.is_reversed for item in items)


def test_a_wording_changed_in_one_language_changes_the_print_of_that_language_alone() -> None:
    changed = read_roster(DOCUMENT.replace("Nous le tenons au courant.", "Nous l’informons."))
    assert changed.digest("en") == load_roster().digest("en")
    assert changed.digest("fr") != load_roster().digest("fr")


@pytest.mark.parametrize(
    ("pattern", "instead", "fault"),
    [
        (r'code = "advice"', 'code = "gossip"', "gossip: no such kind of tie"),
        (r'factor = "mistrust"', 'factor = "doubt"', "mistrust_1: no such dimension as doubt"),
        (r'factor = "value"', 'factor = "trust"', "trust: 6 items"),
        (r'code = "trust_2"', 'code = "trust_1"', "trust_1: given 2 times"),
        (r'code = "mistrust_1"', 'reversed = true\ncode = "mistrust_1"', "mistrust_1: reversed"),
        (r"coalition = .*", "", "intensity.coalition: "),
        (r', fr = "Qu’est-ce qui passe[^"]*"', "", "kinds_question: The fr side"),
    ],
)
def test_every_fault_is_told_with_its_place(pattern: str, instead: str, fault: str) -> None:
    with pytest.raises(InvalidData, match=re.escape(fault)):
        read_roster(re.sub(pattern, instead, DOCUMENT))
