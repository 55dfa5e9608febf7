"""Two records of one organisation become one, in one change that can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from concertation.core.errors import ConcertationError
from concertation.journeys.merging.own_columns import Side
from concertation.journeys.merging.planning import CannotMerge, Corrections, MergePlan, former_code, plan_merge
from concertation.journeys.merging.representations import lifted_representations
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission import Row, require
from concertation.journeys.refusal import explain_refusal
from concertation.journeys.removal import belonging_to, resting_on
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models.fact import new_key
from concertation.store.removing import remove_facts
from concertation.store.updating import update_numbered


class StaleMerge(ConcertationError):
    """The records changed between the preview and the decision."""

    code = "stale-merge"
    english = (
        "One of these records changed since you looked at them. Nothing was written: look at what it comes to now."
    )
    french = (
        "L’une de ces fiches a changé depuis que vous les avez regardées. Rien n’a été écrit : voyez ce qu’il en est."
    )


@dataclass(frozen=True, slots=True)
class Merged:
    """The change, the code of the record that stays, and how many facts it touched."""

    change_id: int
    key: str
    facts: int


def merge_organisations(
    *,
    kept: str,
    absorbed: str,
    user: User | None,
    reason: str = "",
    choices: Mapping[str, Side] | None = None,
    seen: str | None = None,
    name: str = "",
) -> Merged:
    """Makes ``absorbed`` one with ``kept``; ``undo_change`` takes it back.

    ``seen``: the fingerprint of the plan that the person looked at. ``name``: who does it where nobody signed in, on
    the machine itself. Raises ``NotAllowed``, ``UnknownRecord``, ``CannotMerge`` or ``StaleMerge``; nothing is then
    written.
    """
    if user is not None:
        require(user, "merge", [Row("organisation", kept), Row("organisation", absorbed)])
    with transaction.atomic():
        _hold(kept, absorbed)
        plan = plan_merge(kept=kept, absorbed=absorbed, choices=choices)
        if seen is not None and seen != plan.fingerprint:
            raise StaleMerge
        try:
            with recording(kind="merged", reason=reason.strip() or _reason(plan), user=user, name=name) as change:
                count = _write(plan)
        except DatabaseError as refused:
            words = explain_refusal(str(refused)).in_file
            raise CannotMerge(reason=words.en, reason_fr=words.fr) from refused
    return Merged(change.pk, plan.kept["key"], count)


def _hold(*keys: str) -> None:
    """Nobody attaches anything to either while they become one."""
    list(model_of("organisation").objects.select_for_update().filter(key__in=keys).order_by("id").values_list("id"))


def _reason(plan: MergePlan) -> str:
    """Both names, which need no language."""
    named = [str(row["name_en"] or row["name_fr"] or row["key"]) for row in (plan.absorbed, plan.kept)]
    return " → ".join(named)


def _write(plan: MergePlan) -> int:
    """What stays is made ready first, then facts change hands, and what goes goes last."""
    moved = dict(plan.moved)
    led = moved.pop("representation", {})
    removed = dict(plan.removed)
    gone = removed.pop("representation", set())
    survivors = _survivors(plan)
    led |= survivors.pop("representation", {})
    changing = {kind_id: {*moved.get(kind_id, ()), *removed.get(kind_id, ())} for kind_id in _WITH_PEOPLE}
    with lifted_representations(changing, led=led, gone=gone):
        update_numbered(survivors)
        update_numbered(moved)
        insert_facts(_added(plan))
        update_numbered({"statement": {number: {"subject_key": key} for number, key in plan.subjects.items()}})
        remove_facts(removed)
        _remove_absorbed(plan.absorbed["id"])
    return sum(len(own) for own in (*moved.values(), *removed.values(), *survivors.values(), led, gone)) + 1


_WITH_PEOPLE = ("membership", "representative")


def _survivors(plan: MergePlan) -> Corrections:
    """The record that stays and the facts into which others fold, as they will read."""
    found: Corrections = {"organisation": {plan.kept["id"]: plan.own}} if plan.own else {}
    for kind_id, folds in plan.folds.items():
        for fold in folds:
            if fold.changes:
                found.setdefault(kind_id, {})[fold.survivor["id"]] = fold.changes
    return found


def _added(plan: MergePlan) -> dict[str, dict[str, Mapping[str, object]]]:
    return {
        "organisation_name": {new_key(): row for row in plan.names},
        "organisation_identifier": {new_key(): former_code(plan)},
        "statement": {new_key(): row for row in plan.statements},
    }


def _remove_absorbed(number: int) -> None:
    """Everything has changed hands: whatever still leads to the record would be lost with it."""
    own = {"organisation": {number}}
    left = {kind_id: numbers for kind_id, numbers in belonging_to(own).items() if kind_id != "organisation"}
    left |= resting_on(own)
    if left:
        kinds = ", ".join(sorted(left))
        raise CannotMerge(
            reason=f"facts were attached to one of them meanwhile ({kinds}). Try again.",
            reason_fr=f"des faits ont été rattachés à l’une d’elles entre-temps ({kinds}). Recommencez.",
        )
    remove_facts(own)
