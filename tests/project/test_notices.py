"""The notices name what an installation brings in, and nothing that only developers use."""

from __future__ import annotations

from scripts.write_notices import bundled_packages, installed_packages, notices


def test_what_dependencies_ask_for_is_named_too() -> None:
    """`et-xmlfile` comes with openpyxl, `psycopg-binary` with the extra of PostgreSQL."""
    names = {name for name, _version in installed_packages()}
    assert {"django", "et-xmlfile", "psycopg-binary"} <= names


def test_tools_of_developers_are_not_named() -> None:
    """They are not part of an installation."""
    assert not {"pytest", "mypy", "ruff", "hatchling"} & {name for name, _version in installed_packages()}
    assert not any(name.startswith(("esbuild", "@esbuild")) for name, _version in bundled_packages())


def test_each_version_that_the_lock_keeps_has_its_entry() -> None:
    """NumPy has two, by version of Python; Windows has its own: entries for another machine stay as committed."""
    committed = "### numpy 0.0\n\nnot pinned\n\n### tzdata 2026.6\n\nkept\n"
    text, undescribed = notices(committed)
    assert "not pinned" not in text
    assert all(title.startswith(("colorama", "numpy", "tzdata")) for title in undescribed)
