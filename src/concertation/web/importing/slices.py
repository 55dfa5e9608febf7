"""A file that arrives in slices: HEAD tells where it stands, PATCH adds, POST ends, DELETE forgets."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concertation.core.errors import ConcertationError, NotAllowed, UnknownRecord
from concertation.exchange.unreadable_file import FileTooLarge, UnreadableFile
from concertation.journeys.mapping import (
    SLICE_SIZE,
    OffsetConflict,
    SizeMismatch,
    TooManyUploads,
    abandon_upload,
    begin_upload,
    find_upload,
    finish_upload,
    receive_slice,
)
from concertation.journeys.permission import require
from concertation.store.models import Upload
from concertation.web.importing.start import take_in_content
from concertation.web.methods import answers_its_methods
from concertation.web.wording import reader_language

_SLICE_TYPE = "application/offset+octet-stream"
_LONGEST_NUMBER = 15
_STATUSES: tuple[tuple[type[ConcertationError], int], ...] = (
    (OffsetConflict, 409),
    (FileTooLarge, 413),
    (SizeMismatch, 413),
    (TooManyUploads, 429),
    (UnknownRecord, 404),
    (NotAllowed, 403),
)


def told_in_headers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Answers refusals with their status and a sentence, for a script to show."""

    def answered(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return JsonResponse({"error": "sign-in"}, status=401)
        try:
            require(request.user, "import")
            answer: HttpResponse = view(request, **named)
        except ConcertationError as refusal:
            status = next((code for kind, code in _STATUSES if isinstance(refusal, kind)), 422)
            answer = JsonResponse({"error": refusal.in_language(reader_language())}, status=status)
            if isinstance(refusal, OffsetConflict):
                answer["Upload-Offset"] = str(refusal.facts["offset"])
        answer["Cache-Control"] = "no-store"
        return answer

    return answered


@require_http_methods(["POST"])
@told_in_headers
def begin(request: HttpRequest) -> HttpResponse:
    """Says where to send slices, how large, and from which byte: an upload cut short goes on."""
    upload = begin_upload(
        filename=_named(request, "Upload-Name") or "file",
        length=_number(request, "Upload-Length"),
        fingerprint=_named(request, "Upload-Fingerprint"),
        user=request.user,  # type: ignore[arg-type]  # signed in by now
    )
    answer = HttpResponse(status=201 if upload.offset == 0 else 200)
    answer["Location"] = reverse("import-upload", args=[upload.token])
    return _standing(answer, upload)


@answers_its_methods
@require_http_methods(["HEAD", "PATCH", "POST", "DELETE"])
@told_in_headers
def go_on(request: HttpRequest, token: str) -> HttpResponse:
    """One upload: where it stands, one more slice, its end, or its abandonment."""
    upload = find_upload(token, user=request.user)  # type: ignore[arg-type]  # signed in by now
    if request.method == "PATCH":
        return _add(request, upload)
    if request.method == "POST":
        return _finish(request, upload)
    if request.method == "DELETE":
        abandon_upload(upload)
        return HttpResponse(status=204)
    return _standing(HttpResponse(status=200), upload)


def _add(request: HttpRequest, upload: Upload) -> HttpResponse:
    if request.content_type != _SLICE_TYPE:
        return HttpResponse(status=415)
    # Read by its announced length: a body that says less or more than it is stops here, not in memory.
    if _number(request, "Content-Length") > SLICE_SIZE:
        raise SizeMismatch
    receive_slice(upload, offset=_number(request, "Upload-Offset"), content=request.read(SLICE_SIZE + 1))
    return _standing(HttpResponse(status=204), upload)


def _finish(request: HttpRequest, upload: Upload) -> HttpResponse:
    """The whole file is read as the plain form would have it read."""
    filename = upload.filename
    content = finish_upload(upload, sha256=request.headers.get("Upload-Digest", ""))
    try:
        address = take_in_content(content, filename, request.user)  # type: ignore[arg-type]  # signed in by now
    except UnreadableFile as refusal:
        status = 413 if isinstance(refusal, FileTooLarge) else 422
        return JsonResponse({"error": refusal.in_language(reader_language())}, status=status)
    return JsonResponse({"next": address}, status=201)


def _standing(answer: HttpResponse, upload: Upload) -> HttpResponse:
    answer["Upload-Offset"] = str(upload.offset)
    answer["Upload-Length"] = str(upload.length)
    answer["Upload-Slice"] = str(SLICE_SIZE)
    return answer


def _number(request: HttpRequest, name: str) -> int:
    written = request.headers.get(name, "")
    return int(written) if written.isdecimal() and len(written) <= _LONGEST_NUMBER else -1


def _named(request: HttpRequest, name: str) -> str:
    """Words in a header travel as base64 of UTF-8, as in tus."""
    try:
        return base64.b64decode(request.headers.get(name, ""), validate=True).decode("utf-8").replace("\x00", "")
    except (binascii.Error, ValueError):
        return ""
