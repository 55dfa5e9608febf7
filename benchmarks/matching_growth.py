"""Time and memory of pairing 10,000, 30,000 and 100,000 records: a made list, for growth alone, never for quality.

Its names come from templates whose words the glossary knows, so its recall says nothing of real lists.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Sequence
from time import perf_counter, process_time

import numpy as np
import polars as pl

from concertation.core.discovery.doubles import find_doubles
from concertation.core.discovery.organisations import Organisations

SEED = 2014
SIZES = (10_000, 30_000, 100_000)
_TEMPLATES = (
    ("{place} Immigrant Services Association", "Association de services aux immigrants de {place}"),
    ("City of {place}", "Ville de {place}"),
    ("{place} School Board", "Conseil scolaire de {place}"),
    ("{saint} Community Centre of {place}", "Centre communautaire {saint} de {place}"),
    ("{place} Public Library", "Bibliothèque publique de {place}"),
    ("{saint} Parish", "Paroisse {saint}"),
    ("{people} Association of {place}", "Association {people} de {place}"),
    ("{place} Chamber of Commerce", "Chambre de commerce de {place}"),
    ("{saint} House Women's Shelter", "Maison {saint}, refuge pour femmes"),
    ("{place} Food Bank", "Banque alimentaire de {place}"),
    ("{family} Family Foundation", "Fondation de la famille {family}"),
    ("{family} Employment and Training Services", "Services d’emploi et de formation {family}"),
)
_PEOPLES = ("Ukrainian", "Somali", "Filipino", "Syrian", "Haïtienne", "Congolaise", "Afghan", "Tamil")
_SYLLABLES = (
    "ba ro mon ti sel ver du ka lin ga nor el sa mi to pre fal den wi bor au ri chel ma gan ley ham ton".split()  # noqa: SIM905
)


def made_list(records: int, seed: int) -> Organisations:
    """Records of which two in three describe an organisation that another record describes too."""
    chance = np.random.default_rng(seed)
    organisations = records // 2
    places = np.array([_word(chance) for _ in range(max(organisations // 60, 20))])
    saints = np.array([f"Saint-{_word(chance)}" for _ in range(400)])
    families = np.array([_word(chance) for _ in range(max(organisations // 10, 100))])
    owners = np.sort(chance.integers(0, organisations, records))
    names, localities, numbers, hosts = [], [], [], []
    for row, owner in enumerate(owners.tolist()):
        own = np.random.default_rng([seed, owner])
        template = _TEMPLATES[own.integers(len(_TEMPLATES))]
        place = str(own.choice(places))
        words = {
            "place": place,
            "saint": own.choice(saints),
            "family": own.choice(families),
            "people": own.choice(_PEOPLES),
        }
        number, site = f"{own.integers(10**8, 10**9)}", f"{_word(own)}{owner}.example"
        names.append((row, _slip(template[int(chance.integers(2))].format(**words), chance)))
        localities.append((row, place.lower(), "on") if chance.random() < 0.85 else None)
        numbers.append((row, "business_number", number) if chance.random() < 0.3 else None)
        hosts.append((row, site) if chance.random() < 0.3 else None)
    return Organisations(
        keys=[str(row) for row in range(records)],
        names=_frame(names, "name"),
        places=_frame(localities, "locality", "region"),
        identifiers=_frame(numbers, "scheme", "number"),
        sites=_frame(hosts, "host"),
    )


def _frame(lines: Sequence[tuple[object, ...] | None], *columns: str) -> pl.DataFrame:
    schema = {"row": pl.UInt32, **dict.fromkeys(columns, pl.String)}
    return pl.DataFrame([line for line in lines if line], schema=schema, orient="row")


def _word(chance: np.random.Generator) -> str:
    return "".join(chance.choice(_SYLLABLES, size=chance.integers(2, 5))).capitalize()


def _slip(name: str, chance: np.random.Generator) -> str:
    if chance.random() > 0.15:
        return name
    at = int(chance.integers(1, len(name)))
    return name[: at - 1] + name[at:]


def measure_growth() -> None:
    """One process a size, so that the peak is its own."""
    print("the list is made before the clock starts; CPU counts every thread")
    print(f"{'records':>9}{'seconds':>9}{'CPU s':>9}{'peak MB':>9}{'pairs':>10}")
    for size in SIZES:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, own, peak, pairs = pool.apply(_measure, (size,))
        print(f"{size:>9,}{seconds:>9.1f}{own:>9.1f}{peak:>9,.0f}{pairs:>10,}", flush=True)


def _measure(size: int) -> tuple[float, float, float, int]:
    organisations = made_list(size, SEED)
    start, spent = perf_counter(), process_time()
    found = find_doubles(organisations).pairs
    seconds, own = perf_counter() - start, process_time() - spent
    return seconds, own, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(found)
