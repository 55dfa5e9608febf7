"""Two devices over one draft: nothing that one of them changed alone is ever lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from concertation.journeys.answering.merging import merge, merge_ticks

CODES = ("a", "b", "c")
VALUES = st.one_of(st.none(), st.integers(1, 5), st.sampled_from(("unknown", "not_applicable")))
PAGES = st.fixed_dictionaries(dict.fromkeys(CODES, VALUES))
KEYS = st.sets(st.sampled_from("abcde"))


def _kept(answers: dict[str, Any]) -> dict[str, Any]:
    return {code: value for code, value in answers.items() if value is not None}


@given(seen=PAGES, first=PAGES, second=PAGES)
def test_what_one_side_alone_changed_stays(seen: dict[str, Any], first: dict[str, Any], second: dict[str, Any]) -> None:
    """Two pages that showed the same save one after the other, in either order; both changed, the later wins."""
    after_first = merge(seen=seen, sent=first, kept=_kept(seen)).answers
    merged = merge(seen=seen, sent=second, kept=after_first)
    for code in CODES:
        wanted = second[code] if second[code] != seen[code] else first[code]
        assert merged.answers.get(code) == wanted
        both = first[code] != seen[code] != second[code] and first[code] != second[code]
        assert (code in merged.overruled) == both
        assert (code in merged.brought) == (second[code] == seen[code] != first[code])


@given(seen=PAGES, sent=PAGES)
def test_saving_twice_is_saving_once(seen: dict[str, Any], sent: dict[str, Any]) -> None:
    """A double submit, or a try after a lost answer, changes nothing and tells nothing."""
    once = merge(seen=seen, sent=sent, kept=_kept(seen))
    twice = merge(seen=seen, sent=sent, kept=once.answers)
    assert twice.answers == once.answers
    assert not twice.overruled
    assert not twice.brought


@given(kept=PAGES, sent=PAGES)
def test_other_pages_are_not_touched(kept: dict[str, Any], sent: dict[str, Any]) -> None:
    """A page changes the questions that it asks."""
    merged = merge(seen={}, sent=sent, kept={**_kept(kept), "elsewhere": 4})
    assert merged.answers["elsewhere"] == 4


@given(seen=KEYS, first=KEYS, second=KEYS)
def test_ticks_are_added_and_taken_away_one_by_one(seen: set[str], first: set[str], second: set[str]) -> None:
    """An organisation that neither side touched stays as it was; one that a side touched is as that side left it."""
    merged = set(merge_ticks(seen=seen, sent=second, kept=merge_ticks(seen=seen, sent=first, kept=seen)))
    for key in "abcde":
        touched = [side for side in (first, second) if (key in side) != (key in seen)]
        assert (key in merged) == ((key in touched[-1]) if touched else (key in seen))
