"""How long lists, searches and files of a million organisations take, and Datasette beside on the same rows.

``python -m benchmarks.lists [ORGANISATIONS …]`` writes a register of each size into a database of its own (SQLite,
or the PostgreSQL that ``CONCERTATION_DATABASE_URL`` names), serves it, and asks each page twenty times over the
loopback, after one that warms; then once after each of ten changes made meanwhile, and writes twenty facts of three
sorts through the API, one at a time. Datasette is installed by hand, in
an environment of its own: ``python3 -m venv peer && peer/bin/pip install datasette``, then
``CONCERTATION_PEER_DATASETTE=peer/bin/datasette python -m benchmarks.lists``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter
from urllib.parse import quote, urlencode

from benchmarks.lists import peer
from benchmarks.lists.asking import ask, ask_again, told
from benchmarks.lists.ground import DAY, fill
from benchmarks.lists.writing import Writer, key_of_a_steward
from benchmarks.load.ground import open_framework, own_database
from benchmarks.load.server import cost_of, serving

TIMES, CHANGES = 20, 10
ORGANISATIONS = "/fr/" + quote("organismes/")
CHOSEN = [
    *(("kind", kind) for kind in ("faith", "union", "police")),
    ("not-coding", "governmental"),
    *(("sector", sector) for sector in ("health", "housing")),
    *(("province", province) for province in ("35", "46")),
]
PAGES: Mapping[str, list[tuple[str, str]]] = {
    "all of them, every facet counted, the first page": [],
    "four facets chosen, every facet counted, the first page": CHOSEN,
    "all of them, a page near the end": [("page", "9000")],
    "all of them by kind, the last first": [("sort", "-kind")],
    "words: « etablissement wexcombe »": [("q", "etablissement wexcombe")],
    "words that all names hold: « organisme »": [("q", "organismes")],
}
SEARCHES = ("wexcombe établissement", "we", "organisme", "SAO123", "réseaux", "saint eloi 12")
FILES = {"csv": "CSV", "json": "JSON", "xlsx": "XLSX"}


def main(sizes: list[int]) -> None:
    """One part a size."""
    for size in sizes:
        with (
            tempfile.TemporaryDirectory(prefix="concertation-lists-") as folder,
            own_database(Path(folder)) as database,
        ):
            _measure(size, database, Path(folder))


def _measure(size: int, database: str, folder: Path) -> None:
    open_framework()
    from concertation.store.search import create_index, drop_index  # noqa: PLC0415 after the settings

    drop_index()
    fill(size)
    print(f"\n{size:,} organisations on {database}; the index of the search made in {_span(create_index):.1f} s")
    key = key_of_a_steward()
    with serving(processes=1, threads=4, log=folder / "log") as (port, pid):
        start = perf_counter()
        ask(port, _page([]))
        print(f"{perf_counter() - start:8.2f} s  the first page of all, the register read from nothing\n")
        for words, asked in PAGES.items():
            print(f"  {told(ask_again(port, _page(asked), TIMES))}  {words}")
        for words in SEARCHES:
            address = f"/fr/recherche/?{urlencode({'q': words})}"
            print(f"  {told(ask_again(port, address, TIMES))}  search: {words}")
        spans = [_after_change(port, number) for number in range(CHANGES)]
        print(f"  {told(spans)}  four facets chosen, first page asked after a change")
        for words, deed in Writer(port, key).deeds().items():
            print(f"  {told([deed(number) for number in range(TIMES)])}  {words}")
        print()
        _files(port, size)
        print(f"{cost_of(pid)[1]:8.0f} MB  of the server at its highest")
    if database == "SQLite" and peer.command():
        _ask_peer(folder)
    else:
        print("Datasette is not at hand, or reads no such database: nothing beside.")


def _page(asked: list[tuple[str, str]], *, format: str = "") -> str:
    query = urlencode([*asked, ("as_of", DAY.isoformat())])
    return f"{f'/fr/organismes.{format}' if format else ORGANISATIONS}?{query}"


def _after_change(port: int, number: int) -> float:
    """Somebody renames an organisation, or records a sector; the next reader waits for it."""
    from concertation.store.history import recording  # noqa: PLC0415 after the settings
    from concertation.store.models import Organisation, OrganisationSector  # noqa: PLC0415

    with recording(kind="edit", reason="measured"):
        organisation = Organisation.objects.get(pk=number + 1)
        if number % 2:
            OrganisationSector(organisation=organisation, sector="media").save()
        else:
            organisation.name_fr = f"Renommé {number}"
            organisation.save()
    return ask(port, _page(CHOSEN)).whole


def _files(port: int, size: int) -> None:
    """As many records as are asked to leave in ten seconds: some 100,000 of a larger register."""
    asked = [("province", "35")] if size > 500_000 else []
    for format, name in FILES.items():
        answer = ask(port, _page(asked, format=format))
        print(
            f"{answer.whole:8.2f} s  {name} of {answer.size / 1e6:.1f} MB, first byte after {answer.first:.2f} s"
            + (", one province" if asked else ", all of them")
        )


def _ask_peer(folder: Path) -> None:
    rows = folder / "peer.db"
    span = _span(lambda: peer.write_rows(folder / "concertation.sqlite3", rows))
    print(f"\nDatasette; its rows and indexes made in {span:.1f} s")
    facets = [("_facet", name) for name in peer.FACETS]
    chosen = [
        ("kind__in", "faith,union,police"), ("coding__not", "governmental"), ("sector__in", "health,housing"),
        ("province__in", "35,46"),
    ]  # fmt: skip
    questions = {
        "all of them, four facets counted, the first page": facets,
        "four facets chosen, the same four counted, the first page": [*facets, *chosen],
        "words: « etablissement wexcombe », four facets counted": [*facets, *_words("etablissement* wexcombe*")],
        "words: « etablissement wexcombe », no facet": _words("etablissement* wexcombe*"),
        "words that all names hold: « organisme », no facet": _words("organisme*"),
    }
    with peer.serving(rows, folder / "peer-log") as (port, pid):
        for words, asked in questions.items():
            query = urlencode([*asked, ("_size", "50"), ("_sort", "name_fr")])
            print(f"  {told(ask_again(port, f'/peer/organisation?{query}', TIMES))}  {words}")
        print(f"{cost_of(pid)[1]:8.0f} MB  of its server at its highest")


def _words(words: str) -> list[tuple[str, str]]:
    return [("_search", words), ("_searchmode", "raw")]


def _span(deed: Callable[[], object]) -> float:
    start = perf_counter()
    deed()
    return perf_counter() - start


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100_000, 300_000, 1_000_000])
