"""The typology card: Table 1 of the article with this partnership's place in each column, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from concertation.core.estimate import Category, Estimate, Finding, Suppressed
from concertation.core.text import Text
from concertation.core.vocabulary import load_scheme
from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import Record
from concertation.reports.figures.scale import draw_scale
from concertation.reports.figures.shares import Share, draw_shares
from concertation.reports.figures.trend import TrendPoint, draw_trend
from concertation.web.wording import (
    day_words,
    number_words,
    percent_words,
    reader_language,
    signed_words,
    term_words,
)

# The five columns in the order of Table 1, and the vocabulary of each.
COLUMNS: Mapping[str, str] = {
    "reach": "geographic_reach",
    "sectors": "sector_breadth",
    "number": "partner_number",
    "kinds": "partner_kinds",
    "articulation": "articulation",
}
HEADINGS = {
    "reach": gettext_lazy("Region served"),
    "sectors": gettext_lazy("Policy sectors"),
    "number": gettext_lazy("Number of partners"),
    "kinds": gettext_lazy("Kinds of partners"),
    "articulation": gettext_lazy("Articulation of functions, roles and responsibilities"),
    "arrangement": gettext_lazy("Organisational arrangement"),
    "objectives": gettext_lazy("Objectives"),
    "form": gettext_lazy("Formality (FORM)"),
    "inst": gettext_lazy("Institutionalisation (INST)"),
    "newcomers_rung": gettext_lazy("Newcomers’ say (Arnstein’s ladder)"),
    "symbiosis": gettext_lazy("Symbiotic or parasitic"),
    "decision_power": gettext_lazy("Decision power"),
    "dependence": gettext_lazy("Dependence on resources"),
    "signals": gettext_lazy("Signals to examine"),
}
_FINDINGS = {
    ("symbiosis", "symbiotic"): gettext_lazy("Symbiotic"),
    ("symbiosis", "parasitic"): gettext_lazy("Parasitic pattern"),
    ("symbiosis", "mixed"): gettext_lazy("Mixed"),
    ("signals", "to_examine"): gettext_lazy("To examine with the partners"),
    ("signals", "nothing_to_examine"): gettext_lazy("Nothing to examine"),
}
_CONCENTRATIONS = {
    "decision_power": gettext_lazy("Concentration %(value)s, from 0 to 1"),
    "dependence": gettext_lazy("Largest imbalance %(value)s, from 0 to 1"),
}
BASES = {
    "stated": gettext_lazy("stated by a source"),
    "derived": gettext_lazy("derived from facts"),
    "inferred": gettext_lazy("inferred from partial facts"),
    "unknown": gettext_lazy("unknown"),
}
_BESIDE = ("arrangement", "objectives", "form", "inst")
_RESTRICTED = ("newcomers_rung", "symbiosis", "decision_power", "dependence", "signals")


@dataclass(frozen=True, slots=True)
class TableCell:
    """One value of Table 1."""

    code: str
    label: str
    state: str
    share: float | None = None

    @property
    def share_words(self) -> str:
        """Its share, where the answer is a mixture."""
        return "" if self.share is None else percent_words(self.share)


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says of the type, beside what the facts show."""

    words: str
    source: Record | None
    locator: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """What one member receives against what it gives, from −1 to 1."""

    organisation: Record | None
    words: str
    figure: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One finding in the reader's words."""

    measure: str
    heading: str
    answer: str
    basis: str
    basis_words: str
    coverage: float | None
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    declared: tuple[Said, ...]
    evidence: tuple[Record, ...]
    evidence_count: int
    cells: tuple[TableCell, ...] = ()
    figure: str = ""
    balances: tuple[Balance, ...] = ()

    @property
    def is_unknown(self) -> bool:
        """Whether too little is known."""
        return self.basis == "unknown"

    @property
    def coverage_words(self) -> str:
        """The share of the needed facts that are known."""
        if self.coverage is None:
            return ""
        return gettext("%(share)s of the facts it needs are known") % {"share": percent_words(self.coverage)}


