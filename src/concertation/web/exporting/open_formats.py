"""Each open format: what it carries and loses, what is left out for the reader, its size, its hash, its file."""

from __future__ import annotations

import base64
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, BinaryIO, cast
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from concertation.core.errors import NotAllowed
from concertation.core.text import Language, Text
from concertation.journeys.permission import hands_of, may
from concertation.journeys.taken_away import is_long_to_write
from concertation.journeys.taking_away import EXPORTS, Export, Fingerprint, write_export
from concertation.web.asof import as_of_day
from concertation.web.exporting.beside import beside
from concertation.web.wording import reader_language

# What an export in memory may weigh before it goes through a file.
_IN_MEMORY = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Described:
    """A format in words."""

    id: str
    ending: str
    label: Text
    purpose: Text
    carries: Text
    loses: Text
    is_read: bool
    address: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address of one format asks: a language, and whether only what holds on the day."""

    id: str
    export: Export
    language: Language
    holding_only: bool

    @property
    def query(self) -> dict[str, str]:
        """The same, as an address says it."""
        only = {"only": "day"} if self.holding_only else {}
        return ({"language": self.language} if self.export.has_language else {}) | only


def described_formats(request: HttpRequest) -> list[Described]:
    """Every format, in the order of the page; ``is_open`` to this reader or not."""
    return [_described(request, name) for name in _words()]


@require_GET
@never_cache
def show_format(request: HttpRequest, export: str) -> HttpResponseBase:
    """What one format is; with ``weigh``, its size and its hash, written once to know them."""
    refused = _refused(request, export)
    if refused is not None:
        return refused
    asked = _asked(request, export)
    is_long = is_long_to_write(as_of_day(request))
    context: dict[str, Any] = {
        "format": _described(request, export),
        "asked": asked,
        "sees_contacts": hands_of(request.user).opens_everywhere("see_contacts"),
        "sees_restricted": may(request.user, "see_restricted"),
        "file": _address("export-format-file", request, asked),
        "weigh": "" if is_long else _address("export-format", request, asked, weigh="yes"),
    }
    if "weigh" in request.GET and not is_long:
        with _file() as target:
            context["fingerprint"] = _write(request, asked, target)
            context["filename"] = _filename(request, asked)
    return render(request, "exporting/format.html", context)


@require_GET
@never_cache
def send_format(request: HttpRequest, export: str) -> HttpResponseBase:
    """The file, with its hash in the header that HTTP has for it (RFC 9530)."""
    refused = _refused(request, export)
    if refused is not None:
        return refused
    asked = _asked(request, export)
    if is_long_to_write(as_of_day(request)):
        only = asked.holding_only
        return beside(request, export, _filename(request, asked), language=asked.language, holds_on_day_only=only)
    target = _file()
    fingerprint = _write(request, asked, target)
    target.seek(0)
    response = FileResponse(
        target, as_attachment=True, filename=_filename(request, asked), content_type="application/octet-stream"
    )
    response["Content-Length"] = str(fingerprint.size)
    hash_ = base64.b64encode(bytes.fromhex(fingerprint.sha256)).decode()
    response["Repr-Digest"] = f"sha-256=:{hash_}:"
    return response


def _refused(request: HttpRequest, export: str) -> HttpResponse | None:
    if export not in EXPORTS:
        raise Http404
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not may(request.user, EXPORTS[export].deed):
        raise PermissionDenied(NotAllowed().in_language(reader_language()))
    return None


def _asked(request: HttpRequest, export: str) -> _Asked:
    language = request.GET.get("language", reader_language())
    return _Asked(export, EXPORTS[export], "fr" if language == "fr" else "en", request.GET.get("only") == "day")


def _write(request: HttpRequest, asked: _Asked, target: BinaryIO) -> Fingerprint:
    return write_export(
        target,
        asked.id,
        user=request.user,  # type: ignore[arg-type]  # signed in
        day=as_of_day(request),
        holding_only=asked.holding_only,
        language=asked.language,
    )


def _filename(request: HttpRequest, asked: _Asked) -> str:
    day = as_of_day(request).isoformat()
    side = f"-{asked.language}" if asked.export.has_language else ""
    return f"concertation-{asked.id}{side}-{day}{asked.export.ending}"


def _address(name: str, request: HttpRequest, asked: _Asked, **more: str) -> str:
    day = as_of_day(request)
    said = asked.query | ({} if day == timezone.localdate() else {"as_of": day.isoformat()}) | more
    address = reverse(name, args=[asked.id])
    return f"{address}?{urlencode(said)}" if said else address


def _described(request: HttpRequest, name: str) -> Described:
    entry = _words()[name]
    return Described(
        id=name,
        ending=EXPORTS[name].ending,
        label=Text(en=entry["en"], fr=entry["fr"]),
        purpose=Text(en=entry["for_en"], fr=entry["for_fr"]),
        carries=Text(en=entry["carries_en"], fr=entry["carries_fr"]),
        loses=Text(en=entry["loses_en"], fr=entry["loses_fr"]),
        is_read=entry.get("read", False),
        address=reverse("export-format", args=[name]),
        is_open=may(request.user, EXPORTS[name].deed),
    )


@cache
def _words() -> Mapping[str, Any]:
    file = resources.files("concertation.web.exporting").joinpath("formats.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _file() -> BinaryIO:
    return cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))
