"""What the shapes of every room are made of."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

# Facts are described by the dictionary: the document puts the schema of their kind in place of the mark.
Fact = Annotated[dict[str, Any], WithJsonSchema({"x-fact": "any"})]

Basis = Literal["stated", "derived", "inferred", "unknown"]


class Shape(BaseModel):
    """What all shapes share."""

    model_config = ConfigDict(extra="forbid")


class Names(Shape):
    en: str | None = None
    fr: str | None = None


class Reference(Shape):
    kind: str
    key: str
    label: str
    names: Names
    href: str


class Links(Shape):
    self: str
    next: str | None = None
    prev: str | None = None
    first: str | None = None


class KnownValue(Shape):
    is_: Literal["known"] = Field("known", alias="is")
    value: str | bool | int | float
    words: str | None = None


class UnknownValue(Shape):
    is_: Literal["unknown"] = Field("unknown", alias="is")


Value = Annotated[KnownValue | UnknownValue, Field(discriminator="is_")]
