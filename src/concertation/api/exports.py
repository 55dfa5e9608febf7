"""The open formats in which the register is shared, each with its address."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from ninja import Router

from concertation.api import shapes
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, day_or_today
from concertation.api.requests import ApiRequest
from concertation.core.errors import UnknownRecord
from concertation.journeys.formats import OPEN_FORMATS, share_register
from concertation.journeys.permission import may

router = Router(by_alias=True, exclude_none=True)

_MEDIA: Mapping[str, str] = MappingProxyType(
    {
        ".zip": "application/zip",
        ".json": "application/json",
        ".graphml": "application/graphml+xml",
        ".gexf": "application/gexf+xml",
        ".jsonld": "application/ld+json",
        ".ftm.json": "application/x-ndjson",
    }
)


@router.get("/exports", **offers(shapes.Formats))
def list_exports(request: ApiRequest, as_of: AsOf | None = None) -> Any:
    day = day_or_today(as_of)
    carried = f"?as_of={day.isoformat()}"
    root, language = reverse("api-1:api-root"), request.language
    opens = may(request.caller.person, "import")
    own = [
        (f"workbook-{language}", ".xlsx", reverse("export-workbook", args=[language])),
        ("snapshot", ".zip", reverse("export-snapshot")),
    ]
    open_to_all = [
        {
            "id": name,
            "label": format.label.in_language(language),
            "ending": format.ending,
            "is_open_to_you": True,
            "href": f"{root}exports/{name}{carried}",
        }
        for name, format in OPEN_FORMATS.items()
    ]
    closed = [
        {"id": name, "label": name, "ending": ending, "is_open_to_you": opens, "href": f"{address}{carried}"}
        for name, ending, address in own
    ]
    words = [
        {
            "id": f"skos-{ending}",
            "label": f"SKOS ({ending})",
            "ending": f".{ending}",
            "is_open_to_you": True,
            "href": reverse("vocabularies-skos", args=[ending]),
        }
        for ending in ("ttl", "jsonld")
    ]
    return {"as_of": day, "formats": [*open_to_all, *words, *closed]}


@router.get("/exports/{format}", **offers(dict[str, Any], problems=(404,), media="*/*"))
def send_export(request: ApiRequest, format: str, as_of: AsOf | None = None) -> Any:
    if format not in OPEN_FORMATS:
        raise UnknownRecord(kind="format", key=format)
    offered = OPEN_FORMATS[format]
    content = share_register(format, language=request.language, as_of=as_of, user=request.caller.person)  # type: ignore[arg-type]  # a visitor has no role
    answer = HttpResponse(content, content_type=_MEDIA[offered.ending])
    day = day_or_today(as_of).isoformat()
    answer["Content-Disposition"] = f'attachment; filename="concertation-{format}-{day}{offered.ending}"'
    return answer
