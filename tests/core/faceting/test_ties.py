"""A tie of articulations is a value of its own in the facets: neither one of the forms nor an unknown."""

from __future__ import annotations

from datetime import date

from concertation.core.demonstration import documented_cases, rows_as_snapshot
from concertation.core.faceting import partnership_list


def test_calgary_stands_under_no_form_and_not_under_unknown() -> None:
    """Four forms with a quarter each (article, § 4, by what its bodies suggest); Brandon is consultative (§ 3)."""
    records = partnership_list(rows_as_snapshot(documented_cases(), as_of=date(2014, 6, 30)))
    values = dict(records.frame.select("key", "facet.articulation").rows())
    assert (values["calgary"], values["brandon"]) == ("tied", "consultative")
    words = records.facets["articulation"].values["tied"]
    assert (words.en, words.fr) == ("No form prevails", "Aucune forme ne domine")
