"""Every address of the product, and what an answer says of whoever asked."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.permission.small_register import HOLDERS, SIDES

from concertation.store.models import AccessEvent, Change, Grant, Invitation

TABLE = Path(__file__).parent / "expected.csv"
HEADINGS = ("page", "arguments", *HOLDERS)
# The letters of a cell stand for these methods; where a cell says nothing of the last ones, they are refused.
METHODS = ("GET", "POST", "DELETE", "PATCH", "PUT")
_REFUSED = "m"
# What programs send: enough to reach the question of who may.
_BODY = b'{"values": {}, "reason": "walk"}'
_BODIES = {
    "/undo": b'{"reason": "walk"}',
    "/merge": b'{"absorbed": "house-third", "reason": "walk"}',
    "/emerging/answers": b'{"pair": ["house-third", "house-none"], "answer": "not"}',
}


@dataclass(frozen=True)
class Line:
    """A page, whose arguments may name a record of each side, and what each who asks gets for GET and POST."""

    page: str
    arguments: str
    answers: Mapping[str, str]

    @property
    def name(self) -> str:
        """How a test is called."""
        return " ".join(filter(None, (self.page, self.arguments)))

    @property
    def has_sides(self) -> bool:
        """Whether the page shows one row or another."""
        return "{" in self.arguments

    def address(self, names: Mapping[str, str]) -> str:
        """The address of the page for the records of one side."""
        path, _, query = self.arguments.partition("?")
        given = dict(part.split("=", 1) for part in path.format(**names).split())
        address = reverse(self.page, kwargs=given)
        return f"{address}?{query.format(**names)}" if query else address

    def expected(self, holder: str, side: str) -> dict[str, str]:
        """The letter of each method; one cell stands for both sides, and “-” for a page that is on another line."""
        cells = self.answers[holder].split("/")
        cell = cells[SIDES.index(side)] if len(cells) == len(SIDES) else cells[0]
        if cell.endswith("-"):
            return {"GET": cell[0]}
        told, _, head = cell.partition("+")
        return dict(zip(METHODS, told.ljust(len(METHODS), _REFUSED), strict=True)) | {"HEAD": head or cell[0]}


def expected_lines() -> list[Line]:
    """The table of expectations."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [Line(row["page"], row["arguments"], {holder: row[holder] for holder in HOLDERS}) for row in rows]


def all_pages() -> dict[str, tuple[str, ...]]:
    """The names of all addresses that the resolver knows, with their arguments."""
    return dict(_pages(get_resolver().url_patterns, ""))


def _pages(patterns: Any, space: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _pages(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            fixed = set(pattern.default_args)
            names = tuple(name for name in pattern.pattern.converters if name not in fixed)
            yield f"{space}{pattern.name or f'<no name: {pattern.pattern}>'}", names


def ask(client: Client, method: str, address: str) -> Any:
    """The answer; whatever it wrote is taken back."""
    cookies = deepcopy(client.cookies)
    cache.clear()  # how often somebody asked is counted there
    with transaction.atomic():
        is_for_programs = address.startswith("/api/") and method != "GET"
        sent = next((own for end, own in _BODIES.items() if address.endswith(end)), _BODY)
        body, kind = (sent, "application/json") if is_for_programs else (b"", "application/octet-stream")
        answer: Any = client.generic(method, address, body, kind, headers={"If-Match": '"999999999"'})
        answer.whole = content_of(answer) if method == "GET" else b""
        answer.written = written()
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def written() -> tuple[int, ...]:
    """How much the register and the ways into it hold: a refusal adds nothing."""
    tables = (connection.ops.quote_name(model._meta.db_table) for model in (Change, Grant, Invitation, AccessEvent))
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT COUNT(*) FROM {table})" for table in tables))
        return tuple(cursor.fetchone())


def letter(answer: Any) -> str:
    """What an answer says: open, sign in, no, absent, method refused, gone, token wanted."""
    status, place = answer.status_code, answer.get("Location", "")
    if status < 400:
        return "s" if "/sign-in/" in place and "?next=" in place else "o"
    return {400: "o", 401: "u", 403: "n", 404: "a", 405: "m", 409: "o", 410: "g", 412: "o", 422: "o", 428: "o"}.get(
        status, str(status)
    )


def content_of(answer: Any) -> bytes:
    """All that an answer holds, unpacked as far as a curious reader would."""
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not raw.startswith(b"PK\x03\x04"):
        return _columns(raw) if raw.startswith(b"PAR1") else raw
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return b"\n".join(_columns(part) if part.startswith(b"PAR1") else part for part in parts)


def _columns(raw: bytes) -> bytes:
    return pl.read_parquet(io.BytesIO(raw)).write_ndjson().encode()


def cell_of(letters: Mapping[str, str]) -> str:
    """The shortest cell that says this; HEAD is said where it answers and GET does not."""
    first, last = METHODS[:2], METHODS[2:]
    told = "".join(letters[method] for method in first) + "".join(letters[m] for m in last).rstrip(_REFUSED)
    return f"{told}+{letters['HEAD']}" if letters["GET"] == _REFUSED != letters["HEAD"] else told
