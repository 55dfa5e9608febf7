"""A file that arrives, bounded: what is too large is let pass without being kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from concertation.exchange.tables import MAXIMUM_FILE_SIZE
from concertation.exchange.unreadable_file import FileTooLarge

_MEGABYTE = 1024 * 1024


class SizeGuard(FileUploadHandler):
    """Stands before the handlers that keep files, and stops one that grows over the limit."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0
        self.announced = 0

    @property
    def is_exceeded(self) -> bool:
        """Whether a file was stopped."""
        return self.received > MAXIMUM_FILE_SIZE

    @property
    def megabytes(self) -> int:
        """How large the file says it is, or how much of it arrived."""
        return round(max(self.received, self.announced) / _MEGABYTE)

    @property
    def refusal(self) -> FileTooLarge:
        """What is said of a file that was stopped."""
        name = self.file_name or gettext("This file")
        return FileTooLarge(filename=name, megabytes=self.megabytes, limit=MAXIMUM_FILE_SIZE // _MEGABYTE)

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any) -> None:  # noqa: N803
        """Remembers how much is announced."""
        self.announced = content_length

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Passes on what arrives, up to the limit."""
        self.received += len(raw_data)
        if self.is_exceeded:
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handlers keep the file."""


def under_guard_of_size(
    view: Callable[[HttpRequest, SizeGuard], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Gives the view its guard, which has to stand before anything reads the body, its protection included."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        guard = SizeGuard(request)
        request.upload_handlers.insert(0, guard)
        return protected(request, guard)

    return guarded
