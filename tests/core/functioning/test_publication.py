"""Groups side by side, and what may not stand there."""

from __future__ import annotations

import polars as pl
import pytest

from concertation.core.estimate import Estimate, Suppressed
from concertation.core.functioning import reasons
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.groups import GROUPS
from concertation.core.functioning.intervals import PARTICIPATION
from concertation.core.functioning.publication import GroupAssessment, assess_groups

CONVENTIONS = FunctioningConventions()


def assessed(groups: dict[str, str], frozen: tuple[str, ...] = (), *, count: int = 12) -> GroupAssessment:
    """Organisations a, b, c… of two people, the later the higher; each cut gives a letter an organisation."""
    names = "abcdefghijklmnop"[:count]
    units = pl.DataFrame(
        {
            "partnership": "p",
            "organisation": list(names),
            "factor": "f",
            "score": [2.0 + place / 8 for place in range(count)],
            "respondents": pl.Series([2] * count, dtype=pl.Int64),
            "owed": 0.0,
        }
    )
    lines = [("p", name, cut, side) for cut, sides in groups.items() for name, side in zip(names, sides, strict=True)]
    asked = pl.DataFrame([("p", name, 2, 2) for name in names], schema=PARTICIPATION, orient="row")
    return assess_groups(
        units,
        pl.DataFrame(lines, schema=GROUPS, orient="row"),
        asked,
        conventions=CONVENTIONS,
        frozen=[tuple(cell) for cell in frozen],
    )


def test_two_large_groups_have_scores_distances_and_a_difference() -> None:
    """Means 2.3125 and 3.0625: six eighths apart."""
    found = assessed({"kind": "ppppppcccccc"})
    first, second = found.scores
    assert isinstance(first.score, Estimate) and isinstance(second.score, Estimate)
    assert (first.group, first.score.value, second.score.value) == ("c", 3.0625, 2.3125)
    assert first.distance is not None and first.distance > 0
    assert isinstance(found.differences[0].difference, Estimate)
    assert found.differences[0].difference.value == pytest.approx(0.75)


def test_a_small_group_hides_the_other_too() -> None:
    """Ten of twelve: the two others would be what is left of the whole."""
    found = assessed({"kind": "ppppppppppcc"})
    assert [one.score for one in found.scores] == [
        Suppressed(reasons.floor(CONVENTIONS)),
        Suppressed(reasons.SUBTRACTION),
    ]
    assert [one.distance for one in found.scores] == [None, None]
    assert found.differences[0].difference == Suppressed(reasons.SUBTRACTION)


def test_a_second_cut_that_differs_by_one_organisation_is_not_shown() -> None:
    found = assessed({"kind": "ppppppcccccc", "age": "oooooonnnnnn".replace("on", "nn")})
    shown = {one.cut for one in found.scores if isinstance(one.score, Estimate)}
    assert shown == {"kind"}


def test_a_panel_that_is_out_counts() -> None:
    """The panel of a change was all but a and b; the whole less the panel is out already: nothing can be added."""
    found = assessed({"kind": "ppppppcccccc"}, frozen=("cdefghijkl",))
    assert found.compromised == ("f",)
    assert all(isinstance(one.score, Suppressed) for one in found.scores)


def test_a_whole_under_the_floor_has_no_groups() -> None:
    found = assessed({"kind": "pc"}, count=2)
    assert all(isinstance(one.score, Suppressed) for one in found.scores) and not found.compromised
