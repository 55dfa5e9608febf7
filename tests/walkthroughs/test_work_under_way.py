"""The page of work under way tells by itself how far it is, and that it is over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import expect
from tests.walkthroughs.conftest import OpenPage

_BEGUN = """
INSERT INTO work (kind, subject, arguments, asked_by_id, language, asked_at, started_at, heard_at, state, is_to_stop,
                  step, done, total, told_en, told_fr, outcome)
SELECT 'compare_organisations', '', '{}', id, 'en', datetime('now'), datetime('now'), datetime('now', '+1 hour'),
       'running', 0, '', 30, 120, '', '', '{}'
FROM auth_user WHERE username = 'ana'
"""


def _write(product: Path, statement: str) -> int:
    (database,) = product.glob("*.sqlite3")
    with closing(sqlite3.connect(database, timeout=30)) as connection, connection:
        return int(connection.execute(statement).lastrowid or 0)


def test_the_page_of_work_follows_it_to_its_end(open_page: OpenPage, product: Path) -> None:
    number = _write(product, _BEGUN)
    page = open_page(f"/en/work/{number}/", as_="ana")
    expect(page.get_by_role("status").filter(has_text="25")).to_be_visible()
    _write(product, f"UPDATE work SET done = 60 WHERE id = {number}")
    expect(page.get_by_role("status").filter(has_text="50")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Stop").focus()
    _write(
        product,
        "UPDATE work SET state = 'done', ended_at = datetime('now'), told_en = 'Nothing is recorded twice.' "
        f"WHERE id = {number}",
    )
    expect(page.get_by_text("Nothing is recorded twice.")).to_be_visible(timeout=15_000)
    expect(page.get_by_role("progressbar")).to_have_count(0)
