"""A partnership on paper: sentences, its kind with reasons, its members, the sources, in the language of the reader."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from tests.paper_reading import text_of

from concertation.web.runs import runs_of

pytestmark = pytest.mark.django_db

_DAY = "as_of=2026-06-30"


def _said(client: Client, address: str) -> str:
    answer = client.get(f"{address}?{_DAY}")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    return text_of(answer.content)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "/en/partnerships/merrow-lip.pdf",
            ["Port Merrow Local Immigration Partnership", "What kind of partnership", "What the register says",
             "Members, their roles and dates", "Sources", "as of June 30, 2026"],
        ),
        (
            "/fr/partenariats/merrow-lip.pdf",
            ["Partenariat local en immigration de Port-Merrow", "De quel type de partenariat il s’agit",
             "Ce que dit le registre", "Sources", "en date du 30 juin 2026"],
        ),
    ],
)  # fmt: skip
def test_it_says_what_the_profile_says(demonstration: None, address: str, words: list[str]) -> None:
    said = _said(Client(), address)
    for one in words:
        assert one in said, one


def test_no_contact_is_on_paper_even_for_those_who_may_see_them(demonstration: None) -> None:
    """A paper is handed on: whoever coordinates has the same as everyone."""
    coordinator = Client()
    coordinator.force_login(User.objects.get(username="ana"))
    assert _said(coordinator, "/en/partnerships/merrow-lip.pdf") == _said(Client(), "/en/partnerships/merrow-lip.pdf")


def test_a_format_that_there_is_not_is_not_found(demonstration: None) -> None:
    assert Client().get("/en/partnerships/merrow-lip.docx").status_code == 404


def test_words_of_pages_keep_their_language_and_lose_their_links() -> None:
    """A name that falls back on the other language is read in that language; the mark for eyes is left out."""
    page = 'Lives inside <a href="/x"><span lang="fr">Réseau &amp; co</span> <abbr title="in French">FR</abbr></a>'
    runs = runs_of(page)
    assert [(run.words, run.language) for run in runs] == [
        ("Lives inside ", None),
        ("Réseau & co", "fr"),
        (" ", None),
    ]
