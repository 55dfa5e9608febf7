"""Words of pages as runs of a paper: their language is kept, their links and marks are not."""

from __future__ import annotations

from html.parser import HTMLParser

from concertation.core.text import Language
from concertation.reports.documents import Run
from concertation.reports.documents.document import Look


def runs_of(words: str, look: Look = "") -> tuple[Run, ...]:
    """The words of a piece of a page that we made ourselves."""
    reader = _Reader(look)
    reader.feed(words)
    reader.close()
    return tuple(reader.runs)


class _Reader(HTMLParser):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.runs: list[Run] = []
        self.open: list[tuple[str, Language | None, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        language: Language | None = "fr" if said.get("lang") == "fr" else "en" if said.get("lang") == "en" else None
        self.open.append((tag, language, "muted" in (said.get("class") or "")))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if any(tag == "abbr" for tag, _, _ in self.open):
            return
        language = next((one for _, one, _ in reversed(self.open) if one), None)
        is_quiet = not self.look and any(muted for _, _, muted in self.open)
        self.runs.append(Run(data, "quiet" if is_quiet else self.look, language))
