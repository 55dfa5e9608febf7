"""Reads CSV and GeoJSON files of areas into rows, with every fault and its place."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from concertation.core.faults import Fault, Place
from concertation.core.geography import AREA_CODES, InvalidOutline, check_outline, containing_codes, read_dguid
from concertation.core.geography.codes import is_code_of
from concertation.exchange.archive import read_bytes, read_json
from concertation.exchange.geography import faults
from concertation.exchange.table_file import read_tables
from concertation.exchange.unreadable_file import FileTooLargeOnceOpened, UnreadableFile

# The boundary file of all 5,161 subdivisions at full detail has about 200 MB; files for maps far less.
_MAXIMUM_SIZE = 250 * 1024 * 1024
_MAXIMUM_POINTS = 12_000_000
_MAXIMUM_AREAS = 100_000

# Codes of subdivisions outside metropolitan areas: 996 to 999 say how strongly one influences them (Statistics
# Canada, "Census metropolitan influenced zone").
_INFLUENCED_ZONES = frozenset({"996", "997", "998", "999", "000"})
# Provinces whose subdivisions may have a name in each language, written « English / français »; elsewhere a bar is
# part of the name ("Kootenay Boundary B / Lower Columbia-Old-Glory").
_BILINGUAL_NAMES_IN = frozenset({"13", "35", "46"})
_POPULATION = re.compile(r"(?:population|pop|c1_count_total)_?(\d{4})", re.IGNORECASE)
# Markers of Statistics Canada: suppressed, unreliable, not available, not applicable.
_MARKERS = frozenset({"x", "f", "..", "...", "--"})
_METROPOLITAN_KINDS = {
    "CMA": "census_metropolitan_area",
    "B": "census_metropolitan_area",
    "CA": "census_agglomeration",
    "D": "census_agglomeration",
    "K": "census_agglomeration",
}


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area of a file; ``metropolitan_code`` is of the same vintage."""

    place: Place
    kind: str
    code: str
    vintage: int
    name_en: str
    name_fr: str
    province: str | None = None
    metropolitan_code: str | None = None
    population: int | None = None
    population_year: int | None = None
    geometry: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class TerritoryPart:
    """One line of a custom territory."""

    place: Place
    territory: str
    name_en: str
    name_fr: str
    part_code: str


@dataclass(frozen=True, slots=True)
class AreaReading:
    """All that the files say, and every fault found in them."""

    filename: str
    sha256: str
    areas: tuple[AreaRow, ...]
    parts: tuple[TerritoryPart, ...]
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Line:
    place: Place
    cells: Mapping[str, str]
    geometry: Any = None


@dataclass(slots=True)
class _Columns:
    """What the headings of one file are."""

    kind: str
    code: str
    headings: Mapping[str, str]
    population: str | None
    population_year: int | None

    def text(self, line: _Line, name: str) -> str:
        """The cell of a column by our own word for it."""
        return line.cells.get(self.headings.get(name, ""), "").strip()


def read_areas(sources: Iterable[Path | tuple[str, bytes]], *, vintage: int | None = None) -> AreaReading:
    """The areas of several files together; ``vintage`` is for files that neither by DGUID nor by
    the year of a count say of which year their codes are.

    A GeoJSON file and a CSV file of the same areas complete each other. Raises ``UnreadableFile`` or one of its
    kinds.
    """
    reader = _AreaReader(vintage)
    names = []
    digest = hashlib.sha256()
    for source in sources:
        name = source.name if isinstance(source, Path) else source[0]
        content = read_bytes(source if isinstance(source, Path) else source[1], filename=name, limit=_MAXIMUM_SIZE)
        digest.update(hashlib.sha256(content).digest())
        names.append(name)
        reader.read(name, list(_lines(name, content)))
    return AreaReading(
        filename=", ".join(names),
        sha256=digest.hexdigest(),
        areas=tuple(reader.areas.values()),
        parts=tuple(reader.parts),
        faults=tuple(reader.faults),
    )


