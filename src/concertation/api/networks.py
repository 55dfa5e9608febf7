"""Who works with whom: the networks of the register as nodes, ties, measures and graphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from ninja import Router

from concertation.api import shapes
from concertation.api.errors import InvalidRequest
from concertation.api.measuring import report_or_waiting
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, Format, Page, Size, day_or_today
from concertation.api.problems import fault_at
from concertation.api.requests import ApiRequest, numbered_links
from concertation.api.tables import format_asked, table_answer
from concertation.api.telling import Told, fact_address
from concertation.core.errors import UnknownRecord
from concertation.core.measure import Level, measures_of
from concertation.core.network import NETWORK_KINDS, Relations
from concertation.core.network.ties.kinds import NetworkKind, network_kind
from concertation.core.text import Text
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import Seen, see_relations
from concertation.journeys.network.telling import (
    about_relations,
    approximations_told,
    graph_of,
    nodes_told,
    report_told,
    ties_told,
)

if TYPE_CHECKING:
    import polars as pl

    from concertation.core.network.report import NetworkReport

router = Router(by_alias=True, exclude_none=True)

Notation = Literal["graphml", "gexf"]

_MEDIA = {"graphml": "application/graphml+xml", "gexf": "application/gexf+xml"}
_WINDOW_ENDS_BEFORE = Text(
    en="The window begins after the day on which it ends. Give an earlier “window_from”, or a later “as_of”.",
    fr="La période commence après le jour où elle finit. Donnez un « window_from » antérieur, ou un « as_of » "
    "ultérieur.",
)
_NO_SUCH_MEASURE = Text(
    en="There is no such measure here. The operation “measures” of the register lists them all.",
    fr="Cette mesure n’existe pas ici. L’opération « measures » du registre les énumère toutes.",
)
# What a tie does not have in networks of memberships.
_ENDS = ("own_word", "other_word", "own_intensity", "other_intensity")


def _measures(level: Level) -> list[dict[str, Any]]:
    """The parameter by which measures of a level are asked for."""
    items = {"type": "string", "enum": [one.id for one in measures_of("network") if one.level == level]}
    schema = {"type": "array", "items": items, "maxItems": 40}
    return [{"name": "measures", "in": "query", "required": False, "schema": schema, "style": "form", "explode": True}]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A network, the question that it answers, and what goes with it."""

    question: NetworkQuestion
    seen: Seen
    about: dict[str, str]
    measures: tuple[str, ...]

    @property
    def relations(self) -> Relations:
        return self.seen.relations

    def head(self, request: ApiRequest) -> Told:
        """What each answer begins with."""
        return {
            "as_of": self.question.as_of,
            "window_from": self.question.since,
            "caption": self.about["caption"],
            "remarks": [remark.in_language(request.language) for remark in self.relations.remarks],
        }


def _ask(
    request: ApiRequest, network: str, as_of: date | None, since: date | None, level: Level | None = None
) -> _Asked:
    """The network of an address; raises ``InvalidRequest``, ``UnknownNetworkKind``."""
    question, measures = NetworkQuestion(network, day_or_today(as_of), since), tuple(request.GET.getlist("measures"))
    network_kind(network)
    faults = []
    if since is not None and since > question.as_of:
        faults.append(fault_at("query", "window_from", _WINDOW_ENDS_BEFORE, request.language))
    known = {one.id for one in measures_of("network") if one.level == level}
    if level is not None and not known.issuperset(measures):
        faults.append(fault_at("query", "measures", _NO_SUCH_MEASURE, request.language))
    if faults:
        raise InvalidRequest(*faults)
    seen = see_relations(question, user=request.caller.person)
    return _Asked(question, seen, about_relations(seen.relations, request.language), measures)


@router.get("/networks", **offers(shapes.Networks))
def list_networks(request: ApiRequest, as_of: AsOf | None = None) -> Any:
    kinds = NETWORK_KINDS.values()
    return {"as_of": day_or_today(as_of), "networks": [_kind(one, request, as_of, None) for one in kinds]}


