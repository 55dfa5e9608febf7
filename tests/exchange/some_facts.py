"""Facts that hypothesis makes up, such as a register may hold."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from concertation.core.vocabulary import load_scheme
from concertation.exchange.hsds.extension import SHARED_KINDS
from concertation.exchange.workbook.cells import clean, is_unknown
from concertation.exchange.written import fact_columns

Facts = dict[str, dict[str, dict[str, object]]]

_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"))
# A CSV file that holds these is refused as wrongly converted (test_hostile_files): no word of the two languages does.
_READ_WRONGLY = ("Ã", "â€", "\ufffd")


def _is_written_by_people(text: str) -> bool:
    return bool(text) and not is_unknown(text) and not any(pair in text for pair in _READ_WRONGLY)


_WORDS = st.text(_LETTERS, min_size=1, max_size=40).map(clean).filter(_is_written_by_people)
_DAYS = st.dates(min_value=date(1700, 1, 1), max_value=date(2100, 1, 1))
_NUMBERS = st.floats(min_value=-89, max_value=89, allow_nan=False).map(lambda value: value + 0.0)


def _value(draw: st.DrawFn, kind_id: str, name: str) -> object:
    field = fact_columns(kind_id)[name]
    if field.type == "term":
        return draw(st.sampled_from(load_scheme(str(field.scheme)).codes))
    by_type: dict[str, st.SearchStrategy[object]] = {
        "date": _DAYS,
        "boolean": st.booleans(),
        "integer": st.integers(min_value=1900, max_value=2_000_000_000),
        "decimal": _NUMBERS,
        "url": st.sampled_from(["https://example.org", "http://exemple.ca/é?q=1,2"]),
        "email": st.sampled_from(["a@example.org", "marie.côté@exemple.ca"]),
    }
    return draw(by_type.get(field.type, _WORDS))


@st.composite
def some_facts(draw: st.DrawFn, kinds: tuple[str, ...] = SHARED_KINDS, most: int = 3) -> Facts:
    """A few facts of each kind; required columns are filled, the others sometimes, references lead somewhere."""
    facts: Facts = {}
    for kind_id in kinds:
        facts[kind_id] = {}
        for number in range(draw(st.integers(0, most))):
            values = _fact(draw, kind_id, facts)
            if values is not None:
                facts[kind_id][f"{kind_id[:6]}.{number}"] = values
    return {kind_id: rows for kind_id, rows in facts.items() if rows}


def _fact(draw: st.DrawFn, kind_id: str, facts: Facts) -> dict[str, object] | None:
    values: dict[str, object] = {}
    for name, field in fact_columns(kind_id).items():
        is_needed = field.is_required and (not field.is_bilingual or name.endswith("_fr"))
        if field.type == "reference":
            known = sorted(facts.get(str(field.to), {}))
            if field.is_required and not known:
                return None
            if known and (field.is_required or draw(st.booleans())):
                values[name] = draw(st.sampled_from(known))
        elif is_needed or draw(st.booleans()):
            values[name] = _value(draw, kind_id, name)
    return values
