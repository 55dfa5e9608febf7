"""Says everything that keeps the two languages from being equals, and where; silent when there is nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.translations.bare_words import bare_words_in  # noqa: E402 after the path
from scripts.translations.catalogue import catalogue_faults, read_catalogue, repeated_faults  # noqa: E402 after the path
from scripts.translations.documents import faults_of_documents  # noqa: E402 after the path
from scripts.translations.extraction import messages_in  # noqa: E402 after the path
from scripts.translations.fault import Fault  # noqa: E402 after the path
from scripts.translations.words_of_code import faults_of_code  # noqa: E402 after the path
from scripts.translations.words_of_data import faults_of_data  # noqa: E402 after the path

SOURCES = "src/concertation"
CATALOGUE = f"{SOURCES}/locale/fr/LC_MESSAGES/django.po"


def find_faults() -> Iterator[Fault]:
    """The faults of the catalogue, of the pages, of the code, of the data files and of the documents."""
    yield from catalogue_faults(messages_in(ROOT, SOURCES), read_catalogue(ROOT / CATALOGUE), CATALOGUE)
    yield from repeated_faults((ROOT / CATALOGUE).read_text(encoding="utf-8"), CATALOGUE)
    yield from bare_words_in(ROOT, SOURCES)
    yield from faults_of_code(ROOT, SOURCES)
    yield from faults_of_data(ROOT, SOURCES)
    yield from faults_of_documents(ROOT, "docs")


if __name__ == "__main__":
    faults = sorted(set(find_faults()))
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    sys.exit(f"{len(faults)} faults of translation" if faults else 0)
