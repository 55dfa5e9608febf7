"""FollowTheMoney entities, one JSON object a line: organisations, public bodies, memberships, addresses.

Schemata as of FollowTheMoney 4: Organization and PublicBody (LegalEntity), Membership (Interest), Address (Thing).
A partnership is an Organization whose ``classification`` says so.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from concertation.core.discovery.names import apparent_language
from concertation.core.facts.rows import FactsByKind
from concertation.core.faults import Place
from concertation.core.vocabulary import load_scheme
from concertation.exchange import open_faults
from concertation.exchange.archive import fingerprint, read_bytes
from concertation.exchange.hsds.identifiers import read_tax_number
from concertation.exchange.row_maker import RowMaker
from concertation.exchange.tables import MAXIMUM_ROWS
from concertation.exchange.unreadable_file import FileTooLargeOnceOpened, UnreadableFile
from concertation.exchange.workbook.rows import Reading, SameFile, SheetRow
from concertation.exchange.written import write_value

PARTNERSHIP = ("partnership", "partenariat")
_PREFIX = "concertation"
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_.\-]+")
# Schemata of things that are organisations; the rest are told by name.
_ORGANISATIONS = frozenset({"Organization", "PublicBody", "Company", "LegalEntity"})
_TAKEN = frozenset(
    {"name", "alias", "previousName", "weakAlias", "website", "incorporationDate", "dissolutionDate"}
    | {"taxNumber", "registrationNumber", "wikidataId", "classification", "legalForm", "country", "addressEntity"}
    | {"jurisdiction"}
)
_MEMBERSHIP_TAKEN = frozenset({"member", "organization", "role", "startDate", "endDate", "recordId"})

Properties = dict[str, list[str]]


def write_follow_the_money(facts: FactsByKind) -> str:
    """One entity a line; an entity keeps its id as long as the record keeps its code."""
    lines = [json.dumps(entity, ensure_ascii=False, sort_keys=True) for entity in _entities(facts)]
    return "".join(f"{line}\n" for line in lines)


def is_follow_the_money(content: bytes) -> bool:
    """Whether the first line is an entity."""
    first = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1_000_000].split(b"\n", 1)[0]
    try:
        return _is_entity(json.loads(first))
    except (ValueError, RecursionError):
        return False


def read_follow_the_money(source: Path | bytes, *, filename: str = "") -> Reading:
    """Organisations, partnerships and memberships of the entities; the others are told by their schema.

    Raises ``UnreadableFile`` or one of its kinds.
    """
    name = filename or (source.name if isinstance(source, Path) else "")
    content = read_bytes(source, filename=name)
    maker = RowMaker(filename=name, sha256=fingerprint(content))
    entities = list(_lines(content, name, maker))
    if not entities and not maker.faults:
        raise UnreadableFile(filename=name)
    _EntityReader(maker).run(entities)
    return maker.reading()


def entity_id(kind_id: str, key: str) -> str:
    """The id of a record: its code where that is plain, otherwise always the same fingerprint of it."""
    plain = key if _PLAIN_KEY.fullmatch(key) else hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
    return f"{_PREFIX}-{kind_id}-{plain}"


def _entities(facts: FactsByKind) -> Iterator[dict[str, Any]]:
    names, identifiers, sites = (
        _grouped(facts, kind_id) for kind_id in ("organisation_name", "organisation_identifier", "site")
    )
    for key, row in sorted(facts.get("organisation", {}).items()):
        properties = _thing(row)
        _add_names(properties, names[key])
        _add_identifiers(properties, identifiers[key])
        properties["classification"] = _labels("organisation_kind", row.get("kind"))
        addresses = [(site_key, site) for site_key, site in sites[key] if _full(site)]
        properties["addressEntity"] = [entity_id("site", site_key) for site_key, _ in addresses]
        schema = "PublicBody" if row.get("is_governmental") else "Organization"
        yield _entity("organisation", key, schema, properties)
        for site_key, site in addresses:
            yield _entity("site", site_key, "Address", _address(site))
    for key, row in sorted(facts.get("partnership", {}).items()):
        properties = _thing(row)
        properties["classification"] = list(PARTNERSHIP)
        properties["description"] = _said(row, "purpose")
        yield _entity("partnership", key, "Organization", properties)
    roles = _grouped(facts, "membership_role", owner="membership")
    for key, row in sorted(facts.get("membership", {}).items()):
        labels = [label for _, role in roles[key] for label in _labels("stakeholder_role", role.get("role"))]
        yield _entity(
            "membership",
            key,
            "Membership",
            {
                "member": [entity_id("organisation", str(row["organisation"]))],
                "organization": [entity_id("partnership", str(row["partnership"]))],
                "role": labels,
                "startDate": _day(row.get("since")),
                "endDate": _day(row.get("until")),
                "recordId": [key],
            },
        )


def _entity(kind_id: str, key: str, schema: str, properties: Properties) -> dict[str, Any]:
    filled = {name: list(dict.fromkeys(values)) for name, values in sorted(properties.items()) if values}
    return {"id": entity_id(kind_id, key), "schema": schema, "properties": filled}


def _thing(row: Mapping[str, object]) -> Properties:
    return {
        "name": _said(row, "name"),
        "weakAlias": _said(row, "acronym"),
        "website": [str(row["website"])] if row.get("website") else [],
        "incorporationDate": _day(row.get("since")),
        "dissolutionDate": _day(row.get("until")),
        "country": ["ca"],
    }


def _add_names(properties: Properties, names: Sequence[tuple[str, Mapping[str, object]]]) -> None:
    homes = {"acronym": "weakAlias", "former": "previousName"}
    for _, row in names:
        properties.setdefault(homes.get(str(row["kind"]), "alias"), []).append(str(row["name"]))


def _add_identifiers(properties: Properties, identifiers: Sequence[tuple[str, Mapping[str, object]]]) -> None:
    homes = {"business_number": "taxNumber", "wikidata": "wikidataId"}
    for _, row in identifiers:
        properties.setdefault(homes.get(str(row["scheme"]), "registrationNumber"), []).append(str(row["value"]))


def _address(site: Mapping[str, object]) -> Properties:
    return {
        "full": [_full(site)],
        "street": _said(site, "address"),
        "city": _said(site, "city"),
        "postalCode": [str(site["postal_code"])] if site.get("postal_code") else [],
        "latitude": [write_value(site["latitude"])] if site.get("latitude") is not None else [],
        "longitude": [write_value(site["longitude"])] if site.get("longitude") is not None else [],
        "country": ["ca"],
    }


def _full(site: Mapping[str, object]) -> str:
    parts = [next(iter(_said(site, name)), "") for name in ("address", "city")]
    return ", ".join(part for part in (*parts, str(site.get("postal_code") or "")) if part)


def _said(row: Mapping[str, object], name: str) -> list[str]:
    return [str(row[f"{name}_{side}"]) for side in ("en", "fr") if row.get(f"{name}_{side}")]


def _labels(scheme_id: str, code: object) -> list[str]:
    scheme = load_scheme(scheme_id)
    if not code or str(code) not in scheme:
        return []
    return [scheme[str(code)].label.en, scheme[str(code)].label.fr]


def _day(value: object) -> list[str]:
    return [write_value(value)] if value else []


def _grouped(
    facts: FactsByKind, kind_id: str, *, owner: str = "organisation"
) -> defaultdict[str, list[tuple[str, Mapping[str, object]]]]:
    found: defaultdict[str, list[tuple[str, Mapping[str, object]]]] = defaultdict(list)
    for key, row in sorted(facts.get(kind_id, {}).items()):
        found[str(row[owner])].append((key, row))
    return found


def _lines(content: bytes, name: str, maker: RowMaker) -> Iterator[tuple[Place, dict[str, Any]]]:
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        if number > MAXIMUM_ROWS:
            raise FileTooLargeOnceOpened(filename=name)
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
        except (ValueError, RecursionError):
            entity = None
        if _is_entity(entity):
            yield Place(name, number), entity
        else:
            maker.tell(open_faults.NOT_READABLE_LINE, Place(name, number), found=line[:80].decode(errors="replace"))


def _is_entity(value: object) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("schema"), str)
        and isinstance(value.get("id"), str)
        and isinstance(value.get("properties"), dict)
    )


class _EntityReader:
    def __init__(self, maker: RowMaker) -> None:
        self.maker = maker
        self.rows: dict[str, SheetRow] = {}

    def run(self, entities: Sequence[tuple[Place, dict[str, Any]]]) -> None:
        left: Counter[str] = Counter()
        for place, entity in entities:
            if entity["schema"] in _ORGANISATIONS:
                self._take_thing(place, entity)
            elif entity["schema"] != "Membership":
                left[entity["schema"]] += 1
        for place, entity in entities:
            if entity["schema"] == "Membership":
                self._take_membership(place, entity)
        for schema, count in sorted(left.items()):
            self.maker.tell(open_faults.OTHER_RECORD, entities[0][0], found=schema, count=count)

    def _take_thing(self, place: Place, entity: dict[str, Any]) -> None:
        said = _texts(entity)
        is_partnership = set(PARTNERSHIP) & set(said.get("classification", []))
        kind_id = "partnership" if is_partnership else "organisation"
        values, others = _name_sides(said.get("name", []))
        values["website"] = next(iter(said.get("website", [])), None)
        values |= self._dates(place, said, "incorporationDate", "dissolutionDate")
        if kind_id == "organisation":
            values["kind"] = _kind_of(said.get("classification", []))
            values["is_governmental"] = True if entity["schema"] == "PublicBody" else None
        else:
            others = []
        row = self.maker.add(kind_id, place, values, key=_own_key(entity["id"], kind_id))
        self.rows[entity["id"]] = row
        if kind_id == "organisation":
            self._add_names(row, said, others)
            self._add_identifiers(row, said)
        self._tell(place, said, _TAKEN | ({"description"} if is_partnership else set()))

    def _add_names(self, row: SheetRow, said: Mapping[str, list[str]], others: Sequence[str]) -> None:
        kinds = {"alias": [*others, *said.get("alias", [])], "former": said.get("previousName", [])}
        kinds["acronym"] = said.get("weakAlias", [])
        for kind, names in kinds.items():
            for name in names:
                values: dict[str, object] = {"organisation": SameFile("organisation", row.place)}
                self.maker.add("organisation_name", row.place, values | {"kind": kind, "name": name})

    def _add_identifiers(self, row: SheetRow, said: Mapping[str, list[str]]) -> None:
        found = [read_tax_number(number) for number in said.get("taxNumber", [])]
        found += [{"scheme": "wikidata", "value": number} for number in said.get("wikidataId", [])]
        found += [{"scheme": "other", "value": number} for number in said.get("registrationNumber", [])]
        for identifier in found:
            values: dict[str, object] = {"organisation": SameFile("organisation", row.place)}
            self.maker.add("organisation_identifier", row.place, values | identifier)

    def _take_membership(self, place: Place, entity: dict[str, Any]) -> None:
        said = _texts(entity)
        member = self.rows.get(next(iter(said.get("member", [])), ""))
        whole = self.rows.get(next(iter(said.get("organization", [])), ""))
        if member is None or whole is None or member.kind_id != "organisation" or whole.kind_id != "partnership":
            self.maker.tell(open_faults.RECORD_LEFT_ASIDE, place, found=entity["id"])
            return
        values: dict[str, object] = {
            "organisation": SameFile("organisation", member.place),
            "partnership": SameFile("partnership", whole.place),
        }
        values |= self._dates(place, said, "startDate", "endDate")
        row = self.maker.add("membership", place, values, key=_own_key(entity["id"], "membership"))
        for role in dict.fromkeys(
            code for label in said.get("role", []) if (code := _code_of("stakeholder_role", label))
        ):
            self.maker.add("membership_role", place, {"membership": SameFile("membership", row.place), "role": role})
        unknown = [label for label in said.get("role", []) if _code_of("stakeholder_role", label) is None]
        for label in unknown:
            self.maker.tell(open_faults.NO_PLACE_FOR_VALUE, Place(place.sheet, place.row, "role"), found=label)
        self._tell(place, said, _MEMBERSHIP_TAKEN)

    def _dates(self, place: Place, said: Mapping[str, list[str]], start: str, end: str) -> dict[str, object]:
        """FollowTheMoney writes a year or a month where no more is known."""
        values: dict[str, object] = {}
        for name, column in ((start, "since"), (end, "until")):
            written = next(iter(said.get(name, [])), "")
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}.*", written):
                values[column] = written[:10]
            elif re.fullmatch(r"\d{4}(-\d{2})?", written) and column == "since":
                values |= {column: f"{written}-01"[:10] if len(written) == 7 else f"{written}-01-01"}
                values["date_precision"] = "month" if len(written) == 7 else "year"
            elif written:
                self.maker.tell(open_faults.NO_PLACE_FOR_VALUE, Place(place.sheet, place.row, name), found=written)
        return values

    def _tell(self, place: Place, said: Mapping[str, list[str]], taken: frozenset[str] | set[str]) -> None:
        for name in sorted(set(said) - taken):
            where = Place(place.sheet, place.row, name)
            self.maker.tell(open_faults.COLUMN_LEFT_ASIDE, where, column=name, count=len(said[name]))


def _texts(entity: dict[str, Any]) -> dict[str, list[str]]:
    return {
        str(name): [str(value) for value in values if isinstance(value, str | int | float) and str(value).strip()]
        for name, values in entity["properties"].items()
        if isinstance(values, list)
    }


def _name_sides(names: Sequence[str]) -> tuple[dict[str, object], list[str]]:
    """Names carry no language: each goes to the side it looks written in, one alone or the second of two to the
    side that is free.
    """
    values: dict[str, object] = {}
    for name in names:
        language = apparent_language(name)
        if language is not None:
            values.setdefault(f"name_{language}", name)
    rest = [name for name in names if name not in values.values()]
    free = [side for side in ("name_en", "name_fr") if side not in values]
    if rest and (not values or len(names) == 2):
        values |= dict(zip(free, rest, strict=False))
    return values, [name for name in names if name not in values.values()]


def _kind_of(labels: Sequence[str]) -> str | None:
    return next((code for label in labels if (code := _code_of("organisation_kind", label))), None)


def _code_of(scheme_id: str, label: str) -> str | None:
    return next((t.code for t in load_scheme(scheme_id) if label in (t.code, t.label.en, t.label.fr)), None)


def _own_key(written: str, kind_id: str) -> str | None:
    prefix = f"{_PREFIX}-{kind_id}-"
    return written.removeprefix(prefix) if written.startswith(prefix) else None
