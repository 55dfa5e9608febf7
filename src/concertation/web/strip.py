"""The strip of a partnership as markup: a list shows fifty of them, and a template takes twenty times as long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from concertation.core.text import Language, Text
from concertation.journeys.catalogue import Listed, StripCell


def write_strip(listed: Listed, language: Language) -> SafeString:
    """The five facets: one mark a value, the partnership’s own lit; the last as a bar where its shares are known."""
    last = len(listed.strip) - 1
    cells = (
        _bar(listed, cell, language) if place == last and listed.shares else _dots(cell, language)
        for place, cell in enumerate(listed.strip)
    )
    return SafeString(f'<span class="strip">{"".join(cells)}</span>\n')


def _dots(cell: StripCell, language: Language) -> str:
    title = escape(cell.facet.in_language(language))
    marks = "".join('<i class="lit"></i>' if place == cell.position else "<i></i>" for place in range(1, cell.size + 1))
    word = escape(cell.label.in_language(language)) if cell.label else gettext("unknown")
    return (
        f'<span class="cell{"" if cell.label else " unknown"}" title="{title}">'
        f'<span class="dots" aria-hidden="true">{marks}</span><span class="word">{word}</span></span>'
    )


def _bar(listed: Listed, cell: StripCell, language: Language) -> str:
    title = escape(cell.facet.in_language(language))
    parts = "".join(
        f'<rect class="form-{number}" x="{start}" y="0" width="{share}" height="10"/>'
        for number, (share, start) in enumerate(_stacked(listed.shares), start=1)
    )
    return (
        f'<span class="cell bar{" inferred" if cell.basis == "inferred" else ""}" title="{title}">'
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{parts}</svg>'
        f'<span class="word">{_form(listed, cell, language)}</span></span>'
    )


def _stacked(shares: Sequence[tuple[Text, float]]) -> Iterator[tuple[str, str]]:
    """Shares as the widths and starts of a stacked bar of width 100."""
    start = 0.0
    for _, share in shares:
        yield f"{100 * share:.2f}", f"{start:.2f}"
        start += 100 * share


def _form(listed: Listed, cell: StripCell, language: Language) -> str:
    form = cell.label.in_language(language) if cell.label else ""
    if listed.is_tied:
        return gettext("hybrid, no form prevails")
    return gettext("hybrid, mainly %(form)s") % {"form": escape(form.lower())} if listed.is_hybrid else escape(form)
