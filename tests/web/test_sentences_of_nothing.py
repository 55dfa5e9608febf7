"""What the pages of sentences say of a register in which nobody is."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/en/network/", "Nobody is on record on this day."),
        ("/fr/reseau/", "Personne ne figure au registre à cette date."),
        ("/en/network/compare/", "Nobody is on record here: there is nothing to draw."),
    ],
)
def test_that_nobody_is_there_is_said(address: str, said: str) -> None:
    """A sentence, not a blank."""
    answer = Client().get(address)
    assert answer.status_code == 200
    assert said in answer.content.decode()
