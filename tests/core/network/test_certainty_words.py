"""What the methods of certainty say of themselves, in both languages."""

from __future__ import annotations

import pytest

from concertation.core.errors import UnknownRecord
from concertation.core.network.certainty import change, missing, regression, relations, sensitivity
from concertation.core.network.certainty.sentences import all_methods, all_sentences, method, sentence

IDS = (
    missing.SILENCE,
    *(f"network.{reading}" for reading in sensitivity.READINGS),
    relations.CORRELATION,
    relations.JACCARD,
    regression.REGRESSION,
    regression.PARTIAL,
    change.CHANGE,
)
FACTS = {"needed": 1, "heard": 1, "size": 1, "count": 1, "most": 1}


def test_every_method_that_results_name_has_its_words_and_no_other() -> None:
    assert set(IDS) == set(all_methods())


def test_both_languages_are_told_and_differ() -> None:
    for one in all_methods().values():
        for text in (one.label, one.definition, one.caution):
            assert text.en != text.fr


def test_every_sentence_can_be_filled_in_both_languages() -> None:
    for name in all_sentences():
        filled = sentence(name, **FACTS)
        assert "{" not in filled.en + filled.fr
        assert filled.en != filled.fr


def test_a_method_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(UnknownRecord):
        method("network.guess")
