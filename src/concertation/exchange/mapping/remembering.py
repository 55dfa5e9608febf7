"""Recognises the file of a source that was mapped before, and adapts its mapping to what changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import token_sort_ratio

from concertation.core.text import Text, search_key
from concertation.exchange.mapping.grid import DAY, is_day_heading
from concertation.exchange.mapping.guessing import Column, SheetGuess, columns_of, guess_sheet
from concertation.exchange.mapping.headings import take_apart
from concertation.exchange.mapping.mapping import ColumnUse, FileMapping, SheetMapping
from concertation.exchange.tables import TableFile

# Which share of the headings must be known again for a mapping to be proposed.
ENOUGH_IN_COMMON = 0.5
_RENAMED_LIKENESS = 70
_RENAMED = Text(
    en="“{before}” is now called “{after}”: it is read as before.",
    fr="« {before} » s’appelle maintenant « {after} » : la colonne est lue comme avant.",
)
_ADDED = Text(
    en="“{after}” is new: look at what was guessed for it.",
    fr="« {after} » est nouvelle : voyez ce qui a été supposé pour elle.",
)
_GONE = Text(
    en="“{before}” is gone: “{what}” is no longer filled.",
    fr="« {before} » a disparu : « {what} » n’est plus rempli.",
)
_MOVED = Text(
    en="The columns stand in another order; they are found by their headings.",
    fr="Les colonnes sont dans un autre ordre; elles sont retrouvées par leurs intitulés.",
)


@dataclass(frozen=True, slots=True)
class Adapted:
    """A mapping kept from an earlier file, on this one, and what changed in between."""

    mapping: FileMapping
    changes: tuple[Text, ...]


def fingerprint_of(mapping: FileMapping) -> str:
    """The headings of the sheets that are read, folded, whatever their order; days of meetings change every year."""
    parts = []
    for sheet in mapping.sheets:
        if sheet.recipe_id:
            headings = sorted({_folded(use.heading) for use in sheet.columns if not is_day_heading(use.heading)})
            parts.append(f"{sheet.recipe_id}:{'|'.join(headings)}")
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def in_common(mapping: FileMapping, current: FileMapping) -> float:
    """Which share of the headings of a kept mapping this file has: from 0 to 1, over all sheets that are read."""
    kept = _headings(mapping)
    found = _headings(current)
    return len(kept & found) / len(kept | found) if kept | found else 0.0


def adapt(mapping: FileMapping, file: TableFile, guesses: dict[str, SheetGuess]) -> Adapted:
    """The mapping kept of a source, on a newer file of it: columns found by heading, those renamed, added and gone."""
    changes: list[Text] = []
    sheets = []
    waiting = [sheet for sheet in mapping.sheets if sheet.recipe_id]
    for table in file.tables:
        guess = guesses[table.name]
        kept = _same_sheet(waiting, guess.mapping)
        if kept is None:
            sheets.append(guess.mapping)
            continue
        waiting.remove(kept)
        regrown = guess_sheet(table, file.filename, recipe_id=kept.recipe_id, start=_start(guess.mapping, kept))
        columns = columns_of(table, regrown.mapping)
        sheets.append(_adapted(kept, regrown, columns, changes))
    return Adapted(FileMapping(tuple(sheets), mapping.name), tuple(changes))


def _start(current: SheetMapping, kept: SheetMapping) -> SheetMapping:
    return replace(current, heading_lines=kept.heading_lines if kept.heading_lines == 2 else current.heading_lines)


def _same_sheet(waiting: Sequence[SheetMapping], current: SheetMapping) -> SheetMapping | None:
    """The kept sheet that shares most headings; one of the same title wins."""
    found = {_folded(use.heading) for use in current.columns}
    scored = []
    for sheet in waiting:
        known = {_folded(use.heading) for use in sheet.columns}
        share = len(found & known) / max(1, len(found | known))
        scored.append((share + (0.3 if _folded(sheet.sheet) == _folded(current.sheet) else 0), share, sheet))
    best = max(scored, key=lambda entry: entry[0], default=None)
    return best[2] if best is not None and best[0] >= ENOUGH_IN_COMMON * 0.6 else None


def _adapted(kept: SheetMapping, regrown: SheetGuess, columns: Sequence[Column], changes: list[Text]) -> SheetMapping:
    before = {_folded(use.heading): use for use in kept.columns}
    now = {_folded(column.heading): column for column in columns}
    renamed = _renamed(
        [use for key, use in before.items() if key not in now and use.target],
        [column for key, column in now.items() if key not in before],
        regrown,
    )
    uses = []
    for column in columns:
        known = before.get(_folded(column.heading)) or renamed.get(column.position)
        if known is None and kept.recipe is not None and kept.recipe.is_grid and is_day_heading(column.heading):
            known = next((use for use in kept.columns if use.target == DAY), None)
        elif known is None:
            changes.append(_say(_ADDED, after=column.heading))
        elif known.heading != column.heading and column.position in renamed:
            changes.append(_say(_RENAMED, before=known.heading, after=column.heading))
        uses.append(_placed(known, column, regrown))
    _tell_gone(kept, uses, changes)
    if _order(kept.columns, before, now) != sorted(_order(kept.columns, before, now)):
        changes.append(_MOVED)
    return replace(
        regrown.mapping,
        recipe_id=kept.recipe_id,
        language=kept.language,
        columns=tuple(_without_doubles(uses)),
        constants=kept.constants,
        left_out=kept.left_out,
        year=None,
    )


def _placed(known: ColumnUse | None, column: Column, regrown: SheetGuess) -> ColumnUse:
    if known is not None:
        return replace(known, position=column.position, heading=column.heading)
    guessed = next((use for use in regrown.mapping.columns if use.position == column.position), None)
    return guessed or ColumnUse(column.position, column.heading)


def _without_doubles(uses: Iterable[ColumnUse]) -> list[ColumnUse]:
    """A new column is not proposed for what a known one says already."""
    taken: set[str] = set()
    kept = []
    for use in uses:
        is_double = use.target in taken and use.target != DAY
        kept.append(replace(use, target="") if is_double else use)
        taken.add(use.target)
    return kept


def _renamed(gone: list[ColumnUse], new: list[Column], regrown: SheetGuess) -> dict[int, ColumnUse]:
    """A column that is gone and a new one guessed to be the same thing, or called almost so, are one column."""
    guessed = {use.position: use.target for use in regrown.mapping.columns}
    found: dict[int, ColumnUse] = {}
    for use in gone:
        same = [c for c in new if c.position not in found and guessed.get(c.position) == use.target]
        alike = [c for c in new if c.position not in found and _likeness(use.heading, c.heading) >= _RENAMED_LIKENESS]
        chosen = next(iter(same or alike), None)
        if chosen is not None:
            found[chosen.position] = use
    return found


def _tell_gone(kept: SheetMapping, uses: Sequence[ColumnUse], changes: list[Text]) -> None:
    filled = {use.target for use in uses}
    for use in kept.columns:
        found = kept.target(use.target) if use.target and use.target not in filled else None
        if found is not None:
            label = found[1].label
            changes.append(
                Text(
                    en=_GONE.en.format(before=use.heading, what=label.en),
                    fr=_GONE.fr.format(before=use.heading, what=label.fr),
                )
            )


def _order(uses: Sequence[ColumnUse], before: dict[str, ColumnUse], now: dict[str, Column]) -> list[int]:
    return [now[key].position for key in before if key in now]


def _say(words: Text, **names: str) -> Text:
    return Text(en=words.en.format(**names), fr=words.fr.format(**names))


def _headings(mapping: FileMapping) -> set[str]:
    return {
        _folded(use.heading)
        for sheet in mapping.sheets
        if sheet.columns
        for use in sheet.columns
        if not is_day_heading(use.heading)
    }


def _folded(heading: str) -> str:
    return search_key(heading)


def _likeness(one: str, other: str) -> float:
    return float(token_sort_ratio(take_apart(one).words, take_apart(other).words))


__all__ = ["ENOUGH_IN_COMMON", "Adapted", "adapt", "fingerprint_of", "in_common"]
