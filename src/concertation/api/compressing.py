"""Answers in fewer bytes, for programs that read them so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import compress_sequence, compress_string

from concertation.api.requests import ApiRequest

# Below this, headers weigh more than what is saved.
_SMALLEST = 500
_ACCEPTED = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
# Their bytes are packed already.
_PACKED = ("application/zip", "application/vnd.apache.parquet")


def compress(request: ApiRequest, answer: HttpResponseBase) -> None:
    """Packs the body; the tag says so, since the bytes are others."""
    is_packed = answer.get("Content-Type", "").startswith(_PACKED)
    if (
        is_packed
        or answer.status_code in (204, 304)
        or not _ACCEPTED.search(request.headers.get("Accept-Encoding", ""))
    ):
        return
    if answer.streaming:
        stream = cast("StreamingHttpResponse", answer)
        stream.streaming_content = compress_sequence(cast("Iterator[bytes]", stream.streaming_content))
    else:
        whole = cast("HttpResponse", answer)
        if len(whole.content) < _SMALLEST:
            return
        whole.content = compress_string(whole.content)
        whole["Content-Length"] = str(len(whole.content))
    answer["Content-Encoding"] = "gzip"
    if "ETag" in answer:
        answer["ETag"] = answer["ETag"].removesuffix('"') + '.gz"'
