"""What merging two records comes to, worked out before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Min, Q

from concertation.core.discovery.fields import SINGLE_NUMBER_SCHEMES, bare_number
from concertation.core.errors import ConcertationError
from concertation.core.facts import FactKind, all_kinds
from concertation.core.vocabulary import load_scheme
from concertation.journeys.leading_on import FORMER_CODE
from concertation.journeys.merging.attached import Row, organisation_row, references, rows_referring
from concertation.journeys.merging.folding import (
    Fold,
    agreement_of,
    find_folds,
    is_within_itself,
    statement_of,
)
from concertation.journeys.merging.own_columns import (
    ComparedColumn,
    Side,
    compare_columns,
    other_names,
    own_changes,
    own_statements,
)
from concertation.journeys.neighbourhood import model_of

Corrections = dict[str, dict[int, dict[str, object]]]


class CannotMerge(ConcertationError):
    """Two records that cannot become one as they stand."""

    code = "cannot-merge"
    english = "These records cannot be merged: {reason}"
    french = "Ces fiches ne peuvent pas être fusionnées : {reason_fr}"


@dataclass(slots=True)
class MergePlan:
    """Everything that a merge does, by kind of fact; nothing of it is written yet.

    ``moved``: facts that change hands, with the columns that will lead to what stays. ``folds``: facts that become
    one. ``within``: relations that would lead from the organisation to itself, and go. ``added``: other names, the
    former code, and statements, as rows to insert.
    """

    kept: Row
    absorbed: Row
    compared: tuple[ComparedColumn, ...]
    own: dict[str, object]
    moved: Corrections = field(default_factory=dict)
    folds: dict[str, list[Fold]] = field(default_factory=dict)
    within: dict[str, list[Row]] = field(default_factory=dict)
    subjects: dict[int, str] = field(default_factory=dict)
    names: list[dict[str, object]] = field(default_factory=list)
    statements: list[dict[str, object]] = field(default_factory=list)

    @property
    def removed(self) -> dict[str, set[int]]:
        """The facts that go: folded into others, or within the organisation itself."""
        found = {kind_id: {row["id"] for row in rows} for kind_id, rows in self.within.items()}
        for kind_id, folds in self.folds.items():
            found.setdefault(kind_id, set()).update(row["id"] for fold in folds for row in fold.folded)
        return found

    @property
    def fingerprint(self) -> str:
        """Two plans of one fingerprint do the same to the same facts: what a person saw is what is written."""
        moved = {kind_id: sorted(rows) for kind_id, rows in self.moved.items()}
        gone = {kind_id: sorted(numbers) for kind_id, numbers in self.removed.items()}
        rows = [sorted((name, str(value)) for name, value in row.items()) for row in (self.kept, self.absorbed)]
        return hashlib.sha256(repr((rows, sorted(moved.items()), sorted(gone.items()))).encode()).hexdigest()[:16]


def plan_merge(*, kept: str, absorbed: str, choices: Mapping[str, Side] | None = None) -> MergePlan:
    """What becomes of every fact when ``absorbed`` becomes one with ``kept``.

    ``choices``: by column, the side whose value is kept where both speak. Raises ``UnknownRecord``, or ``CannotMerge``
    with what to do first.
    """
    stays, goes = organisation_row(kept), organisation_row(absorbed)
    if stays["id"] == goes["id"]:
        raise CannotMerge(
            reason="they are one record already. Choose two.",
            reason_fr="il s’agit déjà d’une seule fiche. Choisissez-en deux.",
        )
    compared = compare_columns(stays, goes, choices or {})
    plan = MergePlan(stays, goes, compared, own_changes(stays, goes, compared))
    _plan_attached(plan)
    _plan_names(plan)
    _plan_statements(plan)
    return plan


def _plan_attached(plan: MergePlan) -> None:
    """Kind by kind, those referred to first: a fact follows what it refers to, and folds where that makes it double."""
    leads: dict[str, dict[int, int]] = {"organisation": {plan.absorbed["id"]: plan.kept["id"]}}
    for kind in all_kinds():
        if not any(leads.get(target) for _, target in references(kind)):
            continue
        targets = {target: {*own, *own.values()} for target, own in leads.items()}
        rows = [_led(kind, row, leads) for row in rows_referring(kind, targets)]
        moving = {row["id"]: changes for row, changes in rows if changes}
        if kind.id == "organisation_identifier":
            _refuse_two_numbers([row for row, _ in rows], moving)
        within = [row for row, _ in rows if row["id"] in moving and is_within_itself(kind, row)]
        gone = {row["id"] for row in within}
        left = [row for row, _ in rows if row["id"] not in gone]
        folds = find_folds(kind, left, moving=moving, attended=_attended(kind, left))
        folded = {row["id"]: fold.survivor["id"] for fold in folds for row in fold.folded}
        leads[kind.id] = folded
        moved = {number: changes for number, changes in moving.items() if number not in gone | folded.keys()}
        _note(plan, kind, moved, folds, within)


def _note(
    plan: MergePlan, kind: FactKind, moved: dict[int, dict[str, object]], folds: list[Fold], within: list[Row]
) -> None:
    if moved:
        plan.moved[kind.id] = moved
    if folds:
        plan.folds[kind.id] = folds
    if within:
        plan.within[kind.id] = within


def _led(kind: FactKind, row: Row, leads: Mapping[str, Mapping[int, int]]) -> tuple[Row, dict[str, object]]:
    """The row as it will read, and the columns in which it leads elsewhere."""
    changes: dict[str, object] = {}
    for column, target in references(kind):
        if row[column] in leads.get(target, {}):
            changes[column] = leads[target][row[column]]
    return {**row, **changes}, changes


def _attended(kind: FactKind, rows: Collection[Row]) -> Mapping[int, date]:
    if kind.id != "membership":
        return {}
    numbers = [row["id"] for row in rows]
    found = model_of("attendance").objects.filter(membership_id__in=numbers, meeting__on__isnull=False)
    first = found.values("membership_id").annotate(first=Min("meeting__on"))
    return dict(first.values_list("membership_id", "first"))


def _refuse_two_numbers(rows: Collection[Row], moving: Collection[int]) -> None:
    """Two numbers of a registry that gives one are two organisations, or one number is wrong."""
    for scheme in sorted(SINGLE_NUMBER_SCHEMES):
        held = [row for row in rows if row["scheme"] == scheme]
        own = [bare_number(scheme, row["value"]) for row in held if row["id"] not in moving]
        came = [bare_number(scheme, row["value"]) for row in held if row["id"] in moving]
        if own and came and not set(own) & set(came):
            label = load_scheme("identifier_scheme")[scheme].label
            numbers = f"{own[0]}, {came[0]}"
            raise CannotMerge(
                reason=f"they hold two different numbers ({label.en.lower()} {numbers}). If one is wrong, "
                "correct or remove it first; otherwise these are two organisations: answer “Different”.",
                reason_fr=f"elles portent deux numéros différents ({label.fr.lower()} {numbers}). Si l’un est "
                "faux, corrigez-le ou retirez-le d’abord; sinon, ce sont deux organismes : répondez « Différents ».",
            )


def _plan_names(plan: MergePlan) -> None:
    known = model_of("organisation_name").objects.filter(organisation_id__in=(plan.kept["id"], plan.absorbed["id"]))
    names = set(known.values_list("kind", "name"))
    plan.names = list(other_names(plan.kept, plan.absorbed, plan.compared, names))


def _plan_statements(plan: MergePlan) -> None:
    """Statements about what goes speak of what stays; those about a relation within the organisation go with it."""
    plan.statements = list(own_statements(plan.kept, plan.absorbed, plan.compared))
    name = str(plan.absorbed["name_en"] or plan.absorbed["name_fr"] or plan.absorbed["key"])
    subjects = {("organisation", plan.absorbed["key"]): plan.kept["key"]}
    for kind_id, folds in plan.folds.items():
        for fold in folds:
            key = fold.survivor["key"]
            subjects |= {(kind_id, row["key"]): key for row in fold.folded}
            plan.statements += [statement_of(kind_id, key, said) for said in fold.disagreements]
            plan.statements += [agreement_of(fold, row, name) for row in fold.agreeing]
    within = {(kind_id, row["key"]) for kind_id, rows in plan.within.items() for row in rows}
    for number, kind_id, key in _statements_about({*subjects, *within}):
        if (kind_id, key) in subjects:
            plan.subjects[number] = subjects[kind_id, key]
        else:
            plan.within.setdefault("statement", []).append({"id": number, "key": key})


def _statements_about(subjects: Collection[tuple[str, str]]) -> Iterator[tuple[int, str, str]]:
    keys = {key for _, key in subjects}
    found = model_of("statement").objects.filter(Q(subject_key__in=keys)).order_by("id")
    for number, kind_id, key in found.values_list("id", "subject_kind", "subject_key"):
        if (kind_id, key) in subjects:
            yield number, kind_id, key


def former_code(plan: MergePlan) -> dict[str, Any]:
    """The code of the record that goes, which still leads to the one that stays."""
    return {"organisation": plan.kept["key"], "scheme": FORMER_CODE, "value": plan.absorbed["key"]}
