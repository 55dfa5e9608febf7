"""The towns of the invented region, and the organisations that live in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from concertation.core.demonstration.region.designs import both_sides, read_document, words
from concertation.core.demonstration.region.scene import Organisation, Scene
from concertation.core.text import fold

_SIZES = {"large": "l", "medium": "m", "small": "s"}


def write_places(scene: Scene) -> None:
    """Provinces, towns, one metropolitan area, and two unions of towns, with their outlines."""
    places = read_document("places")
    outlines = {key: _outline(ring) for key, ring in read_document("outlines").items()}
    for province in places["province"]:
        scene.write(
            "area",
            province["key"],
            kind="province_territory",
            code=province["code"],
            province=province["code"],
            geometry=outlines[province["key"]],
            **both_sides("name", province["name"]),
        )
    scene.write("area", "invented-country", kind="country", name_en="Whole country", name_fr="Tout le pays")
    for area in places["metropolitan_area"]:
        scene.write("area", area["key"], geometry=outlines[area["key"]], **_area(area))
    for town in places["municipality"]:
        scene.write(
            "area",
            town["key"],
            kind="municipality",
            metropolitan_area=town.get("metropolitan_area"),
            is_rural=town["size"] == "small",
            population=town["population"],
            population_year=2021,
            geometry=outlines[town["key"]],
            **_area(town),
        )
    for district in places["district"]:
        scene.write("area", district["key"], kind="custom", province="97", **both_sides("name", district["name"]))
        for part in district["parts"]:
            scene.write("area_part", f"{district['key']}-{part}", whole=district["key"], part=part)


def _outline(ring: Sequence[Sequence[float]]) -> Mapping[str, object]:
    return {"type": "Polygon", "coordinates": [ring]}


def _area(entry: Mapping[str, Any]) -> dict[str, Any]:
    kind = {"kind": entry["kind"]} if "kind" in entry else {}
    return {
        **kind,
        "code": entry["code"],
        "vintage": 2021,
        "province": entry["code"][:2],
        **both_sides("name", entry["name"]),
    }


def write_organisations(scene: Scene) -> dict[str, Organisation]:
    """Every organisation with its sectors, area, site and contact; by key."""
    documents = read_document("organisations")
    written: dict[str, Organisation] = {}
    for town in read_document("places")["municipality"]:
        for model in documents["local"]:
            if _SIZES[town["size"]] in model["sizes"]:
                names = {"en": town["name"]["en"], "fr": town["name"]["fr"], "of": town["of"]}
                found = _write_organisation(scene, model, f"{model['id']}--{town['key']}", town, names)
                written[found.key] = found
    for model in documents["wide"]:
        area = {"key": model.get("province", "aurelle")}
        found = _write_organisation(scene, model, f"{model['id']}--{area['key']}", area, {})
        written[model["id"]] = found
    return written


def _write_organisation(
    scene: Scene, model: Mapping[str, Any], key: str, place: Mapping[str, Any], names: Mapping[str, str]
) -> Organisation:
    sectors = tuple(model["sectors"])
    address = "".join(letter for letter in fold(key) if letter.isalnum() or letter == "-").replace("--", "-")
    scene.write(
        "organisation",
        key,
        kind=model["kind"],
        is_governmental=model["governmental"],
        is_synthetic=True,
        website=f"https://example.org/{address}",
        since=scene.before(scene.between(8, 40)) if scene.happens(0.4) else None,
        **both_sides("name", model["name"], **names),
        **(both_sides("acronym", model["acronym"]) if "acronym" in model else {}),
    )
    for sector in sectors:
        scene.write("organisation_sector", f"{key}-{sector}", organisation=key, sector=sector)
    scene.write("organisation_area", f"{key}-area", organisation=key, area=place["key"])
    if "former" in model:
        _write_former_name(scene, key, model["former"], names)
    if "latitude" in place:
        _write_site(scene, key, place)
    _write_contacts(scene, key, address)
    return Organisation(key, model["governmental"], sectors, place["key"] if "size" in place else None)


def _write_former_name(scene: Scene, key: str, text: Mapping[str, str], names: Mapping[str, str]) -> None:
    scene.write(
        "organisation_name",
        f"{key}-former",
        organisation=key,
        kind="former",
        language="en",
        name=text["en"].format(**names),
        until=scene.before(scene.between(6, 12)),
    )


def _write_site(scene: Scene, key: str, town: Mapping[str, Any]) -> None:
    number, street = scene.between(2, 480), scene.pick(words("streets"))
    scene.write(
        "site",
        f"{key}-site",
        organisation=key,
        area=town["key"],
        address_en=f"{number} {street['en']}",
        address_fr=f"{number}, {street['fr']}",
        province=town["code"][:2],
        latitude=round(town["latitude"] + scene.generator.normal(0, 0.02), 5),
        longitude=round(town["longitude"] + scene.generator.normal(0, 0.03), 5),
        **both_sides("city", town["name"]),
    )


def _write_contacts(scene: Scene, key: str, address: str) -> None:
    for number in range(2 if scene.happens(0.25) else 1):
        first, last = scene.pick(words("first_names")), scene.pick(words("last_names"))
        mailbox = re.sub(r"[^a-z]", "", fold(first)) + "." + re.sub(r"[^a-z]", "", fold(last))
        scene.write(
            "representative",
            f"{key}-person-{number + 1}",
            organisation=key,
            name=f"{first} {last}",
            email=f"{mailbox}@{address}.example.org",
            phone=f"555-01{scene.between(0, 99):02d}",
            language="fr" if "franco" in key or scene.happens(0.25) else "en",
            **both_sides("title", scene.pick(words("positions"))),
        )