def typology_section(portrait: PartnershipPortrait) -> dict[str, Any]:
    """The five columns, the axes beside them, and what few may see."""
    if portrait.answer is None:
        return {"columns": (), "beside": (), "restricted": (), "declared_types": portrait.of("declared_type")}
    findings = {finding.measure: finding for finding in portrait.answer.findings}
    trends = _trends(portrait)
    restricted = _RESTRICTED if portrait.rights.may_see_restricted else ()
    return {
        "columns": [_column(portrait, findings[facet]) for facet in COLUMNS if facet in findings],
        "beside": [_with_figure(portrait, findings[name]) for name in _BESIDE],
        "trends": trends,
        "declared_types": portrait.of("declared_type"),
        "confided": (*portrait.of("concern"), *portrait.of("dependence")),
        "restricted": [_with_balances(portrait, findings[name]) for name in restricted],
    }


def answer_words(finding: Finding) -> str:
    """The answer in a few words; unknown is one of them."""
    match finding.result:
        case Category(code=None):
            return gettext("Hybrid, no form prevails")
        case Category(code=str(code)) as category:
            label = str(_FINDINGS.get((category.scheme, code)) or term_words(category.scheme, code))
            if category.is_hybrid:
                return gettext("Hybrid, mainly %(type)s") % {"type": label.lower()}
            return label
        case Estimate() as estimate:
            return _number_in_words(finding.measure, estimate)
        case Suppressed() as suppressed:
            return suppressed.why.in_language(reader_language())
        case _:
            return gettext("Not enough evidence")


def _number_in_words(measure: str, estimate: Estimate) -> str:
    if measure in _CONCENTRATIONS:
        return str(_CONCENTRATIONS[measure]) % {"value": number_words(estimate.value, digits=2)}
    point = number_words(round(estimate.value))
    if estimate.low is None or estimate.high is None or estimate.low == estimate.high:
        return point
    bounds = {"low": number_words(round(estimate.low)), "high": number_words(round(estimate.high))}
    return f"{point} ({gettext('%(low)s to %(high)s') % bounds})"


def _answer(
    portrait: PartnershipPortrait,
    finding: Finding,
    *,
    cells: Iterable[TableCell] = (),
    figure: str = "",
    balances: Iterable[Balance] = (),
) -> Answer:
    coverage = finding.result.coverage if isinstance(finding.result, Category | Estimate) else None
    evidence = _evidence(portrait, finding)
    return Answer(
        measure=finding.measure,
        heading=str(HEADINGS[finding.measure]),
        answer=answer_words(finding),
        basis=finding.basis,
        basis_words=str(BASES[finding.basis]),
        coverage=coverage,
        reasons=_sentences(finding.reasons),
        missing=_sentences(finding.missing),
        declared=_declared(portrait, finding),
        evidence=evidence,
        evidence_count=int(str(finding.details.get("evidence_count", len(evidence)))),
        cells=tuple(cells),
        figure=figure,
        balances=tuple(balances),
    )


def _sentences(texts: Iterable[Text]) -> tuple[str, ...]:
    return tuple(text.in_language(reader_language()) for text in texts)


def _evidence(portrait: PartnershipPortrait, finding: Finding) -> tuple[Record, ...]:
    found = (portrait.records.keyed(item.kind, item.key) for item in finding.evidence)
    return tuple(record for record in found if record is not None)


def _declared(portrait: PartnershipPortrait, finding: Finding) -> tuple[Said, ...]:
    scheme = COLUMNS.get(finding.measure, "organisational_arrangement")
    realised = finding.result.code if isinstance(finding.result, Category) else None
    declared = [
        Said(
            words=term_words(scheme, item.code),
            source=_source(portrait, item.evidence.source_key),
            locator=item.evidence.locator or "",
            differs=realised is not None and item.code != realised and finding.basis != "stated",
        )
        for item in finding.declared
    ]
    disputed = [
        Said(
            words=statement["value"],
            source=statement["source"],
            locator=statement["locator"] or "",
            differs=statement["agrees"] is False,
        )
        for statement in portrait.partnership.statements
        if statement["field"] == finding.measure
    ]
    return tuple(declared + disputed)


def _source(portrait: PartnershipPortrait, key: str | None) -> Record | None:
    return portrait.records.keyed("source", key) if key else None


