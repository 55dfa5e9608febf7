"""Reads the documented cases: every fact carries the article's locator."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from concertation.core.facts import all_kinds

Row = dict[str, Any]
Rows = dict[str, list[Row]]

CASES = ("brandon", "calgary")


def read_cases() -> Rows:
    """The rows of Brandon and Calgary by kind of fact; references are keys of other rows."""
    rows: Rows = {kind.id: [] for kind in all_kinds()}
    folder = resources.files("concertation.core.demonstration").joinpath("cases")
    for case in CASES:
        document = tomllib.loads(folder.joinpath(f"{case}.toml").read_text(encoding="utf-8"))
        defaults = document.pop("defaults")
        for partner in document.pop("unnamed", []):
            _add_unnamed(rows, case, partner, defaults)
        for kind_id, entries in document.items():
            rows[kind_id] += [entry if kind_id == "source" else defaults | entry for entry in entries]
    return rows


def _add_unnamed(rows: Rows, case: str, partner: Row, defaults: Row) -> None:
    """Partners whom the article names by their sector alone: their number stays unknown."""
    key, sector = f"{case}-{partner['sector'].replace('_', '-')}".removesuffix("-justice"), partner["sector"]
    suffixes = {"en": " (not named by the source)", "fr": " (non nommés par la source)"}
    names = {f"name_{side}": partner[f"name_{side}"] + suffix for side, suffix in suffixes.items()}
    known = {name: partner[name] for name in ("is_governmental",) if name in partner}
    rows["organisation"].append(defaults | {"key": key, "is_unnamed_group": True} | names | known)
    rows["organisation_sector"].append(defaults | {"key": f"{key}-sector", "organisation": key, "sector": sector})
    rows["membership"].append(defaults | {"key": f"{key}-member", "partnership": case, "organisation": key})