@router.get("/networks/{network}", **offers(shapes.NetworkRead, problems=(404,)))
def read_network(request: ApiRequest, network: str, as_of: AsOf | None = None, window_from: AsOf | None = None) -> Any:
    asked = _ask(request, network, as_of, window_from)
    found = asked.relations
    statuses = found.ties["status"].value_counts().sort("status").rows()
    parts = ("nodes", "ties", "measures", "graph")
    return asked.head(request) | {
        "network": _kind(found.kind, request, as_of, window_from),
        "legend": asked.about["legend"],
        "nodes": found.network.size,
        "ties": found.network.tie_count,
        "statuses": dict(statuses),
        "is_weighted": found.network.is_weighted,
        "has_answers": asked.seen.has_answers,
        "links": {"self": _address(network, "", as_of, window_from)}
        | {part: _address(network, f"/{part}", as_of, window_from) for part in parts},
    }


@router.get(
    "/networks/{network}/nodes",
    **offers(shapes.NetworkPage, is_table=True, may_take_long=True, problems=(404, 503), parameters=_measures("node")),
)
def list_network_nodes(
    request: ApiRequest,
    network: str,
    as_of: AsOf | None = None,
    window_from: AsOf | None = None,
    page: Page = 1,
    page_size: Size = 100,
    format: Format | None = None,
) -> Any:
    asked = _ask(request, network, as_of, window_from, "node")
    report = _report(request, asked)
    if isinstance(report, HttpResponse):
        return report
    frame = nodes_told(asked.relations.network, report)
    return _table(request, asked, report, frame, "nodes", page, page_size, format)


@router.get(
    "/networks/{network}/ties",
    **offers(shapes.NetworkPage, is_table=True, may_take_long=True, problems=(404, 503), parameters=_measures("tie")),
)
def list_network_ties(
    request: ApiRequest,
    network: str,
    as_of: AsOf | None = None,
    window_from: AsOf | None = None,
    page: Page = 1,
    page_size: Size = 100,
    format: Format | None = None,
) -> Any:
    asked = _ask(request, network, as_of, window_from, "tie")
    report = _report(request, asked)
    if isinstance(report, HttpResponse):
        return report
    frame = ties_told(asked.relations.network, asked.relations.ties, report)
    return _table(request, asked, report, frame, "ties", page, page_size, format)


@router.get(
    "/networks/{network}/measures",
    **offers(shapes.NetworkMeasures, may_take_long=True, problems=(404, 503), parameters=_measures("network")),
)
def read_network_measures(
    request: ApiRequest, network: str, as_of: AsOf | None = None, window_from: AsOf | None = None
) -> Any:
    asked = _ask(request, network, as_of, window_from, "network")
    report = report_or_waiting(request, asked.question, asked.seen, asked.measures)
    if isinstance(report, HttpResponse):
        return report
    figures = report_told(report, request.language)
    shown = shapes.NetworkFigure.model_fields
    return asked.head(request) | {
        "measures": [
            {name: said for name, said in one.items() if name in shown and said is not None} for one in figures
        ]
    }


@router.get("/networks/{network}/graph", **offers(dict[str, Any], problems=(404,), media="*/*"))
def send_network_graph(
    request: ApiRequest,
    network: str,
    notation: Notation = "graphml",
    as_of: AsOf | None = None,
    window_from: AsOf | None = None,
) -> Any:
    asked = _ask(request, network, as_of, window_from)
    found = asked.relations
    pieces = graph_of(found.network, notation, about=asked.about, ties=found.ties)
    answer = StreamingHttpResponse(pieces, content_type=_MEDIA[notation])
    answer["Content-Disposition"] = f'attachment; filename="{_stem(asked, "graph")}.{notation}"'
    return answer


