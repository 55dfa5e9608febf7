"""Who reaches the pages of import, and whose file a page is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache

from concertation.core.errors import NotAllowed, UnknownRecord
from concertation.journeys.long_work import work_before_pages
from concertation.journeys.permission import require
from concertation.journeys.workbook import find_staged
from concertation.store.models import WorkbookImport
from concertation.web.wording import reader_language

View = Callable[..., HttpResponseBase]


def for_importers(view: View) -> View:
    """Asks visitors to sign in, and tells others that their role does not open imports."""

    @wraps(view)
    def opened(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            require(request.user, "import")
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.in_language(reader_language())) from refusal
        return view(request, *arguments, **named)

    return never_cache(opened)


def for_one_import(view: View) -> View:
    """The same for a page about one file: ``view`` gets the file, and those of others do not exist."""

    @wraps(view)
    def opened(request: HttpRequest, number: int, **named: Any) -> HttpResponseBase:
        return view(request, staged_of(request, number), **named)

    return for_importers(opened)


def for_open_import(view: View) -> View:
    """The same for a step on the way: a file that is over leads to what became of it."""

    @wraps(view)
    def opened(request: HttpRequest, staged: WorkbookImport, **named: Any) -> HttpResponseBase:
        if staged.state != WorkbookImport.State.PREVIEWED:
            return HttpResponseRedirect(reverse("import-result", args=[staged.pk]))
        work = work_before_pages(staged, user=request.user, language=reader_language())  # type: ignore[arg-type]
        if work is not None:
            return HttpResponseRedirect(reverse("work", args=[work.pk]))
        return view(request, staged, **named)

    return for_one_import(opened)


def staged_of(request: HttpRequest, number: int) -> WorkbookImport:
    """The file of that number, if this person may see it."""
    try:
        return find_staged(number, user=request.user)  # type: ignore[arg-type]  # signed in by now
    except UnknownRecord as unknown:
        raise Http404 from unknown
