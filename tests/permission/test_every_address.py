"""Every address × method × role × row answers as ``expected.csv`` says, and shows nothing that it should not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch
from tests.permission.small_register import HOLDERS, OPEN_TO, SECRETS, SIDES, build, people, ways_in
from tests.permission.walking import HEADINGS, METHODS, Line, all_pages, ask, cell_of, expected_lines, letter, written

pytestmark = pytest.mark.django_db

LINES = expected_lines()
# What no page answers, and few operations of the API.
_SELDOM = {"DELETE", "PATCH", "PUT"}


World = tuple[Mapping[str, Mapping[str, str]], Mapping[str, Client]]


@dataclass
class Seen:
    """What the walk has found so far."""

    lines: set[str] = field(default_factory=set)
    shown: dict[str, set[str]] = field(default_factory=lambda: {holder: set() for holder in HOLDERS})


@pytest.fixture(scope="module")
def seen() -> Seen:
    """One for the whole table."""
    return Seen()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The register of two tables, and those who ask; taken away after."""
    from django.db import transaction  # noqa: PLC0415 after the settings

    with django_db_blocker.unblock(), transaction.atomic():
        names, clients = build(), people()
        more = ways_in()
        yield {side: {**names[side], **more[side]} for side in SIDES}, clients
        transaction.set_rollback(True)


def test_every_address_is_in_the_table(world: World) -> None:
    """A page that nobody decided about fails here, with the line to begin from: look at each of its letters."""
    known = {line.page for line in LINES}
    missing = {page: names for page, names in all_pages().items() if page not in known}
    told = "\n".join(_observed(_first_line(page, names), world) for page, names in sorted(missing.items()))
    assert not missing, f"Add to tests/permission/expected.csv, if each answer is right:\n{told}"


def test_the_table_names_only_addresses_that_exist() -> None:
    """A page that was renamed takes its line along."""
    assert not {line.page for line in LINES} - all_pages().keys()


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_each_answers_as_the_table_says_and_shows_no_more(world: World, line: Line, seen: Seen) -> None:
    """Each who asks, on their own row and on another's, by each method whose answer may depend on them.

    A refusal leaves nothing written. No answer holds a contact or a restricted fact that is closed to whoever asked:
    pages, lists, files, histories, the register as it stood.
    """
    faults = [*_faults(line, world, seen)]
    assert not faults, "\n".join([*faults, "What was observed:", _observed(line, world)])


def test_what_is_open_is_shown(seen: Seen) -> None:
    """The words that are looked for do appear where they may: the proof above is about something."""
    if len(seen.lines) < len(LINES):
        pytest.skip("only where the whole table was walked in this run")
    assert {holder: frozenset(found) for holder, found in seen.shown.items()} == dict(OPEN_TO)


def _sides(line: Line) -> tuple[str, ...]:
    return SIDES if line.has_sides else SIDES[:1]


def _faults(line: Line, world: World, seen: Seen) -> Iterator[str]:
    names, clients = world
    seen.lines.add(line.name)
    before = written()
    for holder, side, method, letter_wanted in _questions(line):
        answer = ask(clients[holder], method, line.address(names[side]))
        about = f"{method} {line.name} on {side}, {holder}"
        is_refused_head = method == "HEAD" and answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        if letter(answer) != letter_wanted and not is_refused_head:
            yield f"{about}: {letter(answer)}, not {letter_wanted}"
        if letter_wanted != "o" and answer.written != before:
            yield f"{about}: refused, and something was written"
        shown = {secret for secret in SECRETS if secret.encode() in answer.whole}
        seen.shown[holder] |= shown
        if shown - OPEN_TO[holder]:
            yield f"{about}: shows {sorted(shown - OPEN_TO[holder])}"


def _questions(line: Line) -> Iterator[tuple[str, str, str, str]]:
    """Who asks about which row by which method, and the letter wanted.

    A DELETE, PATCH or PUT that is refused to everybody is refused before anybody asks about what: pages by
    ``web/methods.py``, the API by its list of operations. Each who asks tries it on their own row, and on both rows the
    steward, who may most. A HEAD that opens says nothing that the GET of the same person does not: one person tries
    it on each row.
    """
    every = [
        (holder, side, method, wanted)
        for holder in HOLDERS
        for side in _sides(line)
        for method, wanted in line.expected(holder, side).items()
    ]
    answered = {method for _, _, method, wanted in every if wanted != "m"}
    heads = set[str]()
    for holder, side, method, wanted in every:
        if method in _SELDOM - answered and holder != "steward" and side != SIDES[0]:
            continue
        if (method, wanted) == ("HEAD", "o"):
            if side in heads:
                continue
            heads.add(side)
        yield holder, side, method, wanted


def _first_line(page: str, arguments: tuple[str, ...]) -> Line:
    """A line to begin from: arguments are named after the records of ``small_register`` as far as they go."""
    guess = {"key": "{partnership}", "number": "{change_of_meeting}", "format": "csv", "kind": "meeting"}
    return Line(page, " ".join(f"{name}={guess.get(name, '{' + name + '}')}" for name in arguments), {})


def _observed(line: Line, world: World) -> str:
    """The line of the table that the answers of now come to."""
    names, clients = world
    cells = []
    for client in clients.values():
        pairs = []
        for side in _sides(line):
            try:
                address = line.address(names[side])
            except (KeyError, NoReverseMatch) as unclear:
                return f"{line.page},{line.arguments}  <- fill in its arguments ({unclear})"
            pairs.append(cell_of({method: letter(ask(client, method, address)) for method in (*METHODS, "HEAD")}))
        cells.append(pairs[0] if len(set(pairs)) == 1 else "/".join(pairs))
    target = io.StringIO()
    csv.writer(target, lineterminator="").writerow([line.page, line.arguments, *cells])
    assert len(HEADINGS) == len(cells) + 2
    return target.getvalue()
