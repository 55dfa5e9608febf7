"""How a partnership works: its waves, and the figures of one of them as the reader may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse
from ninja import Router

from concertation.api import functioning_shapes as shapes
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, day_or_today
from concertation.api.requests import ApiRequest
from concertation.api.telling import Told
from concertation.core.text import Language
from concertation.journeys.functioning import WaveLine, find_functioning

router = Router(by_alias=True, exclude_none=True)

_STATED = ("state", "value", "low", "high", "n", "coverage", "method", "why")


@router.get("/partnerships/{key}/functioning", **offers(shapes.FunctioningRead, problems=(404,)))
def read_functioning(request: ApiRequest, key: str, wave: str | None = None, as_of: AsOf | None = None) -> Any:
    seen = find_functioning(partnership=key, wave=wave, user=request.caller.person, as_of=day_or_today(as_of))
    return {
        "partnership": key,
        "standing": seen.standing,
        "waves": [_line(line, key, request.language) for line in seen.waves],
        "wave": _line(seen.chosen, key, request.language) if seen.chosen else None,
        "is_frozen": seen.is_frozen,
        "published_on": seen.published_on,
        "figures": told(seen.figures, request.language) if seen.figures else None,
    }


def told(value: Any, language: Language) -> Any:
    """Figures with words of one language; each figure is a result: an estimate, unknown, or suppressed."""
    if isinstance(value, Mapping):
        if value.keys() == {"en", "fr"}:
            return value[language]
        if value.keys() == set(_STATED):
            return _result(value, language)
        return {name: told(one, language) for name, one in value.items() if one is not None}
    return [told(one, language) for one in value] if isinstance(value, list) else value


def _result(figure: Mapping[str, Any], language: Language) -> Told:
    why = figure["why"][language] if figure["why"] else ""
    if figure["state"] == "suppressed":
        return {"is": "suppressed", "why": why}
    if figure["state"] == "unknown":
        return {"is": "unknown", "missing": [why] if why else []}
    kept = {name: figure[name] for name in ("value", "low", "high", "n", "coverage", "method")}
    return {"is": "estimate", **kept}


def _line(line: WaveLine, key: str, language: Language) -> Told:
    href = f"{reverse('api-1:api-root')}partnerships/{quote(key, safe='')}/functioning?{urlencode({'wave': line.key})}"
    return asdict(line) | {"name": line.name[language], "href": href}
