"""Reads ``schemes/*.toml`` when a scheme is first asked for, and refuses one that is not whole."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, get_args

from concertation.core.errors import InvalidData, UnknownScheme
from concertation.core.text import Text
from concertation.core.vocabulary.scheme import Origin, Scheme, SchemeOrigin, Term, nearest


@cache
def load_scheme(scheme_id: str) -> Scheme:
    """The scheme of that id, read once.

    Raises ``UnknownScheme`` naming the nearest ids, and ``InvalidData`` listing every fault of its file.
    """
    if scheme_id not in scheme_ids():
        raise UnknownScheme(scheme=scheme_id, nearest=nearest(scheme_id, scheme_ids()))
    document = _folder().joinpath(f"{scheme_id}.toml").read_text(encoding="utf-8")
    return read_scheme(scheme_id, document)


@cache
def all_schemes() -> tuple[Scheme, ...]:
    """Every scheme, by id."""
    return tuple(load_scheme(scheme_id) for scheme_id in scheme_ids())


@cache
def scheme_ids() -> tuple[str, ...]:
    """The ids of all schemes, sorted, without reading them."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def read_scheme(scheme_id: str, document: str) -> Scheme:
    """The scheme that a TOML document describes.

    Raises ``InvalidData`` with all the faults found at once: a missing language, a missing definition, a
    duplicated code, an unknown parent, an origin or a locator that is missing.
    """
    try:
        raw = tomllib.loads(document)
    except tomllib.TOMLDecodeError as error:
        raise InvalidData(count=1, listing=f"{scheme_id}: {error}") from error
    faults: list[str] = []
    scheme = Scheme(
        id=scheme_id,
        label=_text(raw, "label", scheme_id, faults),
        definition=_text(raw, "definition", scheme_id, faults),
        origin=_origin(raw, scheme_id, get_args(SchemeOrigin), faults),
        locator=raw.get("locator"),
        note=_optional_text(raw, "note", scheme_id, faults),
        terms=tuple(_read_term(term, scheme_id, raw, faults) for term in raw.get("term", ())),
    )
    faults += _faults_between_terms(scheme)
    if faults:
        raise InvalidData(count=len(faults), listing="; ".join(faults))
    return scheme


def _folder() -> Traversable:
    return resources.files("concertation.core.vocabulary").joinpath("schemes")


def _read_term(raw: Mapping[str, Any], scheme_id: str, scheme: Mapping[str, Any], faults: list[str]) -> Term:
    """A term inherits origin and locator from its scheme, unless the scheme mixes both origins."""
    place = f"{scheme_id}.{raw.get('code', '?')}"
    if not raw.get("code"):
        faults.append(f"{place}: code")
    inherited = {} if scheme.get("origin") == "mixed" else scheme
    return Term(
        code=str(raw.get("code", "?")),
        label=_text(raw, "label", place, faults),
        definition=_text(raw, "definition", place, faults),
        origin=_origin({**inherited, **raw}, place, get_args(Origin), faults),
        locator=raw.get("locator", inherited.get("locator")),
        parent=raw.get("parent"),
        note=_optional_text(raw, "note", place, faults),
        value=raw.get("value"),
    )


def _faults_between_terms(scheme: Scheme) -> list[str]:
    faults = [
        f"{scheme.id}.{code}: duplicated code" for code, times in Counter(scheme.codes).items() if times > 1
    ]
    for position, term in enumerate(scheme.terms):
        place = f"{scheme.id}.{term.code}"
        if term.parent is not None and term.parent not in scheme.codes[:position]:
            faults.append(f"{place}: parent “{term.parent}” is not a term above it")
        if term.origin == "article" and not term.locator:
            faults.append(f"{place}: locator")
    if not scheme.terms:
        faults.append(f"{scheme.id}: no term")
    return faults


def _origin(raw: Mapping[str, Any], place: str, allowed: Sequence[str], faults: list[str]) -> Any:
    origin = raw.get("origin")
    if origin not in allowed:
        faults.append(f"{place}: origin “{origin}” is not one of {', '.join(allowed)}")
    return origin


def _optional_text(raw: Mapping[str, Any], name: str, place: str, faults: list[str]) -> Text | None:
    return _text(raw, name, place, faults) if name in raw else None


def _text(raw: Mapping[str, Any], name: str, place: str, faults: list[str]) -> Text:
    sides = raw.get(name, {})
    missing = [language for language in ("en", "fr") if not str(sides.get(language, "")).strip()]
    faults += [f"{place}: {name}.{language}" for language in missing]
    return Text(en="—", fr="—") if missing else Text(en=sides["en"], fr=sides["fr"])
