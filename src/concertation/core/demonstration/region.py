"""An invented region, made by a seed, with planted truths that the measures must find again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

import numpy as np

from concertation.core.demonstration.cases_reader import Rows
from concertation.core.facts import all_kinds

SOURCE = "invented-region"
FIRST_DAY = date(2021, 4, 1)
LAST_DAY = date(2026, 3, 31)
ORGANISATIONS = 300
PARTNERSHIPS = 60
PROVINCE = "98"
_PLACES = (
    ("Mistvale", "Valbrume"),
    ("Otter Point", "Pointe-aux-Loutres"),
    ("Three Larches", "Trois-Mélèzes"),
    ("Amber Lake", "Lac-d’Ambre"),
    ("Heron Crossing", "La Traverse-du-Héron"),
)
# Kind, whether it is governmental, sector, and its name in each language.
_KINDS: tuple[tuple[str, bool | None, str, str, str], ...] = (
    ("municipal", True, "municipal_services", "Town of {en}, ward {n}", "Ville de {fr}, quartier {n}"),
    (
        "provincial_territorial",
        True,
        "funder",
        "Settlement branch {n}, {en}",
        "Direction de l’établissement {n}, {fr}",
    ),
    ("school_board", True, "education", "{en} school board {n}", "Conseil scolaire {n} de {fr}"),
    ("health_authority", True, "health", "{en} health centre {n}", "Centre de santé {n} de {fr}"),
    ("police", True, "police_justice", "{en} police, post {n}", "Police de {fr}, poste {n}"),
    ("settlement_agency", False, "settlement", "{en} welcome centre {n}", "Centre d’accueil {n} de {fr}"),
    ("community", False, "housing", "{en} housing co-operative {n}", "Coopérative d’habitation {n} de {fr}"),
    ("ethnocultural", False, "ethnocultural", "{en} cultural society {n}", "Société culturelle {n} de {fr}"),
    (
        "francophone",
        False,
        "francophone_minority",
        "{en} francophone circle {n}",
        "Cercle francophone {n} de {fr}",
    ),
    ("faith", False, "faith", "{en} interfaith table {n}", "Table interconfessionnelle {n} de {fr}"),
    ("employer", False, "employers", "{en} workshops {n}", "Ateliers {n} de {fr}"),
    ("post_secondary", None, "post_secondary", "{en} college, campus {n}", "Collège de {fr}, campus {n}"),
)
_FORMS = ("consultative", "contributory", "operational", "collaborative", "hybrid")
_SIZES = {"bipartite": 2, "tripartite": 3, "multipartite": 7}
_REACHES = ("local", "regional", "provincial")


@dataclass(frozen=True, slots=True)
class PlantedTruth:
    """What was put into the region, for the measures to find again as of ``LAST_DAY``."""

    partnership_key: str
    facet: str
    expected: str


def make_region(generator: np.random.Generator) -> tuple[Rows, tuple[PlantedTruth, ...]]:
    """Rows by kind of fact, and the planted truths. The same generator state gives the same region."""
    rows: Rows = {kind.id: [] for kind in all_kinds()}
    rows["source"].append(
        {
            "key": SOURCE,
            "kind": "synthetic",
            "title_en": "An invented region, for demonstration only",
            "title_fr": "Une région inventée, aux seules fins de démonstration",
        }
    )
    _add_areas(rows)
    _add_organisations(rows)
    truths: list[PlantedTruth] = []
    plans = list(product(_SIZES, _FORMS, _REACHES))
    for index in range(PARTNERSHIPS):
        size, form, reach = plans[index % len(plans)]
        truths += _add_partnership(rows, generator, index, size, form, reach)
    _add_lineage(rows)
    return rows, tuple(truths)


def _fact(key: str, **values: Any) -> dict[str, Any]:
    return {"key": key, "source": SOURCE} | values


def _add_areas(rows: Rows) -> None:
    rows["area"].append(
        _fact(
            "invented-province",
            kind="province_territory",
            code=PROVINCE,
            name_en="Invented province",
            name_fr="Province inventée",
            province=PROVINCE,
        )
    )
    for index, (english, french) in enumerate(_PLACES):
        rows["area"].append(
            _fact(
                f"place-{index}",
                kind="municipality",
                code=f"{PROVINCE}{index:05d}",
                name_en=english,
                name_fr=french,
                province=PROVINCE,
                is_rural=index > 1,
            )
        )


def _add_organisations(rows: Rows) -> None:
    for index in range(ORGANISATIONS):
        kind, is_governmental, sector, english, french = _KINDS[index % len(_KINDS)]
        place = (index // len(_KINDS)) % len(_PLACES)
        words = {"en": _PLACES[place][0], "fr": _PLACES[place][1], "n": index // 60 + 1}
        key = f"org-{index:03d}"
        rows["organisation"].append(
            _fact(
                key,
                kind=kind,
                is_governmental=is_governmental,
                name_en=english.format(**words),
                name_fr=french.format(**words),
                is_synthetic=True,
            )
        )
        rows["organisation_sector"].append(_fact(f"{key}-sector", organisation=key, sector=sector))
        rows["organisation_area"].append(_fact(f"{key}-area", organisation=key, area=f"place-{place}"))


def _add_partnership(
    rows: Rows, generator: np.random.Generator, index: int, size: str, form: str, reach: str
) -> list[PlantedTruth]:
    key = f"region-{index:02d}"
    english, french = _PLACES[index % len(_PLACES)]
    founded = FIRST_DAY + timedelta(days=int(generator.integers(0, 700)))
    topics = (
        ("newcomer settlement table", "Table de concertation sur l’établissement"),
        ("welcoming network", "Réseau d’accueil"),
        ("employment bridge", "Passerelle vers l’emploi"),
        ("health and inclusion circle", "Cercle santé et inclusion"),
    )
    topic = topics[index % len(topics)]
    rows["partnership"].append(
        _fact(
            key,
            name_en=f"{english} {topic[0]} {index // 20 + 1}",
            name_fr=f"{topic[1]} de {french} {index // 20 + 1}",
            since=founded,
            has_legal_personality=bool(generator.random() < 0.2),
            has_written_decision_rule=bool(generator.random() < 0.5),
            is_synthetic=True,
        )
    )
    rows["lifecycle_event"].append(_fact(f"{key}-active", partnership=key, stage="active", on=founded))
    served = {
        "local": [f"place-{index % 5}"],
        "regional": ["place-0", "place-3"],
        "provincial": ["invented-province"],
    }
    rows["partnership_area"] += [
        _fact(f"{key}-area-{area}", partnership=key, area=area, since=founded) for area in served[reach]
    ]
    members = [f"org-{number:03d}" for number in generator.permutation(ORGANISATIONS)[: _SIZES[size]]]
    for member in members:
        rows["membership"].append(_fact(f"{key}-{member}", partnership=key, organisation=member, since=founded))
    _add_activities(rows, key, members, form, founded)
    _add_routines(rows, generator, key, members, founded)
    truths = [PlantedTruth(key, "number", size), PlantedTruth(key, "reach", reach)]
    truths.append(PlantedTruth(key, "articulation", "consultative" if form == "hybrid" else form))
    return truths


def _add_activities(rows: Rows, key: str, members: list[str], form: str, since: date) -> None:
    mixture = ("consultative", "consultative", "contributory", "operational") if form == "hybrid" else (form,) * 3
    names = {
        "consultative": ("Shared watch on needs", "Veille commune des besoins", "meeting"),
        "contributory": ("Premises lent to a partner", "Locaux prêtés à un partenaire", "shared_resource"),
        "operational": ("Orientation sessions", "Séances d’orientation", "coordinated_service"),
        "collaborative": ("Joint reception project", "Projet commun d’accueil", "joint_project"),
    }
    for number, kind in enumerate(mixture):
        activity = f"{key}-activity-{number}"
        english, french, activity_kind = names[kind]
        rows["activity"].append(
            _fact(activity, partnership=key, kind=activity_kind, name_en=english, name_fr=french, since=since)
        )
        for position, member in enumerate(members):
            leads = position < 2
            rows["participation"].append(
                _fact(
                    f"{activity}-{member}",
                    activity=activity,
                    organisation=member,
                    advises=True,
                    funds=kind == "contributory" and position == 0,
                    works=kind in ("operational", "collaborative") and leads,
                    co_decides=kind == "collaborative" and leads,
                    bears_cost=kind == "collaborative" and leads,
                )
            )


def _add_routines(rows: Rows, generator: np.random.Generator, key: str, members: list[str], founded: date) -> None:
    body = f"{key}-council"
    rows["body"].append(
        _fact(
            body,
            partnership=key,
            kind="council",
            name_en="Council",
            name_fr="Conseil",
            seats=len(members),
            quorum=len(members) // 2 + 1,
            since=founded,
        )
    )
    every = int(generator.choice([90, 120, 180]))
    for number in range(1, 1 + min(8, (LAST_DAY - founded).days // every)):
        meeting = f"{key}-meeting-{number}"
        rows["meeting"].append(
            _fact(
                meeting,
                partnership=key,
                body=body,
                on=founded + timedelta(days=every * number),
                quorum_met=True,
            )
        )
        rows["attendance"] += [
            _fact(
                f"{meeting}-{member}",
                meeting=meeting,
                membership=f"{key}-{member}",
                status=str(generator.choice(["present", "present", "present", "regrets", "absent"])),
            )
            for member in members
        ]
    if generator.random() < 0.7:
        rows["agreement"].append(
            _fact(
                f"{key}-terms",
                partnership=key,
                kind="memorandum_of_understanding",
                title_en="Memorandum of understanding",
                title_fr="Protocole d’entente",
                signed_on=founded,
                since=founded,
                until=founded + timedelta(days=int(generator.choice([730, 1825, 2555]))),
                covers_exit=bool(generator.random() < 0.5),
                defines_roles=True,
                names_partnership=True,
            )
        )


def _add_lineage(rows: Rows) -> None:
    rows["lineage"].append(_fact("region-spawned", origin="region-00", result="region-07", kind="spawned"))
