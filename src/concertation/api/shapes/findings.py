"""What is worked out: results with what they rest on."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from concertation.api.shapes.basic import Basis, Shape


class EstimateResult(Shape):
    is_: Literal["estimate"] = Field("estimate", alias="is")
    value: float
    low: float | None = None
    high: float | None = None
    n: int
    coverage: float
    method: str


class CategoryResult(Shape):
    is_: Literal["category"] = Field("category", alias="is")
    scheme: str
    code: str
    label: str
    n: int
    coverage: float
    method: str
    is_hybrid: bool
    shares: dict[str, float]


class TiedResult(Shape):
    is_: Literal["tied"] = Field("tied", alias="is")
    scheme: str
    label: str
    n: int
    coverage: float
    method: str
    shares: dict[str, float]


class UnknownResult(Shape):
    is_: Literal["unknown"] = Field("unknown", alias="is")
    missing: list[str]


class SuppressedResult(Shape):
    is_: Literal["suppressed"] = Field("suppressed", alias="is")
    why: str


Result = Annotated[
    EstimateResult | CategoryResult | TiedResult | UnknownResult | SuppressedResult, Field(discriminator="is_")
]


class EvidenceRecord(Shape):
    kind: str
    key: str
    href: str
    source: str | None = None
    locator: str | None = None


class DeclaredType(Shape):
    code: str
    label: str
    differs: bool
    source: str | None = None
    locator: str | None = None


class Finding(Shape):
    measure: str
    label: str
    unit: str
    basis: Basis
    basis_label: str
    result: Result
    reasons: list[str]
    missing: list[str]
    evidence: list[EvidenceRecord]
    evidence_count: int
    declared: list[DeclaredType]
    details: dict[str, Any]


class TrendPoint(Shape):
    on: date
    form: Result
    inst: Result


class MeasureRead(Shape):
    id: str
    label: str
    unit: str
    formula: str
    caution: str
    reference: str
    origin: str
    reads: list[str]
    is_restricted: bool


class Measures(Shape):
    measures: list[MeasureRead]