def _column(portrait: PartnershipPortrait, finding: Finding) -> Answer:
    facet = finding.measure
    result = finding.result
    code = result.code if isinstance(result, Category) else None
    shares = result.shares if isinstance(result, Category) else {}
    language = reader_language()
    cells = [
        TableCell(
            code=term.code,
            label=term.label.in_language(language),
            state="lit" if term.code == code else "part" if shares.get(term.code) else "off",
            share=shares.get(term.code),
        )
        for term in load_scheme(COLUMNS[facet])
    ]
    figure = _shares_figure(shares) if facet == "articulation" else ""
    return _answer(portrait, finding, cells=cells, figure=figure)


def _shares_figure(shares: Mapping[str, float]) -> str:
    parts = [
        Share(
            label=term.label.in_language(reader_language()),
            fraction=shares.get(term.code, 0.0),
            words=percent_words(shares.get(term.code, 0.0)),
            tone=term.code,
        )
        for term in load_scheme("articulation")
    ]
    described = ", ".join(f"{part.label} {part.words}" for part in parts) if shares else gettext("unknown")
    return draw_shares(
        parts,
        figure_id="articulation-shares",
        title=gettext("Shares of the four articulations"),
        description=described,
        unknown_words=gettext("unknown"),
    )


def _with_figure(portrait: PartnershipPortrait, finding: Finding) -> Answer:
    if finding.measure not in ("form", "inst"):
        return _answer(portrait, finding)
    low, high = finding.details[f"{finding.measure}_low"], finding.details[f"{finding.measure}_high"]
    figure = draw_scale(
        finding.result.value if isinstance(finding.result, Estimate) else None,
        low=_number(low),
        high=_number(high),
        figure_id=f"{finding.measure}-scale",
        title=str(HEADINGS[finding.measure]),
        description=answer_words(finding),
    )
    return _answer(portrait, finding, figure=figure)


def _with_balances(portrait: PartnershipPortrait, finding: Finding) -> Answer:
    members = finding.details.get("members", ())
    rows = members if isinstance(members, list) else ()
    balances = [_balance(portrait, row) for row in sorted(rows, key=lambda row: row["balance"])]
    return _answer(portrait, finding, balances=balances)


def _balance(portrait: PartnershipPortrait, row: Mapping[str, Any]) -> Balance:
    organisation = portrait.records.get("organisation", row["organisation_id"])
    words = gettext("%(balance)s (from %(low)s to %(high)s)") % {
        "balance": signed_words(row["balance"]),
        "low": signed_words(row["balance_low"]),
        "high": signed_words(row["balance_high"]),
    }
    figure = draw_scale(
        row["balance"],
        low=row["balance_low"],
        high=row["balance_high"],
        lowest=-1,
        highest=1,
        figure_id=f"balance-{row['organisation_id']}",
        title=gettext("Balance of what is received and given"),
        description=words,
    )
    return Balance(organisation, words, figure)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _trends(portrait: PartnershipPortrait) -> list[tuple[str, str, list[TrendPoint]]]:
    """FORM and INST on several days, each as a heading, a drawing and the points of its table."""
    drawn = []
    for measure, points in trend_points(portrait).items():
        if sum(point.value is not None for point in points) < 2:
            continue
        heading = str(HEADINGS[measure])
        known = [f"{point.words}: {point.value:.0f}" for point in points if point.value is not None]
        figure = draw_trend(
            points,
            figure_id=f"{measure}-trend",
            title=gettext("%(measure)s over time") % {"measure": heading},
            description="; ".join(known),
        )
        drawn.append((heading, figure, points))
    return drawn


def trend_points(portrait: PartnershipPortrait) -> dict[str, list[TrendPoint]]:
    """The two axes on the days chosen."""
    series: dict[str, list[TrendPoint]] = {"form": [], "inst": []}
    for day, row in portrait.trend.items():
        for measure, points in series.items():
            points.append(
                TrendPoint(
                    on=day,
                    value=row.get(measure),
                    words=day_words(day),
                    low=row.get(f"{measure}_low"),
                    high=row.get(f"{measure}_high"),
                )
            )
    return series
