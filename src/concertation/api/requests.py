"""What every operation knows of its request: who asks, in what language, and how to tell records to them."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from concertation.api.callers import Caller
from concertation.api.telling import Teller
from concertation.core.errors import UnknownRecord
from concertation.core.text import Language
from concertation.journeys.merging import standing_key


class ApiRequest(HttpRequest):
    """A request once its caller is known."""

    caller: Caller
    language: Language
    # Tells records in the language, and with the rights, of the caller.
    teller: Teller
    # The pages beside the one told, for the header that says the same as the body.
    links: dict[str, str]
    is_head: bool


def page_links(
    request: ApiRequest,
    *,
    following: dict[str, object] | None,
    preceding: dict[str, object] | None,
    first: dict[str, object],
) -> dict[str, str]:
    """The address of this page and of those beside it, each made by changing these parameters."""
    changed = {"first": first, "next": following, "prev": preceding}
    beside = {name: address_of(request, **parts) for name, parts in changed.items() if parts is not None}
    request.links = beside
    return {"self": request.get_full_path(), **beside}


def numbered_links(request: ApiRequest, page: int, pages: int) -> dict[str, str]:
    """The same for pages that go by their number."""
    return page_links(
        request,
        first={"page": None},
        following={"page": page + 1} if page < pages else None,
        preceding={"page": page - 1} if page > 1 else None,
    )


def led_on(request: HttpRequest, key: str) -> HttpResponse:
    """To the organisation that stands for one that was merged; raises ``UnknownRecord`` where none does."""
    standing = standing_key(key)
    if standing is None:
        raise UnknownRecord(kind="organisation", key=key)
    path = request.path.removesuffix(key) + quote(standing, safe="")
    query = request.META.get("QUERY_STRING", "")
    answer = HttpResponse(status=301)
    answer["Location"] = f"{path}?{query}" if query else path
    return answer


def address_of(request: HttpRequest, **changed: object) -> str:
    """The same address with other values of these parameters; ``None`` takes one away."""
    query = request.GET.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    written = query.urlencode()
    return f"{request.path}?{written}" if written else request.path
