"""The figures of a wave to take away, exactly as shown: one line a figure, with the reason where there is none."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import polars as pl

from concertation.core.text import Language, Text
from concertation.exchange.flat_file import write_csv, write_xlsx
from concertation.journeys.functioning.figures import FactorFigures, Figure, WaveFigures

# What each column means; the order is that of the file.
COLUMNS: Mapping[str, Text] = MappingProxyType(
    {
        "wave": Text(en="Key of the wave", fr="Code de la vague"),
        "closed_on": Text(en="Day on which the wave closed", fr="Jour où la vague a été close"),
        "part": Text(
            en="What the line is about: wave, factor, item, group, difference, marker or earlier wave",
            fr="Ce dont parle la ligne\u00a0: vague, facteur, énoncé, groupe, écart, trace ou vague antérieure",
        ),
        "factor": Text(en="Code of the factor of functioning", fr="Code du facteur de fonctionnement"),
        "about": Text(
            en="Code of the item, of the marker, of the earlier wave, or cut and group(s) of partners",
            fr="Code de l’énoncé, de la trace, de la vague antérieure, ou découpage et groupe(s) de partenaires",
        ),
        "measure": Text(en="Name of the figure", fr="Nom du chiffre"),
        "value": Text(en="The figure; empty where it is not shown", fr="Le chiffre; vide s’il n’est pas montré"),
        "low": Text(
            en="Lower bound (95 % interval, or range)", fr="Borne inférieure (intervalle à 95\u00a0%, ou étendue)"
        ),
        "high": Text(en="Upper bound", fr="Borne supérieure"),
        "n": Text(en="Organisations or people that it rests on", fr="Organismes ou personnes sur lesquels il repose"),
        "coverage": Text(
            en="Share of those who could have been heard, from 0 to 1",
            fr="Part de ceux qui auraient pu être entendus, de 0 à 1",
        ),
        "method": Text(en="How it was worked out", fr="Comment il a été calculé"),
        "state": Text(
            en="known, suppressed (exists, not shown) or unknown",
            fr="known\u00a0: connu; suppressed\u00a0: existe, non montré; unknown\u00a0: inconnu",
        ),
        "why_en": Text(en="Why there is no figure, in English", fr="Pourquoi il n’y a pas de chiffre, en anglais"),
        "why_fr": Text(en="Why there is no figure, in French", fr="Pourquoi il n’y a pas de chiffre, en français"),
    }
)
_SCHEMA = {name: pl.Float64 if name in {"value", "low", "high", "coverage"} else pl.String for name in COLUMNS} | {
    "n": pl.Int64
}
# The endings of the files; a dictionary says what the columns of all of them mean.
FILE_FORMATS: Mapping[str, Text] = MappingProxyType(
    {
        "csv": Text(en="Table (CSV)", fr="Tableau (CSV)"),
        "xlsx": Text(en="Workbook, with what its columns mean (XLSX)", fr="Classeur, avec le sens des colonnes (XLSX)"),
        "parquet": Text(en="Columns (Parquet)", fr="Colonnes (Parquet)"),
        "json": Text(en="Everything shown (JSON)", fr="Tout ce qui est montré (JSON)"),
        "dictionary.csv": Text(en="What the columns mean (CSV)", fr="Le sens des colonnes (CSV)"),
    }
)
_FIGURES = ("score", "by_people", "alpha", "omega", "agreement", "agreement_skewed", "deviation", "change")
_BOUNDS = ("worst", "best", "plausible_low", "plausible_high")
_SHARES = ("score", "below", "middle", "above", "silent")


@dataclass(frozen=True, slots=True)
class ResultsFile:
    """The figures of one wave, ready to be written in any of ``FILE_FORMATS``."""

    figures: WaveFigures
    language: Language

    @property
    def stem(self) -> str:
        """The name of the file without its ending."""
        return str(self.figures["wave"])

    def as_rows(self) -> list[dict[str, Any]]:
        """One line a figure, by the names of the columns."""
        return self.as_frame().to_dicts()

    def as_frame(self) -> pl.DataFrame:
        """The same as columns."""
        rows = [row for part in (_wave, _factors, _items, _groups, _markers, _earlier) for row in part(self.figures)]
        fixed = {"wave": self.figures["wave"], "closed_on": self.figures["closed_on"]}
        return pl.DataFrame([fixed | row for row in rows], schema=_SCHEMA)

    def written(self, format: str) -> bytes:
        """The file; raises ``KeyError`` for a format that there is not."""
        return {
            "csv": self._csv,
            "xlsx": self._xlsx,
            "parquet": self._parquet,
            "json": self._json,
            "dictionary.csv": self._dictionary,
        }[format]()

    def _csv(self) -> bytes:
        return "".join(write_csv(list(COLUMNS), self.as_frame().iter_rows())).encode()

    def _xlsx(self) -> bytes:
        title, about = Text(en="Figures", fr="Chiffres"), Text(en="Columns", fr="Colonnes")
        told = [(name, meaning.in_language(self.language)) for name, meaning in COLUMNS.items()]
        pieces = write_xlsx(
            title.in_language(self.language),
            list(COLUMNS),
            self.as_frame().iter_rows(),
            about=told,
            about_title=about.in_language(self.language),
        )
        return b"".join(pieces)

    def _parquet(self) -> bytes:
        target = io.BytesIO()
        self.as_frame().write_parquet(target)
        return target.getvalue()

    def _json(self) -> bytes:
        return json.dumps(self.figures, ensure_ascii=False, indent=1).encode()

    def _dictionary(self) -> bytes:
        rows = ((name, meaning.en, meaning.fr) for name, meaning in COLUMNS.items())
        return "".join(write_csv(["column", "meaning_en", "meaning_fr"], rows)).encode()


def _row(part: str, measure: str, figure: Figure, *, factor: str = "", about: str = "") -> dict[str, Any]:
    why = figure["why"] or {"en": None, "fr": None}
    kept = {name: figure[name] for name in ("value", "low", "high", "n", "coverage", "method", "state")}
    place = {"part": part, "factor": factor or None, "about": about or None, "measure": measure}
    return place | kept | {"why_en": why["en"], "why_fr": why["fr"]}


def _plain(
    part: str, measure: str, value: float | None, *, factor: str = "", about: str = "", n: int | None = None
) -> dict[str, Any]:
    """A figure without bounds; where it is null the reason stands beside the factor."""
    return {
        "part": part,
        "factor": factor or None,
        "about": about or None,
        "measure": measure,
        "value": value,
        "n": n,
        "state": "unknown" if value is None else "known",
    }


def _wave(figures: WaveFigures) -> Iterator[dict[str, Any]]:
    for name in ("members", "organisations", "organisation_rate", "invited", "heard", "response_rate"):
        yield _plain("wave", name, figures["response"][name])
    for name in ("mean", "geometric_mean", "minimum"):
        yield _row("wave", name, figures[name])  # type: ignore[literal-required]
    for lever in figures["levers"]:
        yield _plain("wave", "lever", lever["pull"], factor=lever["factor"])


def _factors(figures: WaveFigures) -> Iterator[dict[str, Any]]:
    for one in figures["factors"]:
        for name in _FIGURES:
            yield _row("factor", name, one[name], factor=one["factor"])  # type: ignore[literal-required]
        yield from _silence(one)


def _silence(one: FactorFigures) -> Iterator[dict[str, Any]]:
    silence = one["silence"]
    why = silence["why"] or {"en": None, "fr": None}
    for name in _BOUNDS:
        row = _plain("factor", f"silent_{name}", silence[name], factor=one["factor"], n=silence["silent"])  # type: ignore[literal-required]
        yield row | {"why_en": why["en"], "why_fr": why["fr"]}


def _items(figures: WaveFigures) -> Iterator[dict[str, Any]]:
    for one in figures["factors"]:
        for item in one["items"]:
            for name in _SHARES:
                yield _plain("item", name, item[name], factor=one["factor"], about=item["item"], n=item["people"])  # type: ignore[literal-required]


def _groups(figures: WaveFigures) -> Iterator[dict[str, Any]]:
    for cell in figures["groups"]:
        yield _row("group", "score", cell["score"], factor=cell["factor"], about=f"{cell['cut']}:{cell['group']}")
    for one in figures["differences"]:
        about = f"{one['cut']}:{one['first']}-{one['second']}"
        yield _row("difference", "difference", one["difference"], factor=one["factor"], about=about)


def _markers(figures: WaveFigures) -> Iterator[dict[str, Any]]:
    for one in figures["factors"]:
        for marker in one["markers"]:
            row = _plain("marker", "band", marker["band"], factor=one["factor"], about=marker["indicator"])
            yield row | {"n": marker["evidence_count"]}


def _earlier(figures: WaveFigures) -> Iterator[dict[str, Any]]:
    for wave in figures["earlier"]:
        for factor, score in wave["scores"].items():
            yield _plain("earlier wave", "score", score, factor=factor, about=wave["wave"])