@router.get("/networks/{network}/nodes/{key}", **offers(shapes.NetworkAround, problems=(404,)))
def read_network_around(
    request: ApiRequest, network: str, key: str, as_of: AsOf | None = None, window_from: AsOf | None = None
) -> Any:
    asked = _ask(request, network, as_of, window_from)
    found = asked.relations
    own = f"organisation:{key}" if found.kind.id == "two_mode" and ":" not in key else key
    names = {row["key"]: row for row in found.network.nodes.iter_rows(named=True)}
    if own not in names:
        raise UnknownRecord(kind="organisation", key=key)
    rows = found.around(own).to_dicts()
    return asked.head(request) | {
        "node": _reference(found, own, names[own], request),
        "ties": [_tie(found, row, names, request) for row in rows],
    }


def _report(request: ApiRequest, asked: _Asked) -> NetworkReport | HttpResponse | None:
    return report_or_waiting(request, asked.question, asked.seen, asked.measures) if asked.measures else None


def _table(
    request: ApiRequest,
    asked: _Asked,
    report: NetworkReport | None,
    frame: pl.DataFrame,
    name: str,
    page: int,
    size: int,
    format: Format | None,
) -> Any:
    chosen = format_asked(request, format)
    if chosen != "json":
        is_one_page = "page" in request.GET
        return table_answer(frame.slice((page - 1) * size, size) if is_one_page else frame, chosen, _stem(asked, name))
    pages = max(ceil(frame.height / size), 1)
    page = min(page, pages)
    rows = frame.slice((page - 1) * size, size).to_dicts()
    return asked.head(request) | {
        "total": frame.height,
        "page": page,
        "pages": pages,
        "columns": frame.columns,
        "rows": [_row(row) for row in rows],
        "approximations": approximations_told(report, request.language) if report is not None else [],
        "links": numbered_links(request, page, pages),
    }


def _row(row: dict[str, Any]) -> Told:
    values = {name: _plain(value) for name, value in row.items() if value is not None}
    return {"values": values, "unknown": [name for name in row if name not in values]}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _stem(asked: _Asked, name: str) -> str:
    return f"concertation-{asked.question.kind}-{name}-{asked.question.as_of.isoformat()}"


def _kind(kind: NetworkKind, request: ApiRequest, as_of: date | None, since: date | None) -> Told:
    words = {part: getattr(kind, part).in_language(request.language) for part in ("label", "definition", "weight")}
    reads: Sequence[str] = kind.reads
    own = {"id": kind.id, "is_directed": kind.is_directed, "reads": list(reads)}
    return own | words | {"href": _address(kind.id, "", as_of, since)}


def _address(network: str, part: str, as_of: date | None, since: date | None) -> str:
    days = {name: day.isoformat() for name, day in (("as_of", as_of), ("window_from", since)) if day is not None}
    address = f"{reverse('api-1:api-root')}networks/{quote(network, safe='')}{part}"
    return f"{address}?{urlencode(days)}" if days else address


def _reference(found: Relations, key: str, row: dict[str, Any], request: ApiRequest) -> Told:
    """A node by its name; in a network of two modes the sort stands before the code."""
    kind, plain = ("partnership" if found.kind.id == "shared_members" else "organisation"), key
    if found.kind.id == "two_mode":
        kind, _, plain = key.partition(":")
    names = {language: row[f"label_{language}"] for language in ("en", "fr") if row[f"label_{language}"]}
    label = names.get(request.language) or plain
    return {"kind": kind, "key": plain, "label": label, "names": names, "href": fact_address(kind, plain)}


def _tie(found: Relations, row: dict[str, Any], names: dict[str, Any], request: ApiRequest) -> Told:
    kept = ("direction", "status", "weight", *_ENDS, "tellings", "recorded")
    told = {name: row[name] for name in kept if row[name] is not None}
    return told | {
        "other": _reference(found, row["other"], names[row["other"]], request),
        "layers": row["layers"] or [],
    }
