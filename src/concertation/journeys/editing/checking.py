"""What makes a fact impossible, found before the database is asked; every fault at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache

from concertation.core.facts import Column, FactKind, Field, fact_kind
from concertation.core.vocabulary import load_scheme
from concertation.exchange.workbook import faults as cell_faults
from concertation.journeys.editing import faults
from concertation.journeys.editing.faults import SlotFault, fault
from concertation.journeys.neighbourhood import belongs_to_partnership, model_of
from concertation.journeys.workbook.faults import TOO_LONG

Values = Mapping[str, object]
# Keys of records that the same change adds, by kind.
Added = Mapping[str, Collection[str]]


def check_fact(kind: FactKind, values: Values, *, added: Added) -> list[SlotFault]:
    """The faults of a whole fact: what is missing, too long, out of bounds, out of order, or refers to nothing."""
    found = [*_missing(kind, values), *_of_columns(kind, values), *_order(values)]
    return [*found, *_references(kind, values, added)]


def _missing(kind: FactKind, values: Values) -> Iterator[SlotFault]:
    """Of a bilingual part one language is enough."""
    for item in kind.fields:
        if not item.is_required or item.default is not None:
            continue
        if all(values.get(column.slot) in (None, "") for column in item.columns):
            is_chosen = item.type in ("term", "reference", "boolean")
            sentence = faults.MISSING_CHOICE if is_chosen else faults.MISSING
            yield fault(sentence, item.columns[0].slot, label=item.label)


def _of_columns(kind: FactKind, values: Values) -> Iterator[SlotFault]:
    for column in kind.columns:
        value = values.get(column.slot)
        if value is None:
            continue
        yield from _of_column(kind, column, value)


def _of_column(kind: FactKind, column: Column, value: object) -> Iterator[SlotFault]:
    item = column.field
    if isinstance(value, str) and (limit := _longest(kind.id, column.name)) and len(value) > limit:
        yield fault(TOO_LONG, column.slot, length=len(value), limit=limit)
    if item.type == "term" and value not in load_scheme(str(item.scheme)):
        yield fault(faults.NOT_IN_LIST, column.slot, found=value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if item.minimum is not None and value < item.minimum:
            yield fault(cell_faults.NUMBER_TOO_SMALL, column.slot, found=value, minimum=f"{item.minimum:g}")
        if item.maximum is not None and value > item.maximum:
            yield fault(cell_faults.NUMBER_TOO_LARGE, column.slot, found=value, maximum=f"{item.maximum:g}")


def _order(values: Values) -> Iterator[SlotFault]:
    since, until = values.get("since"), values.get("until")
    if isinstance(since, date) and isinstance(until, date) and until < since:
        yield fault(faults.ENDS_BEFORE_IT_BEGINS, "until", since=since, until=until)


def _references(kind: FactKind, values: Values, added: Added) -> Iterator[SlotFault]:
    """Each reference leads to a record, and all of them to the same partnership."""
    owner = _owner(kind, values)
    for item in kind.fields:
        key = values.get(item.name)
        if item.type != "reference" or key is None or key in added.get(str(item.to), ()):
            continue
        target = fact_kind(str(item.to))
        found = _partnership_of(target, str(key))
        if found is None:
            yield fault(faults.NO_SUCH_RECORD, item.name, found=key, kind=target.label)
        elif _is_bound(item, target) and owner is not None and found != owner:
            yield fault(faults.ANOTHER_PARTNERSHIP, item.name, label=item.label)


def _is_bound(item: Field, target: FactKind) -> bool:
    return not item.is_parent and belongs_to_partnership(target)


def _owner(kind: FactKind, values: Values) -> str | None:
    """The key of the partnership that the fact belongs to, where it belongs to one that is known."""
    parent = kind.parent
    if parent is None or not belongs_to_partnership(kind) or values.get(parent.name) is None:
        return None
    return _partnership_of(fact_kind(str(parent.to)), str(values[parent.name])) or None


def _partnership_of(kind: FactKind, key: str) -> str | None:
    """The partnership of a record, empty where it belongs to none; ``None`` where there is no such record."""
    path = path_to_partnership(kind)
    found = model_of(kind.id).objects.filter(key=key).values_list(path or "id", flat=True).first()
    if found is None:
        return None
    return str(found) if path else ""


@cache
def path_to_partnership(kind: FactKind) -> str | None:
    """The lookup that leads from a fact to the key of its partnership; ``None`` where it belongs to none."""
    if kind.id == "partnership":
        return "key"
    if not belongs_to_partnership(kind) or kind.parent is None:
        return None
    return f"{kind.parent.name}__{path_to_partnership(fact_kind(str(kind.parent.to)))}"


@cache
def _longest(kind_id: str, column: str) -> int | None:
    limit: int | None = getattr(model_of(kind_id)._meta.get_field(column), "max_length", None)
    return limit
