"""What tints say: classes of numbers, values of a facet, several values, unknown."""

from __future__ import annotations

import pytest

from concertation.core.cartography import SEVERAL, tint_names, tint_of
from concertation.core.faceting import UNKNOWN
from concertation.core.faceting.facet import facets_of


@pytest.mark.parametrize(
    ("records", "code"),
    [(1, "class-1"), (2, "class-2"), (3, "class-2"), (4, "class-3"), (15, "class-4"), (999, "class-5")],
)
def test_counts_stand_in_classes_that_double(records: int, code: str) -> None:
    """1, 2 to 3, 4 to 7, 8 to 15, 16 or more: a convention that filters do not move."""
    assert tint_of("records", {}).shade_of(records) == code


def test_a_population_that_nobody_counted_is_unknown_and_none_at_all_is_not() -> None:
    """Zero people is a count."""
    tint = tint_of("population", {})
    assert (tint.shade_of(None), tint.shade_of(0), tint.shade_of(749_607)) == (UNKNOWN, "class-1", "class-4")


def test_a_facet_keeps_the_order_of_its_values_then_several_then_unknown() -> None:
    """A value that the facet does not have is unknown."""
    tint = tint_of("kinds", facets_of("partnership"))
    assert [shade.code for shade in tint.shades] == ["governmental", "non_governmental", "mixed", SEVERAL, UNKNOWN]
    assert (tint.shade_of("mixed"), tint.shade_of("nonsense"), tint.shade_of(SEVERAL)) == ("mixed", UNKNOWN, SEVERAL)


@pytest.mark.parametrize("listing", ["partnership", "organisation"])
def test_every_tint_has_a_tone_of_the_palette_for_each_of_its_values(listing: str) -> None:
    """Five tones a family; more values would share one."""
    facets = facets_of(listing)
    for name in tint_names(listing):  # type: ignore[arg-type]  # one of the two
        tones = [shade.tone for shade in tint_of(name, facets).shades]
        assert len(tones) == len(set(tones))
        assert all(tone in (SEVERAL, "unknown") or tone[-1] in "12345" for tone in tones)
