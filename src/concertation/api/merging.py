"""Two organisations become one: what it comes to, then the merge."""

from __future__ import annotations

from typing import Any

from ninja import Router

from concertation.api import shapes
from concertation.api.errors import InvalidRequest
from concertation.api.fact_schemas import slots_of
from concertation.api.offering import WRITING, offers
from concertation.api.problems import fault_at, value_told
from concertation.api.requests import ApiRequest
from concertation.api.telling import Told
from concertation.core.facts import fact_kind
from concertation.core.text import Text
from concertation.journeys.matching import judgment_of, match_of
from concertation.journeys.merging import (
    ComparedColumn,
    Merged,
    MergePlan,
    Side,
    merge_organisations,
    plan_merge,
    standing_key,
)
from concertation.journeys.permission import Row, closed_kinds, require

router = Router(by_alias=True, exclude_none=True)

_KIND = "organisation"
_NO_SUCH_SLOT = Text(
    en="Organisations have no such part. The preview lists those that differ.",
    fr="Les organismes n’ont pas cette partie. L’aperçu énumère celles qui diffèrent.",
)


@router.post("/organisations/{key}/merge", **offers(shapes.MergeRead, problems=(*WRITING, 404, 409, 412), body="merge"))
def merge_records(request: ApiRequest, key: str, body: shapes.MergeWanted) -> Any:
    user = request.caller.person
    kept, absorbed = (standing_key(own) or own for own in (key, body.absorbed))
    require(user, "merge", [Row(_KIND, kept), Row(_KIND, absorbed)])
    choices = _choices(request, body)
    match, answer = match_of(kept, absorbed), judgment_of(kept, absorbed)
    reasons = match.reasons if match else ()
    plan = plan_merge(kept=kept, absorbed=absorbed, choices=choices)
    merged = None
    if not body.is_preview:
        merged = merge_organisations(
            kept=kept,
            absorbed=absorbed,
            user=user,  # type: ignore[arg-type]  # who may merge has an account
            reason=body.reason,
            choices=choices,
            seen=body.seen or plan.fingerprint,
        )
    return {
        **_plan_told(plan, request),
        **_merged_told(merged),
        "answer": value_told(answer.answer if answer else None),
        "reasons": [{"says": one.says.in_language(request.language), "bits": one.bits} for one in reasons],
    }


def _choices(request: ApiRequest, body: shapes.MergeWanted) -> dict[str, Side]:
    """By column, from what programs write by slot."""
    columns = {slot.slot: slot.name for slot in slots_of(fact_kind(_KIND))}
    strangers = sorted(body.choices.keys() - columns.keys())
    if strangers:
        raise InvalidRequest(*(fault_at("body", name, _NO_SUCH_SLOT, request.language) for name in strangers))
    return {columns[slot]: side for slot, side in body.choices.items()}


def _plan_told(plan: MergePlan, request: ApiRequest) -> Told:
    """Facts that the caller may not see change hands all the same, uncounted."""
    closed = closed_kinds(request.caller.person)
    return {
        "key": plan.kept["key"],
        "absorbed": plan.absorbed["key"],
        "seen": plan.fingerprint,
        "slots": [_slot(one, request) for one in plan.compared],
        "moved": {kind_id: len(rows) for kind_id, rows in plan.moved.items() if kind_id not in closed},
        "folded": {
            kind_id: sum(len(fold.folded) for fold in folds)
            for kind_id, folds in plan.folds.items()
            if kind_id not in closed
        },
        "dropped": {kind_id: len(rows) for kind_id, rows in plan.within.items() if kind_id not in closed},
    }


def _slot(one: ComparedColumn, request: ApiRequest) -> Told:
    return {
        "slot": one.column.slot,
        "label": one.column.label.in_language(request.language),
        "kept": value_told(one.kept),
        "absorbed": value_told(one.absorbed),
        "side": one.side,
        "is_conflict": one.is_conflict,
        "becomes": one.becomes or None,
    }


def _merged_told(merged: Merged | None) -> Told:
    if merged is None:
        return {"is_written": False}
    return {"is_written": True, "key": merged.key, "change": merged.change_id, "facts": merged.facts}
