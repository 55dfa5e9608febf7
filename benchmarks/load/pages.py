"""A person's browser, without the drawing: cookies, redirections, and the fields of a form as they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from time import perf_counter
from urllib.parse import urlencode, urlsplit

_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: its status, its text, where it leads, and the seconds it took."""

    status: int
    text: str
    location: str
    seconds: float


@dataclass(slots=True)
class Browser:
    """One person's; one connection, kept open as browsers do."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: HTTPConnection | None = None

    def get(self, address: str) -> Answer:
        """A page."""
        return self._ask("GET", address, None)

    def post(self, address: str, fields: dict[str, str]) -> Answer:
        """A form sent."""
        return self._ask("POST", address, urlencode(fields))

    def _ask(self, method: str, address: str, body: str | None) -> Answer:
        start = perf_counter()
        try:
            return self._once(method, address, body, start)
        except (ConnectionError, OSError):
            # A server closes connections that were idle; a browser opens another and asks again if nothing was sent.
            self._connection = None
            if method == "POST":
                raise
            return self._once(method, address, body, start)

    def _once(self, method: str, address: str, body: str | None, start: float) -> Answer:
        fresh = method == "POST" or self._connection is None
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE) if fresh else self._connection
        assert connection is not None
        self._connection = connection
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, address, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, content = value.split(";")[0].partition("=")
                self.cookies[cookie.strip()] = content
        return Answer(response.status, text, response.getheader("Location") or "", perf_counter() - start)


class Form(HTMLParser):
    """The fields of the editor's form, each with what it holds when the page arrives."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._is_inside = False
        self._area = self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Fields that a browser would send."""
        found = {name: value or "" for name, value in attributes}
        name, value = found.get("name", ""), found.get("value", "")
        if tag == "form":
            self._is_inside = "editor-form" in found.get("class", "")
        if not self._is_inside:
            return
        if tag == "input" and name and (found.get("type") not in ("radio", "checkbox") or "checked" in found):
            self.fields[name] = value
        elif tag == "textarea":
            self._area = name
            self.fields[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in found or self._select not in self.fields):
            self.fields[self._select] = value

    def handle_endtag(self, tag: str) -> None:
        """Where a field ends."""
        if tag == "form":
            self._is_inside = False
        self._area = "" if tag == "textarea" else self._area
        self._select = "" if tag == "select" else self._select

    def handle_data(self, data: str) -> None:
        """The text of a large field; its first end of line is not part of it."""
        if self._area:
            held = self.fields[self._area]
            self.fields[self._area] = held + (data.removeprefix("\n") if not held else data)


def path_of(address: str) -> str:
    """An address without its host."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
