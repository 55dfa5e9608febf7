"""Writes the pages of methods from what the measures say of themselves; with ``--check``, only compares."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from typing import get_args

from concertation.core.measure import Capability, describe_measures
from concertation.core.text import Language

FOLDER = Path(__file__).parent.parent / "docs" / "methods"


def main(*, only_compare: bool) -> int:
    """How many pages differ from what the measures say."""
    stale = 0
    for capability, language in product(get_args(Capability), get_args(Language)):
        page, text = FOLDER / f"{capability}.{language}.md", describe_measures(language, capability)
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if only_compare:
            sys.stderr.write(f"{page.name} is not what the measures say: run scripts/write_methods.py\n")
        else:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    return stale if only_compare else 0


if __name__ == "__main__":
    sys.exit(main(only_compare="--check" in sys.argv[1:]))
