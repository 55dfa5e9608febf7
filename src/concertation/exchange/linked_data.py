"""Organisations, partnerships and memberships as JSON-LD, with the W3C Organization ontology and schema.org.

A partnership is an ``org:OrganizationalCollaboration``; a membership an ``org:Membership`` during an interval
(W3C, "The Organization Ontology", 2014). Terms are the concepts of our SKOS schemes. The context stands in the
document: no program has to fetch anything. What these vocabularies have no word for keeps the name of our column.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from rdflib import RDF, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from concertation.core.facts.rows import FactsByKind
from concertation.core.faults import Place
from concertation.exchange import open_faults
from concertation.exchange.archive import fingerprint, read_bytes, read_json
from concertation.exchange.row_maker import RowMaker
from concertation.exchange.skos import VOCABULARY
from concertation.exchange.unreadable_file import UnreadableFile
from concertation.exchange.workbook.rows import Reading, SameFile, SheetRow
from concertation.exchange.written import fact_columns, plain, write_value

ORG = Namespace("http://www.w3.org/ns/org#")
SCHEMA = Namespace("https://schema.org/")
TIME = Namespace("http://www.w3.org/2006/time#")
FACT = Namespace("https://w3id.org/concertation/fact#")
RECORD = "urn:concertation:"

CONTEXT: Mapping[str, Any] = {
    "org": str(ORG),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "time": str(TIME),
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "fact": str(FACT),
    "term": str(VOCABULARY),
    "name": {"@id": "skos:prefLabel", "@container": "@language"},
    "acronym": {"@id": "fact:acronym", "@container": "@language"},
    "purpose": {"@id": "org:purpose", "@container": "@language"},
    "classification": {"@id": "org:classification", "@type": "@id"},
    "website": {"@id": "schema:url", "@type": "@id"},
    "member": {"@id": "org:member", "@type": "@id"},
    "organization": {"@id": "org:organization", "@type": "@id"},
    "role": {"@id": "org:role", "@type": "@id"},
    "memberDuring": "org:memberDuring",
    "sector": {"@id": "fact:sector", "@type": "@id"},
    "reference": {"@type": "@id"},
    "since": {"@id": "schema:startDate", "@type": "xsd:date"},
    "until": {"@id": "schema:endDate", "@type": "xsd:date"},
    "beginning": "time:hasBeginning",
    "end": "time:hasEnd",
    "day": {"@id": "time:inXSDDate", "@type": "xsd:date"},
}
# rdflib reads some 20,000 statements a second: a larger document belongs to a bulk path.
_MAXIMUM_SIZE = 20 * 1024 * 1024
_BILINGUAL = {"name": "name", "acronym": "acronym", "purpose": "purpose"}
# Columns with a word of their own in the context; terms and references are written apart.
_WORDS = {"website", "since", "until"}
_ORIGIN = frozenset({"source", "locator", "note"})
_TYPES = {
    "organisation": ["org:Organization", "schema:Organization"],
    "partnership": ["org:OrganizationalCollaboration", "schema:Organization"],
    "membership": ["org:Membership"],
}


class RemoteContext(UnreadableFile):
    """A document whose meaning stands elsewhere."""

    code = "remote-context"
    english = (
        "“{filename}” says that its words are explained at another address ({address}), and Concertation fetches"
        " nothing while reading. Expand the document with its context inside, and send it again. Nothing was written."
    )
    french = (
        "« {filename} » dit que ses mots sont expliqués à une autre adresse ({address}), et Concertation ne va rien"
        " chercher pendant la lecture. Incluez le contexte dans le document, puis renvoyez-le. Rien n’a été écrit."
    )


def write_linked_data(facts: FactsByKind) -> str:
    """One document, the same for the same facts."""
    nodes = list(_nodes(facts))
    return json.dumps({"@context": CONTEXT, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def is_linked_data(document: Any) -> bool:
    """Whether JSON says that it is JSON-LD."""
    first = document[0] if isinstance(document, list) and document else document
    return isinstance(first, dict) and bool({"@context", "@graph", "@id", "@type"} & set(first))


def read_linked_data(source: Path | bytes, *, filename: str = "") -> Reading:
    """The organisations, collaborations and memberships of a document.

    Raises ``UnreadableFile`` or one of its kinds, or ``RemoteContext``.
    """
    name = filename or (source.name if isinstance(source, Path) else "")
    content = read_bytes(source, filename=name, limit=_MAXIMUM_SIZE)
    _refuse_remote(read_json(content, filename=name), name)
    try:
        graph = Graph().parse(data=content, format="json-ld")
    except Exception as error:  # the parser raises almost anything on documents that bend the rules
        raise UnreadableFile(filename=name) from error
    maker = RowMaker(filename=name, sha256=fingerprint(content))
    _GraphReader(graph, maker).run()
    return maker.reading()


def record_address(kind_id: str, key: str) -> str:
    """The address of a record: it identifies, no page answers there."""
    return f"{RECORD}{kind_id}:{quote(key, safe='')}"


def _nodes(facts: FactsByKind) -> Iterator[dict[str, Any]]:
    for kind_id in ("organisation", "partnership"):
        sectors: dict[str, list[str]] = {}
        for row in (row for _, row in sorted(facts.get(f"{kind_id}_sector", {}).items())):
            sectors.setdefault(str(row[kind_id]), []).append(_concept("policy_sector", row["sector"]))
        for key, row in sorted(facts.get(kind_id, {}).items()):
            node = {"@id": record_address(kind_id, key), "@type": _TYPES[kind_id], **_columns(kind_id, row)}
            yield {**node, "sector": sorted(set(sectors[key]))} if key in sectors else node
    for key, row in sorted(facts.get("organisation_name", {}).items()):
        yield _part("organisation_name", key, row, "fact:OtherName")
    for key, row in sorted(facts.get("organisation_identifier", {}).items()):
        yield _part("organisation_identifier", key, row, "schema:PropertyValue")
    for key, row in sorted(facts.get("site", {}).items()):
        yield _site(key, row)
    roles: dict[str, list[str]] = {}
    for _, row in sorted(facts.get("membership_role", {}).items()):
        roles.setdefault(str(row["membership"]), []).append(_concept("stakeholder_role", row["role"]))
    for key, row in sorted(facts.get("membership", {}).items()):
        yield _membership(key, row, roles.get(key, []))


def _columns(kind_id: str, row: Mapping[str, object]) -> dict[str, Any]:
    node: dict[str, Any] = {}
    for name, item in fact_columns(kind_id).items():
        value = row.get(name)
        if value is None or name in _ORIGIN:
            continue
        stem, _, language = name.rpartition("_")
        if item.is_bilingual and stem in _BILINGUAL:
            node.setdefault(_BILINGUAL[stem], {})[language] = str(value)
        elif item.is_bilingual:
            node.setdefault(f"fact:{stem}", []).append({"@value": str(value), "@language": language})
        elif item.type == "reference":
            node[f"fact:{name}"] = {"@id": record_address(str(item.to), str(value))}
        elif item.type == "term":
            concept = _concept(str(item.scheme), value)
            node |= {"classification": concept} if name == "kind" else {f"fact:{name}": {"@id": concept}}
        elif name in _WORDS:
            node[name] = write_value(value)
        else:
            node[f"fact:{name}"] = plain(value)
    return node


def _part(kind_id: str, key: str, row: Mapping[str, object], type_name: str) -> dict[str, Any]:
    return {"@id": record_address(kind_id, key), "@type": type_name, **_columns(kind_id, row)}


def _site(key: str, row: Mapping[str, object]) -> dict[str, Any]:
    node = _part("site", key, row, "org:Site")
    address = str(row.get("address_en") or row.get("address_fr") or "")
    city = str(row.get("city_en") or row.get("city_fr") or "")
    said = {"schema:streetAddress": address, "schema:addressLocality": city}
    said |= {"schema:postalCode": str(row.get("postal_code") or ""), "schema:addressCountry": "CA"}
    node["org:siteAddress"] = {"@type": "schema:PostalAddress", **{n: v for n, v in said.items() if v}}
    node["schema:location"] = {"@id": record_address("organisation", str(row["organisation"]))}
    return node


def _membership(key: str, row: Mapping[str, object], roles: list[str]) -> dict[str, Any]:
    own = {name: value for name, value in row.items() if name not in ("organisation", "partnership")}
    node = {"@id": record_address("membership", key), "@type": _TYPES["membership"], **_columns("membership", own)}
    node["member"] = record_address("organisation", str(row["organisation"]))
    node["organization"] = record_address("partnership", str(row["partnership"]))
    if roles:
        node["role"] = sorted(set(roles))
    bounds = {"beginning": row.get("since"), "end": row.get("until")}
    known = {name: {"@type": "time:Instant", "day": write_value(day)} for name, day in bounds.items() if day}
    if known:
        node["memberDuring"] = {"@type": "time:Interval", **known}
    return node


def _concept(scheme: str, code: object) -> str:
    return str(VOCABULARY[f"{scheme}/{code}"])


def _refuse_remote(value: Any, filename: str, depth: int = 0) -> None:
    """Contexts that stand elsewhere would be fetched by the parser."""
    if depth > 50:
        raise UnreadableFile(filename=filename)
    if isinstance(value, dict):
        for name, part in value.items():
            if name in ("@context", "@import"):
                for one in part if isinstance(part, list) else [part]:
                    if isinstance(one, str):
                        raise RemoteContext(filename=filename, address=one[:200])
            _refuse_remote(part, filename, depth + 1)
    elif isinstance(value, list):
        for part in value:
            _refuse_remote(part, filename, depth + 1)


class _GraphReader:
    def __init__(self, graph: Graph, maker: RowMaker) -> None:
        self.graph = graph
        self.maker = maker
        self.rows: dict[Node, SheetRow] = {}

    def run(self) -> None:
        collaborations = self._of_type(ORG.OrganizationalCollaboration)
        organisations = self._of_type(ORG.Organization, ORG.FormalOrganization, SCHEMA.Organization)
        for subject in organisations:
            if subject not in collaborations:
                self._take("organisation", subject)
        for subject in collaborations:
            self._take("partnership", subject)
        for kind_id, type_name in (("organisation_name", FACT.OtherName), ("site", ORG.Site)):
            for subject in self._of_type(type_name):
                self._take_part(kind_id, subject)
        for subject in self._of_type(SCHEMA.PropertyValue):
            self._take_part("organisation_identifier", subject)
        for subject in self._of_type(ORG.Membership):
            self._take_membership(subject)

    def _of_type(self, *types: URIRef) -> list[Node]:
        return sorted({s for one in types for s in self.graph.subjects(RDF.type, one)}, key=str)

    def _take(self, kind_id: str, subject: Node) -> None:
        values = self._values(kind_id, subject)
        if not values.get("name_en") and not values.get("name_fr"):
            values |= self._plain_names(subject)
        self.rows[subject] = self.maker.add(kind_id, _place(subject), values, key=_own_key(subject, kind_id))
        for concept in sorted(self.graph.objects(subject, FACT.sector), key=str):
            owner = SameFile(kind_id, self.rows[subject].place)
            self.maker.add(f"{kind_id}_sector", _place(subject), {kind_id: owner, "sector": _code(concept)})
        self._tell(subject)

    def _plain_names(self, subject: Node) -> dict[str, object]:
        """Other documents name organisations with schema.org or foaf, often in no language."""
        for predicate in (SKOS.prefLabel, SCHEMA.name, SCHEMA.legalName):
            for value in sorted(self.graph.objects(subject, predicate), key=str):
                language = getattr(value, "language", None) or "en"
                return {f"name_{'fr' if language.startswith('fr') else 'en'}": str(value)}
        return {}

    def _take_part(self, kind_id: str, subject: Node) -> None:
        owner = self.rows.get(self.graph.value(subject, FACT.organisation) or BNode())
        if owner is None:
            self.maker.tell(open_faults.RECORD_LEFT_ASIDE, _place(subject), found=str(subject))
            return
        values = self._values(kind_id, subject)
        values["organisation"] = SameFile("organisation", owner.place)
        self.maker.add(kind_id, _place(subject), values, key=_own_key(subject, kind_id))

    def _take_membership(self, subject: Node) -> None:
        member = self.rows.get(self.graph.value(subject, ORG.member) or BNode())
        whole = self.rows.get(self.graph.value(subject, ORG.organization) or BNode())
        if member is None or whole is None or whole.kind_id != "partnership" or member.kind_id != "organisation":
            self.maker.tell(open_faults.RECORD_LEFT_ASIDE, _place(subject), found=str(subject))
            return
        values = {**self._interval(subject), **self._values("membership", subject)}
        values["organisation"] = SameFile("organisation", member.place)
        values["partnership"] = SameFile("partnership", whole.place)
        row = self.maker.add("membership", _place(subject), values, key=_own_key(subject, "membership"))
        for concept in sorted(self.graph.objects(subject, ORG.role), key=str):
            owned = {"membership": SameFile("membership", row.place), "role": _code(concept)}
            self.maker.add("membership_role", _place(subject), owned)

    def _interval(self, subject: Node) -> dict[str, object]:
        found: dict[str, object] = {}
        for interval in self.graph.objects(subject, ORG.memberDuring):
            for predicate, name in ((TIME.hasBeginning, "since"), (TIME.hasEnd, "until")):
                instant = self.graph.value(interval, predicate)
                day = self.graph.value(instant, TIME.inXSDDate) if instant is not None else None
                if day is not None:
                    found[name] = str(day)
        return found

    def _values(self, kind_id: str, subject: Node) -> dict[str, object]:
        values: dict[str, object] = {}
        for name, item in fact_columns(kind_id).items():
            if name in _ORIGIN or item.type == "reference":
                continue
            stem, _, language = name.rpartition("_")
            predicate = _predicate(stem) if item.is_bilingual else _predicate(name, is_plain=True)
            for value in sorted(self.graph.objects(subject, predicate), key=str):
                if item.is_bilingual and getattr(value, "language", None) != language:
                    continue
                values[name] = _code(value) if item.type == "term" else _plain(value)
                break
        return values

    def _tell(self, subject: Node) -> None:
        known = {RDF.type, SKOS.prefLabel, ORG.purpose, ORG.classification, SCHEMA.url, FACT.sector}
        known |= {SCHEMA.startDate, SCHEMA.endDate, SCHEMA.name, SCHEMA.legalName}
        left = {p for p in self.graph.predicates(subject, None) if p not in known and not str(p).startswith(str(FACT))}
        for predicate in sorted(left, key=str):
            count = len(list(self.graph.objects(subject, predicate)))
            place = Place("@graph", None, f"{subject} {predicate}")
            self.maker.tell(open_faults.COLUMN_LEFT_ASIDE, place, column=str(predicate), count=count)


def _predicate(name: str, *, is_plain: bool = False) -> URIRef:
    """The predicate of a column; a name in one language alone is ours."""
    words = {"kind": ORG.classification, "website": SCHEMA.url, "since": SCHEMA.startDate, "until": SCHEMA.endDate}
    if not is_plain:
        words |= {"name": SKOS.prefLabel, "purpose": ORG.purpose}
    return words.get(name, FACT[name])


def _plain(value: Node) -> object:
    """Texts keep their letters even where they look like numbers or dates; numbers and truths are such."""
    if isinstance(value, Literal) and isinstance(value.value, bool | int | float):
        return value.value
    return str(value)


def _code(concept: Node) -> str:
    return str(concept).rpartition("/")[2]


def _place(subject: Node) -> Place:
    return Place("@graph", None, str(subject) if isinstance(subject, URIRef) else None)


def _own_key(subject: Node, kind_id: str) -> str | None:
    prefix = f"{RECORD}{kind_id}:"
    return unquote(str(subject).removeprefix(prefix)) if str(subject).startswith(prefix) else None
