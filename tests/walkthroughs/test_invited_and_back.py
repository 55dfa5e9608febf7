"""Somebody is invited, chooses a password, sets a second factor, comes back with a code, ends another session."""

from __future__ import annotations

import base64
import hmac
import os
import re
import struct
import subprocess
import sys
import time
from hashlib import sha1
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect
from tests.walkthroughs.conftest import OpenPage


class Words(NamedTuple):
    """What the pages say in one language."""

    language: str
    open_account: str
    what_i_may: str
    row: str
    set_factor: str
    set_it: str
    kept: str
    sign_in: str
    code: str
    this_one: str
    end: str
    ended: str


WORDS = (
    Words(
        "en",
        "Open my account",
        "What I may do",
        "Cinder River Newcomer Centre",
        "Set a second factor",
        "Set it",
        "I have kept them",
        "Sign in",
        "Code",
        "this one",
        "End this one",
        "That session is ended.",
    ),
    Words(
        "fr",
        "Ouvrir mon compte",
        "Ce que je peux faire",
        "Centre des nouveaux arrivants de Rivière-aux-Cendres",
        "Ajouter un second facteur",
        "L’ajouter",
        "Je les ai gardés",
        "Se connecter",
        "Code",
        "celle-ci",
        "Terminer celle-ci",
        "Cette session est terminée.",
    ),
)
PASSWORD = "quatre mots sans aucun lien"

_INVITE = """
import django
django.setup()
from django.contrib.auth.models import User
from concertation.journeys.accounts.invitations import invite
from concertation.journeys.permission import Right, give_role
boss, _ = User.objects.get_or_create(username="odile", defaults={"first_name": "Odile"})
give_role(user=boss, role="administrator")
right = Right("representative", organisation="newcomers--cinder-river")
facts = {"first_name": "Ida", "last_name": "Roy", "language": LANGUAGE, "rights": [right], "by": boss}
print(invite(email=f"ida.{LANGUAGE}@example.org", **facts).token)
"""


def _invited(folder: Path, language: str) -> str:
    """The secret of a link, made by a process of its own beside the running product."""
    environment = os.environ | {
        "CONCERTATION_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "concertation.project.settings",
    }
    script = f"LANGUAGE = {language!r}{_INVITE}"
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def _code(secret: str, *, step: int = 0) -> str:
    """RFC 6238 with its defaults: SHA-1, thirty seconds, six digits."""
    counter = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.new(base64.b32decode(secret), counter, sha1).digest()
    place = digest[-1] & 15
    return f"{(int.from_bytes(digest[place : place + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def _sign_in(page: Page, words: Words) -> None:
    page.locator("#id_username").fill(f"ida.{words.language}@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name=words.sign_in, exact=True).click()


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.language)
def test_from_the_invitation_to_the_end_of_a_session(open_page: OpenPage, product: Path, words: Words) -> None:
    """In the language of the person, with no script needed anywhere on the way."""
    page = open_page(f"/{words.language}/invitation/{_invited(product, words.language)}/", scripts=False)
    page.locator("#id_new_password1").fill(PASSWORD)
    page.locator("#id_new_password2").fill(PASSWORD)
    page.get_by_role("button", name=words.open_account).click()
    expect(page.get_by_role("heading", name=words.what_i_may)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name=words.row)).to_be_visible()

    page.get_by_role("main").get_by_role("link", name=words.set_factor).click()
    secret = page.locator(".secret").inner_text().replace(" ", "")
    expect(page.get_by_role("img")).to_be_visible()
    page.locator("#id_code").fill(_code(secret))
    page.get_by_role("button", name=words.set_it).click()
    expect(page.locator(".paper-codes li")).to_have_count(10)
    page.get_by_role("link", name=words.kept).click()

    elsewhere = open_page(page.url.replace(page.url.split(f"/{words.language}/")[0], ""), scripts=False)
    _sign_in(elsewhere, words)
    elsewhere.locator("#id_code").fill(_code(secret, step=1))
    elsewhere.get_by_role("main").get_by_role("button", name=words.sign_in, exact=True).click()
    expect(elsewhere.get_by_role("heading", name=words.what_i_may)).to_be_visible()

    elsewhere.get_by_role("button", name=words.end, exact=True).click()
    expect(elsewhere.get_by_text(words.ended)).to_be_visible()
    page.reload()
    expect(page).to_have_url(re.compile(r"\?next="))
