"""A tie is said as a tie wherever the articulation is named."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "words", "others"),
    [
        ("/en/partnerships/calgary/?as_of=2014-06-30", "no form prevails", "ybrid, mainly consult"),
        ("/fr/partenariats/calgary/?as_of=2014-06-30", "aucune forme ne domine", "ybride, surtout consult"),
    ],
)
def test_the_four_equal_shares_of_calgary_name_no_form(
    demonstration: None, client: Client, address: str, words: str, others: str
) -> None:
    """A quarter each: the strip and the card say that none prevails, in the reader's language."""
    page = client.get(address).content.decode()
    assert f"hybrid{'e' if '/fr/' in address else ''}, {words}" in page
    assert f"Hybrid{'e' if '/fr/' in address else ''}, {words}" in page
    assert others not in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/partnerships/brandon/?as_of=2014-06-30", "hybrid, mainly consultative"),
        ("/fr/partenariats/brandon/?as_of=2014-06-30", "hybride, surtout consultatif"),
    ],
)
def test_a_hybrid_with_one_largest_share_keeps_its_name(
    demonstration: None, client: Client, address: str, words: str
) -> None:
    """Brandon is largely consultative, as the article states (§ 3)."""
    assert words in client.get(address).content.decode()
