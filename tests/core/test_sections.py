"""The sections in which people fill in a fact."""

from __future__ import annotations

import pytest

from concertation.core.facts import FactKind, all_kinds, fact_kind, sections_of, unit_of


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.id)
def test_each_field_has_one_section(kind: FactKind) -> None:
    """No question is lost and none is asked twice."""
    placed = [item.name for section in sections_of(kind) for item in section.fields]
    assert sorted(placed) == sorted(item.name for item in kind.fields)


def test_sections_are_named_in_both_languages() -> None:
    """The dates and the origin have the same name everywhere."""
    titles = {section.id: section.title for section in sections_of(fact_kind("agreement"))}
    assert titles["when"] is not None and (titles["when"].en, titles["when"].fr) == ("When", "Quand")
    assert titles["origin"] is not None and titles["origin"].fr == "Comment le sait-on?"


def test_a_unit_stands_beside_the_box_where_there_is_one() -> None:
    """An amount of an agreement is in dollars; that of a resource depends on its kind."""
    agreement, resource = fact_kind("agreement"), fact_kind("resource")
    assert (unit_of(agreement, agreement["amount"]), unit_of(resource, resource["amount"])) == ("$", "")
