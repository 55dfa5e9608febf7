"""Writes organisations and partnerships as HSDS 3.x, tabular or compiled, with our own tables beside."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from concertation.core.facts.rows import FactsByKind
from concertation.core.geography import compose_dguid
from concertation.core.text import Language
from concertation.core.vocabulary import load_scheme
from concertation.exchange.hsds.extension import SHARED_KINDS, extension_columns, extension_table
from concertation.exchange.hsds.identifiers import write_identifier
from concertation.exchange.hsds.names import record_id
from concertation.exchange.skos import VOCABULARY
from concertation.exchange.written import write_value

HSDS_VERSION = "3.1.1"
_PROFILE = "https://docs.openreferral.org/en/3.1.1/hsds/"
# A member of a zip needs a date; a fixed one, the first that the format knows, keeps the bytes the same.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

# The tables written, with their columns in the order of the specification.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organizations": (
        "id", "name", "alternate_name", "description", "website", "uri", "year_incorporated", "parent_organization_id",
    ),
    "organization_identifiers": ("id", "organization_id", "identifier_scheme", "identifier_type", "identifier"),
    "programs": ("id", "organization_id", "name", "alternate_name", "description"),
    "locations": ("id", "location_type", "organization_id", "name", "alternate_name", "latitude", "longitude"),
    "addresses": (
        "id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
    ),
    "contacts": ("id", "organization_id", "name", "title", "email"),
    "phones": ("id", "contact_id", "number"),
    "service_areas": ("id", "name", "uri"),
    "attributes": ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value"),
    "taxonomies": ("id", "name", "description", "uri"),
    "taxonomy_terms": ("id", "code", "name", "description", "language", "taxonomy_id", "term_uri"),
    "meta_table_descriptions": ("id", "name", "language", "character_set"),
}  # fmt: skip
_PROVINCES = {
    "10": "NL", "11": "PE", "12": "NS", "13": "NB", "24": "QC", "35": "ON", "46": "MB", "47": "SK", "48": "AB",
    "59": "BC", "60": "YT", "61": "NT", "62": "NU",
}  # fmt: skip

Row = dict[str, str]


def write_hsds_package(facts: FactsByKind, *, language: Language = "en") -> bytes:
    """A zip of CSV files with its ``datapackage.json``: the same facts give the same bytes."""
    tables = {**_standard_tables(facts, language), **_extension_tables(facts)}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "datapackage.json", json.dumps(_data_package(tables), ensure_ascii=False, indent=2) + "\n")
        for name, (columns, rows) in tables.items():
            _write(archive, f"{name}.csv", _csv(columns, rows))
    return target.getvalue()


def write_hsds_json(facts: FactsByKind, *, language: Language = "en") -> str:
    """One page of compiled organizations, as the HSDS API answers, with our own tables after them."""
    standard = {name: rows for name, (_, rows) in _standard_tables(facts, language).items()}
    organizations = _compiled(standard)
    own = {name: [_filled(row) for row in rows] for name, (_, rows) in _extension_tables(facts).items()}
    page: dict[str, Any] = {
        "total_items": len(organizations),
        "total_pages": 1,
        "page_number": 1,
        "size": len(organizations),
        "first_page": True,
        "last_page": True,
        "empty": not organizations,
        "contents": organizations,
        "meta_table_descriptions": standard["meta_table_descriptions"],
        **own,
    }
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def _standard_tables(facts: FactsByKind, language: Language) -> dict[str, tuple[Sequence[str], list[Row]]]:
    rows: dict[str, list[Row]] = {name: [] for name in _COLUMNS}
    for kind_id in ("organisation", "partnership"):
        for key, fact in _sorted(facts, kind_id):
            rows["organizations"].append(_organization(kind_id, key, fact, language))
            if kind_id == "partnership":
                rows["programs"].append(_program(key, fact, language))
    for key, fact in _sorted(facts, "organisation_identifier"):
        rows["organization_identifiers"].append(_identifier(key, fact))
    for key, fact in _sorted(facts, "site"):
        rows["locations"].append(_location(key, fact, language))
        rows["addresses"] += _address(key, fact, language)
    for key, fact in _sorted(facts, "representative"):
        rows["contacts"].append(_contact(key, fact, language))
        if fact.get("phone"):
            own = {"id": record_id("phone", key), "contact_id": record_id("representative", key)}
            rows["phones"].append({**own, "number": str(fact["phone"])})
    for kind_id in ("organisation_area", "partnership_area"):
        for key, fact in _sorted(facts, kind_id):
            rows["service_areas"].append(_service_area(kind_id, key, fact, facts, language))
    _add_terms(facts, rows, language)
    rows["meta_table_descriptions"].append(
        {"id": record_id("language", language), "name": "all tables", "language": language, "character_set": "UTF-8"}
    )
    return {name: (_COLUMNS[name], found) for name, found in rows.items()}


def _extension_tables(facts: FactsByKind) -> dict[str, tuple[Sequence[str], list[Row]]]:
    found: dict[str, tuple[Sequence[str], list[Row]]] = {}
    for kind_id in SHARED_KINDS:
        columns = ("id", "key", *extension_columns(kind_id))
        rows = [
            {"id": record_id(kind_id, key), "key": key}
            | {name: write_value(fact.get(name)) for name in extension_columns(kind_id)}
            for key, fact in _sorted(facts, kind_id)
        ]
        if rows:
            found[extension_table(kind_id)] = (columns, rows)
    return found


def _organization(kind_id: str, key: str, fact: Mapping[str, object], language: Language) -> Row:
    since = write_value(fact.get("since"))
    name = _main(fact, "name", language) or key
    return {
        "id": record_id(kind_id, key),
        "name": name,
        "alternate_name": _other(fact, "name", language),
        "description": _main(fact, "purpose", language) or _described(kind_id, fact, language) or name,
        "website": str(fact.get("website") or ""),
        "year_incorporated": since[:4] if kind_id == "organisation" else "",
    }


def _described(kind_id: str, fact: Mapping[str, object], language: Language) -> str:
    """HSDS wants a description: the kind of organisation in words, never the remarks of the register."""
    if kind_id != "organisation" or not fact.get("kind"):
        return ""
    return _term_label("organisation_kind", str(fact["kind"]), language)


def _program(key: str, fact: Mapping[str, object], language: Language) -> Row:
    name = _main(fact, "name", language) or key
    return {
        "id": record_id("program", key),
        "organization_id": record_id("partnership", key),
        "name": name,
        "alternate_name": _main(fact, "acronym", language),
        "description": _main(fact, "purpose", language) or name,
    }


def _identifier(key: str, fact: Mapping[str, object]) -> Row:
    own = {
        "id": record_id("organisation_identifier", key),
        "organization_id": record_id("organisation", str(fact["organisation"])),
    }
    return own | write_identifier(str(fact["scheme"]), str(fact["value"]))


def _location(key: str, fact: Mapping[str, object], language: Language) -> Row:
    return {
        "id": record_id("site", key),
        "location_type": "physical",
        "organization_id": record_id("organisation", str(fact["organisation"])),
        "name": _main(fact, "name", language),
        "alternate_name": _other(fact, "name", language),
        "latitude": write_value(fact.get("latitude")),
        "longitude": write_value(fact.get("longitude")),
    }


def _address(key: str, fact: Mapping[str, object], language: Language) -> Iterator[Row]:
    address, city = _main(fact, "address", language), _main(fact, "city", language)
    province = str(fact.get("province") or "")
    if address or city or province or fact.get("postal_code"):
        yield {
            "id": record_id("address", key),
            "location_id": record_id("site", key),
            "address_1": address,
            "city": city,
            "state_province": _PROVINCES.get(province, province),
            "postal_code": str(fact.get("postal_code") or ""),
            "country": "CA",
            "address_type": "physical",
        }


def _contact(key: str, fact: Mapping[str, object], language: Language) -> Row:
    return {
        "id": record_id("representative", key),
        "organization_id": record_id("organisation", str(fact["organisation"])),
        "name": str(fact["name"]),
        "title": _main(fact, "title", language),
        "email": str(fact.get("email") or ""),
    }


def _service_area(kind_id: str, key: str, fact: Mapping[str, object], facts: FactsByKind, language: Language) -> Row:
    area = facts.get("area", {}).get(str(fact["area"]), {})
    return {
        "id": record_id(kind_id, key),
        "name": _main(area, "name", language) or str(fact["area"]),
        "uri": _dguid(area),
    }


def _dguid(area: Mapping[str, object]) -> str:
    """The official identifier of an area, where it has one; reading finds it again."""
    code, vintage = area.get("code"), area.get("vintage")
    if not code or not isinstance(vintage, int):
        return ""
    found = compose_dguid(str(area["kind"]), str(code), vintage)
    return f"urn:dguid:{found}" if found else ""


def _add_terms(facts: FactsByKind, rows: dict[str, list[Row]], language: Language) -> None:
    """Kinds and sectors as attributes, and the terms they use as a taxonomy with the addresses of our SKOS."""
    links: list[tuple[str, str, str, str, str]] = []
    for key, fact in _sorted(facts, "organisation"):
        if fact.get("kind"):
            links.append(("organisation", key, str(key), "organisation_kind", str(fact["kind"])))
    for kind_id, owner in (("organisation_sector", "organisation"), ("partnership_sector", "partnership")):
        for key, fact in _sorted(facts, kind_id):
            links.append((owner, str(fact[owner]), str(key), "policy_sector", str(fact["sector"])))
    used: dict[str, set[str]] = defaultdict(set)
    for owner, owner_key, key, scheme, code in links:
        used[scheme].add(code)
        rows["attributes"].append(
            {
                "id": record_id(f"attribute/{scheme}", f"{owner}/{key}"),
                "link_id": record_id(owner, owner_key),
                "taxonomy_term_id": record_id(f"term/{scheme}", code),
                "link_type": scheme,
                "link_entity": "organization",
            }
        )
    for scheme_id in sorted(used):
        found = load_scheme(scheme_id)
        rows["taxonomies"].append(
            {
                "id": record_id("taxonomy", scheme_id),
                "name": found.label.in_language(language),
                "description": found.definition.in_language(language),
                "uri": str(VOCABULARY[scheme_id]),
            }
        )
        rows["taxonomy_terms"] += [_term(scheme_id, code, language) for code in sorted(used[scheme_id])]


def _term(scheme_id: str, code: str, language: Language) -> Row:
    label = _term_label(scheme_id, code, language)
    return {
        "id": record_id(f"term/{scheme_id}", code),
        "code": code,
        "name": label,
        "description": label,
        "language": language,
        "taxonomy_id": record_id("taxonomy", scheme_id),
        "term_uri": str(VOCABULARY[f"{scheme_id}/{code}"]),
    }


def _term_label(scheme_id: str, code: str, language: Language) -> str:
    scheme = load_scheme(scheme_id)
    return scheme[code].label.in_language(language) if code in scheme else code


def _compiled(tables: Mapping[str, list[Row]]) -> list[dict[str, Any]]:
    addresses = _by(tables["addresses"], "location_id")
    phones = _by(tables["phones"], "contact_id")
    identifiers = _by(tables["organization_identifiers"], "organization_id")
    programs = _by(tables["programs"], "organization_id")
    locations = _by(tables["locations"], "organization_id")
    contacts = _by(tables["contacts"], "organization_id")
    attributes = _by(tables["attributes"], "link_id")
    terms = {row["id"]: row for row in tables["taxonomy_terms"]}
    found = []
    for row in tables["organizations"]:
        own = row["id"]
        held: dict[str, Any] = {
            "organization_identifiers": [_child(one, "organization_id") for one in identifiers[own]],
            "programs": [_child(one, "organization_id") for one in programs[own]],
            "locations": [
                {
                    **_child(one, "organization_id"),
                    "addresses": [_child(a, "location_id") for a in addresses[one["id"]]],
                }
                for one in locations[own]
            ],
            "contacts": [
                {**_child(one, "organization_id"), "phones": [_child(p, "contact_id") for p in phones[one["id"]]]}
                for one in contacts[own]
            ],
            "attributes": [
                {**_child(one, "link_id", "taxonomy_term_id"), "taxonomy_term": _filled(terms[one["taxonomy_term_id"]])}
                for one in attributes[own]
            ],
        }
        found.append({**_filled(row), **{name: value for name, value in held.items() if value}})
    return found


def _child(row: Row, *links: str) -> dict[str, Any]:
    return {name: value for name, value in _filled(row).items() if name not in links}


def _filled(row: Row) -> dict[str, Any]:
    """JSON leaves out what is unknown, and writes numbers as numbers."""
    return {
        name: float(value)
        if name in ("latitude", "longitude")
        else int(value)
        if name == "year_incorporated"
        else value
        for name, value in row.items()
        if value
    }


def _by(rows: Iterable[Row], column: str) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def _sorted(facts: FactsByKind, kind_id: str) -> list[tuple[str, Mapping[str, object]]]:
    return sorted(facts.get(kind_id, {}).items())


def _main(fact: Mapping[str, object], field: str, language: Language) -> str:
    other = "en" if language == "fr" else "fr"
    return str(fact.get(f"{field}_{language}") or fact.get(f"{field}_{other}") or "")


def _other(fact: Mapping[str, object], field: str, language: Language) -> str:
    """The name in the other language, where it is another name."""
    other = str(fact.get(f"{field}_{'en' if language == 'fr' else 'fr'}") or "")
    return "" if other == _main(fact, field, language) else other


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, fieldnames=columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def _data_package(tables: Mapping[str, tuple[Sequence[str], list[Row]]]) -> dict[str, Any]:
    return {
        "name": "concertation-hsds",
        "title": "Organisations and partnerships · Organismes et partenariats",
        "profile": "tabular-data-package",
        "hsds_version": HSDS_VERSION,
        "homepage": _PROFILE,
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": [{"name": c, "type": "string"} for c in columns], "primaryKey": "id"},
            }
            for name, (columns, _) in tables.items()
        ],
    }


def _write(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, date_time=_ZIP_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, text.encode())
