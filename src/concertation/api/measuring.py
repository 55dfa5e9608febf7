"""Measures of large networks: worked out beside, with an address that says how far they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from ninja import Router

from concertation.api import shapes
from concertation.api.errors import NotMeasured
from concertation.api.offering import offers
from concertation.api.requests import ApiRequest
from concertation.api.telling import Told
from concertation.core.measure import outlines_of
from concertation.core.network.report import NetworkReport
from concertation.journeys.network.beside import find_measuring, is_large, measured_or_begun
from concertation.journeys.network.measuring import Measured
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import Seen
from concertation.store.models import Work

router = Router(by_alias=True, exclude_none=True)

# Seconds after which to ask again.
_AGAIN = 5


def report_or_waiting(
    request: ApiRequest, question: NetworkQuestion, seen: Seen, ids: Sequence[str]
) -> NetworkReport | HttpResponse:
    """These measures, or the usual ones; of a large network, where they are being worked out.

    Usual measures are worked out together, whichever are asked for: asked one by one, they would be as many works.
    Raises ``NotMeasured`` where that work was stopped or has failed.
    """
    usual = {one.id for one in outlines_of("network") if not one.is_on_request}
    is_together = is_large(seen.relations.network) and not seen.has_answers and usual.issuperset(ids)
    wanted = None if is_together or not ids else list(ids)
    person, language = request.caller.person, request.language
    found = measured_or_begun(question, user=person, language=language, ids=wanted)
    if isinstance(found, Measured):
        return _of(found.report, ids) if is_together and ids else found.report
    if found is None:
        raise NotMeasured
    return _waiting(found)


def _of(report: NetworkReport, ids: Sequence[str]) -> NetworkReport:
    """What it says of these measures alone."""
    return replace(
        report,
        whole={name: one for name, one in report.whole.items() if name in ids},
        nodes=report.nodes.select("key", *(name for name in report.nodes.columns if name in ids)),
        ties=report.ties.select("source", "target", *(name for name in report.ties.columns if name in ids)),
        tables={name: one for name, one in report.tables.items() if name in ids},
        exactness={name: one for name, one in report.exactness.items() if name in ids},
    )


def _waiting(work: Work) -> HttpResponse:
    """202: accepted, with the address that says how far it is, and when to ask again."""
    told = _told(work)
    answer = JsonResponse(told, status=202)
    answer["Location"] = told["links"]["self"]
    return not_kept(answer)


def not_kept(answer: HttpResponse) -> HttpResponse:
    """What moves while the register stays has no tag, and is to be asked again."""
    answer["Cache-Control"] = "no-store"
    answer["Retry-After"] = str(_AGAIN)
    return answer


@router.get("/networks/measuring/{work}", **offers(shapes.NetworkMeasuring, problems=(404,)))
def read_network_measuring(request: ApiRequest, response: HttpResponse, work: int) -> Any:
    found = find_measuring(work)
    response["Cache-Control"] = "no-store"
    if found.state in (Work.State.WAITING, Work.State.RUNNING):
        not_kept(response)
    return _told(found)


def _told(work: Work) -> Told:
    root, asked = reverse("api-1:api-root"), work.arguments
    days = {name: asked[key] for name, key in (("as_of", "as_of"), ("window_from", "since")) if asked[key]}
    percent = {"percent": min(100, round(100 * work.done / work.total))} if work.total else {}
    return percent | {
        "state": str(work.state),
        "asked_at": work.asked_at.isoformat(),
        "links": {
            "self": f"{root}networks/measuring/{work.pk}",
            "result": f"{root}networks/{asked['kind']}/measures?{urlencode(days)}",
        },
    }
