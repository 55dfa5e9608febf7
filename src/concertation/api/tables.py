"""Rows as CSV, written as they are sent, and as Parquet: exactly the columns and codes that JSON shows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from concertation.api.errors import NotAcceptable
from concertation.exchange.flat_file import write_csv

if TYPE_CHECKING:
    import polars as pl

    from concertation.api.parameters import Format

JSON, CSV, PARQUET = "application/json", "text/csv", "application/vnd.apache.parquet"
_FORMATS: dict[str, Format] = {JSON: "json", CSV: "csv", PARQUET: "parquet"}


def format_asked(request: HttpRequest, format: Format | None) -> Format:
    """The format of the address, else the one that the program prefers; raises ``NotAcceptable``."""
    if format is not None:
        return format
    preferred = request.get_preferred_type(list(_FORMATS))
    if preferred is None:
        raise NotAcceptable(offered=", ".join(_FORMATS))
    return _FORMATS[preferred]


def table_answer(frame: pl.DataFrame, format: Format, name: str) -> HttpResponseBase:
    """The frame in that format, under that name."""
    answer: HttpResponseBase
    if format == "csv":
        answer = StreamingHttpResponse(_csv(frame), content_type=f"{CSV}; charset=utf-8")
    else:
        buffer = io.BytesIO()
        frame.write_parquet(buffer)
        answer = HttpResponse(buffer.getvalue(), content_type=PARQUET)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    return answer


def _csv(frame: pl.DataFrame) -> Iterator[str]:
    return write_csv(frame.columns, (tuple(map(_cell, row)) for row in frame.iter_rows()))


def _cell(value: Any) -> Any:
    """Several values in one cell are parted by semicolons; truths are written as JSON writes them."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value
