"""Several surveys in sentences: what climbs, what fell and came back, what stays lowest, and who was heard."""

from __future__ import annotations

from concertation.web.functioning.story import Chapter, story_of

YEARS = ("2024", "2025", "2026")


def _told(rates: tuple[float, ...] = (0.8, 0.8, 0.8), **scores: tuple[float | None, ...]) -> list[str]:
    return list(story_of(YEARS, [Chapter(name, told) for name, told in scores.items()], rates))


def test_what_fell_by_half_a_point_and_came_back_is_told() -> None:
    """Less than half a point either way is no turn."""
    told = _told(Resources=(3.9, 2.5, 3.8), Roles=(3.9, 3.5, 4.3))
    assert told[0] == "“Resources” fell from 3.9 to 2.5 (2025), then came back to 3.8 (2026)."
    assert not any("Roles" in sentence for sentence in told)


def test_what_rose_each_time_is_told_together() -> None:
    """By half a point in all; once still is not rising."""
    told = _told(Knowledge=(3.2, 3.5, 3.9), Trust=(4.0, 4.4, 4.4), Vision=(4.0, 4.1, 4.2))
    assert told[0] == "One factor rises at each survey: Knowledge (3.2 → 3.5 → 3.9)."
    assert not any("Trust" in sentence or "Vision" in sentence for sentence in told)


def test_what_is_lowest_every_time_is_told() -> None:
    """By its scores; nothing where the lowest changes."""
    told = _told(Documents=(2.5, 2.2, 2.3), Trust=(4.0, 4.4, 4.2))
    assert told == ["Lowest every time: Documents (2.5 → 2.2 → 2.3)."]
    assert _told(Documents=(4.3, 4.2, 4.3), Trust=(4.0, 4.1, 4.4)) == []


def test_a_hole_at_the_beginning_and_a_year_that_few_answered_are_told() -> None:
    """Nothing is said of a factor whose later survey is missing too."""
    told = _told((0.63, 0.47, 0.84), Programmes=(None, 3.1, 3.5), Roles=(None, None, 3.0))
    assert told[0] == "“Programmes” could not be told the first time (2024); it is since."
    assert told[1].startswith("One survey was answered by fewer (2025): 47")
    assert len(told) == 2


def test_two_surveys_are_no_story() -> None:
    """What moved since last time says it already."""
    assert list(story_of(YEARS[:2], [Chapter("Resources", (3.9, 2.5))], (0.8, 0.2))) == []
