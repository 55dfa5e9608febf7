"""A table adds its own questions: in both languages, once each, and never into a factor."""

from __future__ import annotations

import pytest

from concertation.core.errors import InvalidData
from concertation.core.questionnaire import CustomItem, add_items, faults_before_opening, load_instrument

FUNCTIONING = load_instrument("functioning")
BUS = CustomItem("bus", en="I can get to meetings by bus.", fr="Je peux venir aux réunions en autobus.")


def test_own_questions_come_last_on_a_page_of_their_own() -> None:
    last = add_items(FUNCTIONING, [BUS]).sections[-1]
    assert (last.title.en, last.title.fr) == ("Our own questions", "Nos propres questions")
    assert [item.code for item in last.items] == ["bus"]


def test_own_questions_are_never_scored_into_the_ten() -> None:
    widened = add_items(FUNCTIONING, [BUS])
    assert len(widened.items) == len(FUNCTIONING.items) + 1
    assert widened.scored_items == FUNCTIONING.scored_items


def test_own_questions_change_the_print_of_a_wave() -> None:
    assert add_items(FUNCTIONING, [BUS]).digest("fr") != FUNCTIONING.digest("fr")


def test_without_own_questions_the_instrument_is_as_it_was() -> None:
    assert add_items(FUNCTIONING, []) == FUNCTIONING


@pytest.mark.parametrize(
    ("drafts", "code", "row", "column"),
    [
        ([CustomItem("a")], "question-empty", 1, None),
        ([CustomItem("a", en="  ", fr="\n")], "question-empty", 1, None),
        ([BUS, CustomItem("a", en="We eat well.")], "question-side-missing", 2, "fr"),
        ([CustomItem("a", fr="On mange bien.")], "question-side-missing", 1, "en"),
        ([BUS, CustomItem("bus", en="We eat well.", fr="On mange bien.")], "question-code-repeated", 2, None),
        (
            [CustomItem("documents_1", en="We eat well.", fr="On mange bien.")],
            "question-code-repeated",
            1,
            None,
        ),
        (
            [BUS, CustomItem("a", en="We go by bus.", fr="je peux venir aux reunions, en autobus")],
            "question-text-repeated",
            2,
            "fr",
        ),
        (
            [CustomItem("a", en="The partnership has the money it needs", fr="De l’argent, on en a.")],
            "question-text-repeated",
            1,
            "en",
        ),
    ],
)
def test_a_wave_does_not_open_on_a_faulty_question(
    drafts: list[CustomItem], code: str, row: int, column: str | None
) -> None:
    (fault,) = faults_before_opening(FUNCTIONING, drafts)
    assert (fault.code, fault.place.row, fault.place.column) == (code, row, column)


def test_every_fault_is_told_at_once_in_both_languages() -> None:
    faults = faults_before_opening(FUNCTIONING, [CustomItem("a", en="We eat well."), CustomItem("a")])
    assert [fault.message.fr for fault in faults] == [
        "La question 1, «\u00a0We eat well.\u00a0», n’a pas de texte français. "
        "Rédigez-le\u00a0: chaque partenaire répond dans sa langue.",
        "La question 2 n’a pas de texte. Rédigez-la dans les deux langues, ou retirez-la.",
        "La question 2 porte le code «\u00a0a\u00a0», qu’une autre question porte déjà. Donnez-lui un autre code.",
    ]
    with pytest.raises(InvalidData, match="3 fault"):
        add_items(FUNCTIONING, [CustomItem("a", en="We eat well."), CustomItem("a")])


def test_a_wave_opens_on_questions_without_fault() -> None:
    assert faults_before_opening(FUNCTIONING, [BUS]) == ()