class _AreaReader:
    def __init__(self, vintage: int | None) -> None:
        self.vintage = vintage
        self.areas: dict[tuple[str, str, int], AreaRow] = {}
        self.parts: list[TerritoryPart] = []
        self.faults: list[Fault] = []
        self.points = 0

    def read(self, name: str, lines: Sequence[_Line]) -> None:
        if not lines:
            return
        headings = list(dict.fromkeys(heading for line in lines[:50] for heading in line.cells))
        if self._read_territories(lines, headings):
            return
        columns = _recognise(headings)
        if columns is None:
            self.faults.append(faults.NO_AREA_COLUMN.at(Place(name)))
            return
        for line in lines:
            self._take(line, columns)

    def _read_territories(self, lines: Sequence[_Line], headings: Sequence[str]) -> bool:
        found = {name: _first(headings, spellings) for name, spellings in _names()["territory"].items()}
        if not found["code"] or not found["part"]:
            return False
        for line in lines:
            cells = {name: line.cells.get(heading or "", "").strip() for name, heading in found.items()}
            dguid = read_dguid(cells["part"])
            if cells["code"] and cells["part"]:
                code = dguid[1] if dguid else cells["part"]
                self.parts.append(TerritoryPart(line.place, cells["code"], cells["name_en"], cells["name_fr"], code))
        return True

    def _take(self, line: _Line, columns: _Columns) -> None:
        code = columns.text(line, "code")
        kind = columns.kind
        if kind == "metropolitan":
            code = code[-3:] if len(code) == 5 else code
            kind = _METROPOLITAN_KINDS.get(columns.text(line, "metropolitan_kind").upper(), "census_metropolitan_area")
        if not is_code_of(kind, code):
            self._refuse(faults.NOT_A_CODE, line, columns.code, code, digits=AREA_CODES[kind].digits)
            return
        if not self._agrees(line, columns, kind, code):
            return
        vintage = self._vintage(line, columns, kind, code)
        if vintage is None:
            return
        english, french = _names_of(line, columns, code)
        if not (english or french):
            self._refuse(faults.NO_NAME, line, columns.code, code, code=code)
            return
        population = self._population(line, columns)
        row = AreaRow(
            place=line.place,
            kind=kind,
            code=code,
            vintage=vintage,
            name_en=english or french,
            name_fr=french or english,
            province=containing_codes(kind, code).get("province_territory") or (code if len(code) == 2 else None),
            metropolitan_code=_metropolitan_code(line, columns),
            population=population,
            population_year=columns.population_year if population is not None else None,
            geometry=self._geometry(line, code),
        )
        self._keep(row)

    def _keep(self, row: AreaRow) -> None:
        """The same area in another file fills what the first leaves open."""
        known = self.areas.get((row.kind, row.code, row.vintage))
        if known is None:
            if len(self.areas) >= _MAXIMUM_AREAS:
                raise FileTooLargeOnceOpened(filename=row.place.sheet)
            self.areas[row.kind, row.code, row.vintage] = row
            return
        same_file = known.place.sheet == row.place.sheet
        otherwise = known.population is not None and row.population not in (None, known.population)
        if same_file or otherwise or (known.name_en, known.name_fr) != (row.name_en, row.name_fr):
            self._refuse(faults.REPEATED_AREA, _Line(row.place, {}), None, row.code, code=row.code)
            return
        self.areas[row.kind, row.code, row.vintage] = replace(
            known,
            population=known.population if known.population is not None else row.population,
            population_year=known.population_year or row.population_year,
            metropolitan_code=known.metropolitan_code or row.metropolitan_code,
            geometry=known.geometry or row.geometry,
        )

    def _agrees(self, line: _Line, columns: _Columns, kind: str, code: str) -> bool:
        """The division and the province that the line names are those that its code begins with."""
        for container, expected in containing_codes(kind, code).items():
            said = columns.text(line, container)
            if said and said != expected:
                self._refuse(faults.CODE_DISAGREES, line, columns.headings[container], said, expected=expected)
                return False
        return True

    def _vintage(self, line: _Line, columns: _Columns, kind: str, code: str) -> int | None:
        written = columns.text(line, "dguid")
        if written:
            dguid = read_dguid(written)
            if dguid is None or dguid[:2] != (kind, code):
                self._refuse(faults.DGUID_DISAGREES, line, columns.headings["dguid"], written, code=code)
                return None
            return dguid[2]
        vintage = columns.population_year or self.vintage
        if vintage is None:
            self._refuse(faults.NO_VINTAGE, line, columns.code, code)
        return vintage

    def _population(self, line: _Line, columns: _Columns) -> int | None:
        written = line.cells.get(columns.population or "", "").strip()
        if not written:
            return None
        if written.lower() in _MARKERS:
            self._refuse(faults.SUPPRESSED_POPULATION, line, columns.population, written)
            return None
        plain = re.sub(r"[\s\u00a0\u202f,]", "", written)
        if not re.fullmatch(r"\d{1,10}(\.0+)?", plain):
            self._refuse(faults.NOT_A_POPULATION, line, columns.population, written)
            return None
        return int(plain.split(".")[0])

    def _geometry(self, line: _Line, code: str) -> Mapping[str, Any] | None:
        if line.geometry is None:
            return None
        try:
            self.points += check_outline(line.geometry)
        except InvalidOutline as error:
            self._refuse(faults.BAD_OUTLINE, line, "geometry", code, code=code, reason=error.facts["reason"])
            return None
        if self.points > _MAXIMUM_POINTS:
            raise FileTooLargeOnceOpened(filename=line.place.sheet)
        return {"type": line.geometry["type"], "coordinates": line.geometry["coordinates"]}

    def _refuse(self, kind: Any, line: _Line, column: str | None, found: str, **facts: object) -> None:
        place = Place(line.place.sheet, line.place.row, column)
        self.faults.append(kind.at(place, found=found, **facts))


