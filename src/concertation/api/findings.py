"""What the typology answers, as JSON: an estimate, a category, a mixture, an unknown, or what few may see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concertation.api.telling import Told, fact_address
from concertation.core.estimate import Category, Estimate, Finding, Suppressed, Unknown
from concertation.core.estimate import Result as CoreResult
from concertation.core.measure import measure
from concertation.core.text import Language, Text
from concertation.core.typology.articulation import TIED_WORDS
from concertation.core.typology.explanation import SCHEMES
from concertation.core.vocabulary import load_scheme
from concertation.journeys.naming import term_in
from concertation.journeys.records import Record, Records

# Answers that are no terms of a vocabulary, and their words.
_OWN_WORDS: Mapping[tuple[str, str], Text] = {
    ("symbiosis", "symbiotic"): Text(en="Symbiotic", fr="Symbiotique"),
    ("symbiosis", "parasitic"): Text(en="Parasitic pattern", fr="Tendance parasitaire"),
    ("symbiosis", "mixed"): Text(en="Mixed", fr="Mixte"),
    ("signals", "to_examine"): Text(en="To examine with the partners", fr="À examiner avec les partenaires"),
    ("signals", "nothing_to_examine"): Text(en="Nothing to examine", fr="Rien à examiner"),
}
# Details that hold numbers of organisations, which mean nothing outside the database.
_NUMBERS = {"organisation_id": "organisation", "one": "one", "other": "other", "dependent_id": "dependent"}


def result_told(result: CoreResult, language: Language) -> Told:
    """One result, typed by ``is``."""
    match result:
        case Estimate():
            told: Told = {"is": "estimate", "value": result.value, "low": result.low, "high": result.high}
            return told | {"n": result.n, "coverage": result.coverage, "method": result.method}
        case Category(code=None):
            return {"is": "tied", "label": TIED_WORDS.in_language(language), **_of_category(result)}
        case Category():
            own = _OWN_WORDS.get((result.scheme, str(result.code)))
            label = own.in_language(language) if own else term_in(result.scheme, result.code, language)
            return {
                "is": "category",
                "code": result.code,
                "label": label,
                "is_hybrid": result.is_hybrid,
                **_of_category(result),
            }
        case Unknown():
            return {"is": "unknown", "missing": [text.in_language(language) for text in result.missing]}
        case Suppressed():
            return {"is": "suppressed", "why": result.why.in_language(language)}


def term_told(scheme: str, code: str | None, language: Language, *, n: int = 0, method: str = "") -> Told:
    """A term of which no more is said than that it is known, or that it is not."""
    if code is None:
        return {"is": "unknown", "missing": [load_scheme("evidence_basis")["unknown"].definition.in_language(language)]}
    category = Category(scheme=scheme, code=code, n=n, coverage=1.0, method=method)
    return result_told(category, language)


def finding_told(finding: Finding, language: Language, records: Records) -> Told:
    """The whole reasoned answer of one measure."""
    described = measure(finding.measure)
    return {
        "measure": finding.measure,
        "label": described.label.in_language(language),
        "unit": described.unit,
        "basis": finding.basis,
        "basis_label": load_scheme("evidence_basis")[finding.basis].label.in_language(language),
        "result": result_told(finding.result, language),
        "reasons": [text.in_language(language) for text in finding.reasons],
        "missing": [text.in_language(language) for text in finding.missing],
        "evidence": [
            {
                "kind": one.kind,
                "key": one.key,
                "href": fact_address(one.kind, one.key),
                "source": one.source_key,
                "locator": one.locator,
            }
            for one in finding.evidence
        ],
        "evidence_count": int(str(finding.details.get("evidence_count", len(finding.evidence)))),
        "declared": _declared(finding, language),
        "details": _details(finding.details, records),
    }


def _of_category(result: Category) -> Told:
    return {
        "scheme": result.scheme,
        "n": result.n,
        "coverage": result.coverage,
        "method": result.method,
        "shares": dict(result.shares),
    }


def _declared(finding: Finding, language: Language) -> list[Told]:
    realised = finding.result.code if isinstance(finding.result, Category) else None
    scheme = finding.result.scheme if isinstance(finding.result, Category) else SCHEMES.get(finding.measure)
    return [
        {
            "code": one.code,
            "label": term_in(scheme, one.code, language),
            "differs": realised is not None and one.code != realised and finding.basis != "stated",
            "source": one.evidence.source_key,
            "locator": one.evidence.locator,
        }
        for one in finding.declared
    ]


def _details(details: Mapping[str, object], records: Records) -> Told:
    """The figures behind the answer; those that are not known are left out, as ``missing`` names them."""
    return {
        name: _plain(value, records)
        for name, value in details.items()
        if value is not None and name != "evidence_count"
    }


def _plain(value: Any, records: Records) -> Any:
    if isinstance(value, Mapping):
        return {str(_renamed(name)): _detail(name, item, records) for name, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_plain(item, records) for item in value]
    return value


def _detail(name: object, value: Any, records: Records) -> Any:
    if name in _NUMBERS and isinstance(value, int):
        organisation: Record | None = records.get("organisation", value)
        return organisation.key if organisation is not None else str(value)
    return _plain(value, records)


def _renamed(name: object) -> object:
    return _NUMBERS.get(str(name), name)
