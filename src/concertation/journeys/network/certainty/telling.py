"""How sure a network is, as plain data: the same by program and on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from concertation.core.estimate import Estimate, Unknown
from concertation.core.measure import measure
from concertation.core.network.assurance import Changed, Explained, Moved, Pair, Together, UnderSilence, WhoseWord
from concertation.core.network.certainty import Change, PermutationTest, ThreeReadings, method
from concertation.core.network.saying import Name
from concertation.core.text import Language

Told = dict[str, Any]

# The columns of ``rows_told``.
ROWS = pl.Schema(
    [
        *((name, pl.String()) for name in ("part", "what", "beside")),
        *((name, pl.Float64()) for name in ("value", "low", "high")),
        ("n", pl.Int64()),
        *((name, pl.Float64()) for name in ("coverage", "usual_low", "usual_high", "p")),
        ("missing", pl.String()),
    ]
)


def words_told(found: WhoseWord | Unknown, language: Language) -> Told:
    """Whose word is taken, or why it does not matter here."""
    if isinstance(found, Unknown):
        return _why_not(found, language)
    return {
        "size": found.size,
        "heard": found.heard,
        "pairs": found.pairs,
        "told_by_both": found.both,
        "unanswered": found.unanswered,
        "figures": [_reading(name, one, language) for name, one in found.figures.items()],
        "bridging": {reading: [_named(name, value) for name, value in first] for reading, first in found.first.items()},
        "moved": [_moved(one) for one in found.moved],
    }


def silence_told(found: UnderSilence | Unknown, language: Language) -> Told:
    """What the silent leave open, or why it cannot be said."""
    if isinstance(found, Unknown):
        return _why_not(found, language)
    return {
        "size": found.size,
        "heard": found.heard,
        "silent": [one.key for one in found.silent],
        "figures": [_figure(name, one, language) | _as_told(found, name) for name, one in found.figures.items()],
        "bridging": [_named(one.name, one.value) | {"low": one.low, "high": one.high} for one in found.first],
        "method": _method("network.silence", language),
    }


def together_told(found: Together, language: Language) -> Told:
    """Kind beside kind, and one beside all the others."""
    return {
        "kinds": list(found.kinds),
        "without_ties": list(found.empty),
        "pairs": [_pair(one, language) for one in found.pairs],
        "explained": _explained(found.explained, language),
        "method": _method("network.qap_correlation", language),
    }


def change_told(found: Changed | Unknown, language: Language) -> Told:
    """What became of ties, and of each figure."""
    if isinstance(found, Unknown):
        return _why_not(found, language)
    turned = found.turnover
    told: Told = {
        "before": turned.before[1],
        "after": turned.after[1],
        "organisations": turned.organisations,
        "ties": {part: getattr(turned, part) for part in ("kept", "formed", "dissolved", "unknown")},
        "stability": turned.stability,
        "figures": [_change(one, language) for one in found.changes],
        "method": _method("network.change", language),
    }
    return told | ({} if found.why_not is None else {"missing": [found.why_not.in_language(language)]})


def rows_told(parts: Mapping[str, Told]) -> Iterator[Told]:
    """Every figure of all parts, one a row: what a table or a CSV file lists."""
    for one in parts.get("words", {}).get("figures", ()):
        for reading, result in one["readings"].items():
            yield _row("words", one["measure"], reading, result)
    for one in parts.get("silence", {}).get("figures", ()):
        yield _row("silence", one["measure"], "", one["result"])
    for one in parts.get("together", {}).get("pairs", ()):
        yield _row("together", one["one"], one["other"], one["result"], one)
    for one in parts.get("together", {}).get("explained", {}).get("by", ()):
        yield _row("explained", parts["together"]["explained"]["kind"], one["kind"], one["result"], one)
    for name, count in parts.get("change", {}).get("ties", {}).items():
        yield _row("ties", name, "", {"value": count})
    for one in parts.get("change", {}).get("figures", ()):
        yield _row("change", one["measure"], "", one["result"], one)
    for name, told in parts.items():
        if told.get("missing"):
            yield _row(name, "", "", {"missing": told["missing"]})


def _row(part: str, what: str, beside: str, result: Told, test: Told | None = None) -> Told:
    figures = {name: result.get(name) for name in ("value", "low", "high", "n", "coverage")}
    chance = {name: (test or {}).get(name) for name in ("usual_low", "usual_high", "p")}
    return (
        {"part": part, "what": what, "beside": beside}
        | figures
        | chance
        | {"missing": " ".join(result.get("missing", ())) or None}
    )


def _reading(name: str, one: ThreeReadings, language: Language) -> Told:
    readings = {reading: _result(value, language) for reading, value in one.values.items()}
    shift = {} if one.shift is None else {"shift": one.shift}
    return {"measure": name, "label": measure(name).label.in_language(language), "readings": readings} | shift


def _figure(name: str, result: Estimate | Unknown, language: Language) -> Told:
    label = measure(name).label.in_language(language)
    return {"measure": name, "label": label, "result": _result(result, language)}


def _as_told(found: UnderSilence, name: str) -> Told:
    told = found.told.get(name)
    return {} if told is None else {"as_told": told}


def _pair(one: Pair, language: Language) -> Told:
    return {"one": one.one, "other": one.other, "organisations": one.organisations} | _test(one.test, language)


def _explained(found: Explained, language: Language) -> Told:
    head: Told = {"kind": found.kind, "organisations": found.organisations}
    if isinstance(found.regression, Unknown):
        return head | _why_not(found.regression, language)
    made = found.regression
    by = [{"kind": kind} | _test(test, language) for kind, test in made.tests.items()]
    return head | {
        "by": by,
        "r_squared": made.r_squared,
        "pairs": made.pairs,
        "method": _method("network.mrqap", language),
    }


def _change(one: Change, language: Language) -> Told:
    ends = {"value_before": one.value_before, "value_after": one.value_after}
    known = {name: value for name, value in ends.items() if value is not None}
    label = measure(one.measure).label.in_language(language)
    return (
        {"measure": one.measure, "label": label, "organisations": one.organisations} | known | _test(one.test, language)
    )


def _test(test: PermutationTest, language: Language) -> Told:
    chance = {"usual_low": test.usual_low, "usual_high": test.usual_high, "p": test.p_two_sided}
    told = {name: value for name, value in chance.items() if value is not None}
    return {"result": _result(test.result, language), "permutations": test.permutations, "seed": test.seed} | told


def _moved(one: Moved) -> Told:
    values = {reading: value for reading, value in one.values.items() if value is not None}
    return {"key": one.name.key, "measure": one.measure, "values": values, "shift": one.shift}


def _named(name: Name, value: float) -> Told:
    return {"key": name.key, "value": value}


def _result(result: Estimate | Unknown, language: Language) -> Told:
    if isinstance(result, Unknown):
        return {"is": "unknown", **_why_not(result, language)}
    parts = ("value", "low", "high", "n", "coverage", "method")
    known = {part: value for part in parts if (value := getattr(result, part)) is not None}
    return {"is": "estimate", **known}


def _why_not(found: Unknown, language: Language) -> Told:
    return {"missing": [one.in_language(language) for one in found.missing]}


def _method(method_id: str, language: Language) -> Told:
    about = method(method_id)
    return {
        part: getattr(about, part).in_language(language) for part in ("label", "definition", "caution", "reference")
    }
