"""Files that people send, made for the tests of the pages."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from concertation.journeys.permission import Role, give_role
from concertation.store.history import recording
from concertation.store.loading import insert_facts

HEADINGS = ("Code", "Name (English)", "Name (French)", "Website", "Since")


def workbook(*rows: Sequence[object], sheet: str = "Organisations", headings: Sequence[str] = HEADINGS) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in (headings, *rows):
        book.active.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def person(name: str = "ana", role: Role | None = "coordinator") -> Client:
    """Somebody who has signed in."""
    user = User.objects.create_user(name, first_name=name.title())
    if role is not None:
        give_role(user=user, role=role)
    client = Client()
    client.force_login(user)
    return client


def send(client: Client, content: bytes, name: str = "partners.xlsx", address: str = "/en/import/") -> Any:
    """What the page answers to a file."""
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def staged(client: Client, content: bytes, name: str = "partners.xlsx") -> str:
    """The address of the preview of a file that was taken in."""
    answer = send(client, content, name)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def register(**facts: Mapping[str, Mapping[str, object]]) -> None:
    """A register that holds these facts."""
    with recording(kind="test", reason="before"):
        insert_facts(facts)


def known_houses() -> None:
    """Two organisations that names of other files resemble."""
    register(
        organisation={
            "oak": {"name_en": "Oak House", "name_fr": "Maison du chêne", "website": "https://oak.example"},
            "elm": {"name_en": "Elm House Society", "name_fr": "Maison de l’orme"},
        }
    )


# Two rows that look like the two known houses, and one that looks like nothing.
ALIKE = (
    ("", "Oak House Inc.", "Maison du chêne inc.", "https://www.oak.example/a", "2010-01-01"),
    ("", "Elm Houses Society", "Les maisons de l’orme", "", "2011-01-01"),
    ("", "Prairie Welcome Table", "Table d’accueil des Prairies", "", "2012-01-01"),
)
