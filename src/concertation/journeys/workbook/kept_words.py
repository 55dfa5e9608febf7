"""What a preview tells beside its rows, as it is written down: faults, doubts, planned facts, differences."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar, overload

from concertation.core.faults import Fault, Place
from concertation.core.text import Text
from concertation.exchange.workbook.layout import sheet_layout
from concertation.journeys.workbook.preview import Candidate, CardLine, Difference, Doubt, PlannedFact, Preview

_DAY = "\x00day:"
Item = TypeVar("Item")


class Later(Sequence[Item]):
    """Items that become objects when somebody first looks at one: a page of a preview counts thousands of doubts and
    shows the candidates of none."""

    __slots__ = ("_items", "_raw", "_read")

    def __init__(self, raw: Sequence[Any], read: Callable[[Any], Item]) -> None:
        self._raw, self._read = raw, read
        self._items: tuple[Item, ...] | None = None

    def __len__(self) -> int:
        return len(self._raw)

    @overload
    def __getitem__(self, position: int) -> Item: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Item]: ...
    def __getitem__(self, position: int | slice) -> Item | Sequence[Item]:
        return self._all()[position]

    def __iter__(self) -> Iterator[Item]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def _all(self) -> tuple[Item, ...]:
        if self._items is None:
            self._items = tuple(map(self._read, self._raw))
        return self._items


@dataclass(frozen=True, slots=True)
class Told:
    """Everything of a preview but its rows and the facts kept as columns."""

    filename: str
    sha256: str
    state: tuple[int, datetime] | None
    answers: Mapping[str, str]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    doubts: tuple[Doubt, ...]
    planned: tuple[PlannedFact, ...]
    differences: Mapping[int, tuple[Difference, ...]]
    new: Mapping[str, int]


def write_told(preview: Preview, *, state: tuple[int, datetime] | None, answers: Mapping[str, str]) -> bytes:
    """As bytes."""
    document = {
        "filename": preview.filename,
        "sha256": preview.sha256,
        "state": None if state is None else [state[0], state[1].isoformat()],
        "answers": dict(answers),
        "faults": write_faults(preview.faults),
        "warnings": write_faults(preview.warnings),
        "doubts": [_doubt(doubt) for doubt in preview.doubts],
        "planned": [[f.kind_id, f.key, _place(f.place), _values(f.values), f.is_new] for f in preview.planned],
        "differences": [
            [at, [[d.column, _text(d.before), _text(d.after)] for d in own]]
            for at, own in preview.rows.differences.items()
        ],
        "kinds": {str(at): kind for at, kind in _kinds(preview)},
        "new": {kind_id: preview.frames.count(kind_id) for kind_id in preview.frames},
    }
    return zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), level=1)


def read_told(content: bytes) -> Told:
    """And back."""
    raw = json.loads(zlib.decompress(content))
    state = raw["state"]
    return Told(
        filename=raw["filename"],
        sha256=raw["sha256"],
        state=None if state is None else (state[0], datetime.fromisoformat(state[1])),
        answers=raw["answers"],
        faults=read_faults(raw["faults"]),
        warnings=read_faults(raw["warnings"]),
        doubts=tuple(map(_read_doubt, raw["doubts"])),
        planned=tuple(
            PlannedFact(kind, key, _read_place(place), _read_values(values), is_new)
            for kind, key, place, values, is_new in raw["planned"]
        ),
        differences={at: _read_differences(raw["kinds"][str(at)], own) for at, own in raw["differences"]},
        new=raw["new"],
    )


def _kinds(preview: Preview) -> Iterable[tuple[int, str]]:
    return ((at, preview.rows.kind_at(at)) for at in preview.rows.differences)


def _read_differences(kind_id: str, own: Iterable[Sequence[Any]]) -> tuple[Difference, ...]:
    layout = sheet_layout(kind_id)
    return tuple(
        Difference(name, layout.column(name).label, _read_text(before), _read_text(after))
        for name, before, after in own
    )


def write_faults(faults: Iterable[Fault]) -> list[Any]:
    """Faults as plain values."""
    return [_fault(fault) for fault in faults]


def read_faults(raw: Iterable[Any]) -> tuple[Fault, ...]:
    """And back."""
    return tuple(map(_read_fault, raw))


def _fault(fault: Fault) -> list[Any]:
    return [fault.code, _text(fault.message), _place(fault.place), fault.severity, fault.found]


def _read_fault(raw: Sequence[Any]) -> Fault:
    code, message, place, severity, found = raw
    return Fault(code, _sure_text(message), _read_place(place), severity, found)


def _doubt(doubt: Doubt) -> list[Any]:
    candidates = [
        [
            *(c.id, c.key, c.name, None if c.place is None else _place(c.place), c.score),
            *([_text(reason) for reason in side] for side in (c.reasons, c.against)),
            _lines(c.lines),
        ]
        for c in doubt.candidates
    ]
    own = [doubt.id, _place(doubt.place), doubt.kind_id, doubt.name, candidates, doubt.proposal]
    return [*own, doubt.answer, doubt.is_put_off, _lines(doubt.lines)]


def _read_doubt(raw: Sequence[Any]) -> Doubt:
    own_id, place, kind_id, name, candidates, proposal, answer, is_put_off, lines = raw
    return Doubt(
        own_id,
        _read_place(place),
        kind_id,
        name,
        Later(candidates, _read_candidate),
        proposal,
        answer,
        is_put_off,
        Later(lines, _read_line),
    )


def _read_candidate(raw: Sequence[Any]) -> Candidate:
    own_id, key, name, place, score, reasons, against, lines = raw
    return Candidate(
        id=own_id,
        key=key,
        name=name,
        place=None if place is None else _read_place(place),
        score=score,
        reasons=tuple(map(_sure_text, reasons)),
        against=tuple(map(_sure_text, against)),
        lines=tuple(map(_read_line, lines)),
    )


def _lines(lines: Iterable[CardLine]) -> list[Any]:
    return [[line.column, _text(line.label), _text(line.words)] for line in lines]


def _read_line(raw: Sequence[Any]) -> CardLine:
    column, label, words = raw
    return CardLine(column, _sure_text(label), _sure_text(words))


def _values(values: Mapping[str, object]) -> dict[str, Any]:
    return {n: f"{_DAY}{v.isoformat()}" if isinstance(v, date) else v for n, v in values.items()}


def _read_values(raw: Mapping[str, Any]) -> dict[str, object]:
    return {
        n: date.fromisoformat(v.removeprefix(_DAY)) if isinstance(v, str) and v.startswith(_DAY) else v
        for n, v in raw.items()
    }


def _text(words: Text | None) -> list[str] | None:
    return None if words is None else [words.en, words.fr]


def _read_text(raw: Sequence[str] | None) -> Text | None:
    return None if raw is None else Text(en=raw[0], fr=raw[1])


def _sure_text(raw: Sequence[str]) -> Text:
    return Text(en=raw[0], fr=raw[1])


def _place(place: Place) -> list[Any]:
    return [place.sheet, place.row, place.column]


def _read_place(raw: Sequence[Any]) -> Place:
    return Place(*raw)