def _lines(name: str, content: bytes) -> Iterator[_Line]:
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        yield from _features(name, content)
        return
    for table in read_tables(content, filename=name).tables:
        header = [str(cell or "").strip() for cell in table.rows[0][1]] if table.rows else []
        for number, row in table.rows[1:]:
            cells = dict.fromkeys(filter(None, header), "")
            cells |= {h: _text(c) for h, c in zip(header, row, strict=False) if h and c is not None}
            yield _Line(Place(name, number), cells)


def _features(name: str, content: bytes) -> Iterator[_Line]:
    document = read_json(content, filename=name)
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        raise UnreadableFile(filename=name)
    for number, feature in enumerate(features, start=1):
        if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
            cells = {h: _text(c) for h, c in feature["properties"].items() if c is not None}
            yield _Line(Place(name, number), cells, feature.get("geometry"))


def _recognise(headings: Sequence[str]) -> _Columns | None:
    """The kind of a file is that of its smallest areas that have a name."""
    names = _names()
    for kind in ("municipality", "census_division", "health_region", "metropolitan", "province_territory"):
        code = _first(headings, names["code"][kind])
        own = {
            word: heading
            for word in ("name", "name_en", "name_fr")
            if (heading := _first(headings, names[word].get(kind, [])))
        }
        if code is None or not own:
            continue
        others = {other: found for other in names["code"] if (found := _first(headings, names["code"][other]))}
        rest = {word: found for word, words in names["other"].items() if (found := _first(headings, words))}
        counts = [(match.group(1), heading) for heading in headings if (match := _POPULATION.fullmatch(heading))]
        year, population = max(counts, default=(None, None))
        return _Columns(
            kind=kind,
            code=code,
            headings=MappingProxyType({**others, **rest, **own, "code": code}),
            population=population,
            population_year=int(year) if year else None,
        )
    return None


def _names_of(line: _Line, columns: _Columns, code: str) -> tuple[str, str]:
    english, french = columns.text(line, "name_en"), columns.text(line, "name_fr")
    both = columns.text(line, "name")
    if english or french or not both:
        return english, french
    if code[:2] in _BILINGUAL_NAMES_IN and both.count(" / ") == 1 and columns.kind != "metropolitan":
        first, second = both.split(" / ")
        return first.strip(), second.strip()
    return both, both


def _metropolitan_code(line: _Line, columns: _Columns) -> str | None:
    if columns.kind != "municipality":
        return None
    written = columns.text(line, "metropolitan")
    code = written[-3:] if len(written) == 5 else written
    return code if code and code not in _INFLUENCED_ZONES else None


def _first(headings: Sequence[str], spellings: Sequence[str]) -> str | None:
    folded = {heading.lower(): heading for heading in headings}
    return next((folded[word.lower()] for word in spellings if word.lower() in folded), None)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@cache
def _names() -> Mapping[str, Any]:
    document = resources.files("concertation.exchange.geography").joinpath("columns.toml")
    return MappingProxyType(tomllib.loads(document.read_text(encoding="utf-8")))
