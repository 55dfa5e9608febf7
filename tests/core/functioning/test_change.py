"""Change of a matched panel."""

from __future__ import annotations

import polars as pl
import pytest

from concertation.core.estimate import Estimate, Suppressed, Unknown
from concertation.core.functioning import reasons
from concertation.core.functioning.change import SUCCESSIONS, change_between, shared_items, with_successors
from concertation.core.functioning.change_assessment import assess_change
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.intervals import PARTICIPATION
from concertation.core.functioning.scoring import ANSWERS, ITEMS

CONVENTIONS = FunctioningConventions()
ITEM = pl.DataFrame([("i", "f", False)], schema=ITEMS, orient="row")


def wave(scores: dict[str, int], members: int | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One person an organisation; members beyond those heard are silent."""
    answers = [("p", name, f"r{name}", "i", value) for name, value in scores.items()]
    names = [*scores, *(f"silent{place}" for place in range((members or len(scores)) - len(scores)))]
    asked = [("p", name, 1, int(name in scores)) for name in names]
    return (
        pl.DataFrame(answers, schema=ANSWERS, orient="row"),
        pl.DataFrame(asked, schema=PARTICIPATION, orient="row"),
    )


def change(before: tuple[pl.DataFrame, pl.DataFrame], after: tuple[pl.DataFrame, pl.DataFrame]) -> pl.DataFrame:
    return change_between(before, after, ITEM, conventions=CONVENTIONS)


def test_only_organisations_of_both_waves_are_compared() -> None:
    """b rises by 1 and c falls by 2; a left and d joined, and neither counts."""
    found = change(wave({"a": 1, "b": 3, "c": 4}), wave({"b": 4, "c": 2, "d": 5})).row(0, named=True)
    assert (found["change"], found["organisations"]) == (-0.5, 2)
    assert (found["low"], found["high"], found["is_interval"]) == (-2.0, 1.0, False)


def test_the_interval_is_that_of_the_differences() -> None:
    """d = 1, 0, 1, 0, 1, 0, 1, 0 in 8 of 16 members: ½ ± t₇·√(½·(2/7)/8), t₇ = 2.364624."""
    before = wave({f"o{place}": 3 for place in range(8)}, 16)
    after = wave({f"o{place}": 4 - place % 2 for place in range(8)}, 16)
    found = change(before, after).row(0, named=True)
    margin = 2.364624252 * (0.5 * (2 / 7) / 8) ** 0.5
    assert (found["low"], found["high"]) == pytest.approx((0.5 - margin, 0.5 + margin))


def test_a_wave_compares_on_the_same_items_alone() -> None:
    before = pl.DataFrame([("i", "f", False), ("j", "f", False), ("k", "f", True)], schema=ITEMS, orient="row")
    after = pl.DataFrame([("i", "f", False), ("k", "f", False), ("l", "f", False)], schema=ITEMS, orient="row")
    assert shared_items(before, after)["item"].to_list() == ["i"]


def test_a_reworded_item_is_another_item() -> None:
    before, after = (ITEM.with_columns(wording=pl.lit(words)) for words in ("one", "another"))
    assert not len(shared_items(before, after))


def test_merged_organisations_are_followed_to_the_key_that_holds_them() -> None:
    """a became b, which became c."""
    lines = pl.DataFrame([("a", "b"), ("b", "c")], schema=SUCCESSIONS, orient="row")
    assert with_successors(pl.DataFrame({"organisation": ["a", "b", "d"]}), lines)["organisation"].to_list() == [
        "c",
        "c",
        "d",
    ]


def test_a_circle_of_keys_ends() -> None:
    lines = pl.DataFrame([("a", "b"), ("b", "a")], schema=SUCCESSIONS, orient="row")
    assert len(with_successors(pl.DataFrame({"organisation": ["a"]}), lines)) == 1


def test_a_merged_organisation_is_compared_with_all_its_people() -> None:
    """a said 2 and b said 4; as c they said 3 together, and say 5 now."""
    lines = pl.DataFrame([("a", "c"), ("b", "c")], schema=SUCCESSIONS, orient="row")
    answers, asked = (with_successors(part, lines) for part in wave({"a": 2, "b": 4}))
    found = change((answers, asked), wave({"c": 5})).row(0, named=True)
    assert (found["change"], found["organisations"], found["members"]) == (2.0, 1, 1)


def test_nobody_can_be_matched_in_anonymous_waves() -> None:
    answers, asked = wave({"a": 2, "b": 4})
    nameless = answers.with_columns(organisation=pl.lit(None, pl.String))
    assert not len(change((nameless, asked), (nameless, asked)))


def told(before: str, after: str) -> Estimate | Unknown | Suppressed:
    """Each letter an organisation of one person, who says 3 and then 4."""
    waves = wave(dict.fromkeys(before, 3)), wave(dict.fromkeys(after, 4))
    (only,) = assess_change(*waves, ITEM, conventions=CONVENTIONS)
    return only.change


def test_a_panel_that_is_the_whole_of_both_waves_is_told() -> None:
    found = told("abcdefgh", "abcdefgh")
    assert isinstance(found, Estimate) and (found.value, found.n, found.method) == (1.0, 8, "student-panel")


def test_one_who_joined_hides_the_change() -> None:
    """The whole of both waves less the change would be what the newcomer said."""
    assert told("abcdefgh", "abcdefghi") == Suppressed(reasons.SUBTRACTION)


def test_many_who_joined_or_left_hide_nothing() -> None:
    """Three left and two joined: five people of five organisations."""
    assert isinstance(told("abcdefghxyz", "abcdefghij"), Estimate)


def test_a_panel_under_the_floor_is_not_told() -> None:
    assert told("abcd", "abcdefghijkl") == Suppressed(reasons.floor(CONVENTIONS))


def test_without_a_panel_the_change_is_unknown() -> None:
    assert told("abcde", "fghij") == Unknown((reasons.NOT_MATCHED,))
