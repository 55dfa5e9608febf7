"""Words that exclude each other in names: what is of the north is not of the south."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from concertation.core.discovery.glossary import content_words
from concertation.core.discovery.stems import cognate_stem

# Words of both languages, folded, that turn the next one into its contrary.
NEGATIONS = frozenset({"non", "not", "no", "anti", "without", "sans"})


@cache
def poles() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """By stem, where it stands: the axis and the line of ``opposites.csv``; a word may be of two lines (northeast)."""
    found: dict[str, dict[tuple[str, int], None]] = defaultdict(dict)
    text = files("concertation.core.discovery").joinpath("opposites.csv").read_text(encoding="utf-8")
    for line, row in enumerate(csv.DictReader(text.splitlines())):
        for written in f"{row['en']};{row['fr']}".split(";"):
            found[" ".join(cognate_stem(word) for word in content_words(written))][row["axis"], line] = None
    return {stem: tuple(places) for stem, places in found.items()}
