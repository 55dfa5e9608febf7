"""What a cross-tabulation says, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from concertation.core.faceting import CrossTable, Facet
from concertation.core.text import Language
from concertation.web.finding.panel import value_words
from concertation.web.wording import number_words, percent_words


def told(table: CrossTable, language: Language) -> list[str]:
    """The most frequent pair, what is unknown, and how many pairs are empty."""
    if not table.total:
        return [gettext("No partnership answers these filters on that day.")]
    return [sentence for sentence in (_most(table, language), _unknown(table), _empty(table)) if sentence]


def _most(table: CrossTable, language: Language) -> str:
    pair = table.most_frequent
    if pair is None:
        return gettext("Of no partnership are both known.")
    form = ngettext(
        "Of %(total)s partnership, %(count)s (%(share)s) is both “%(row)s” and “%(column)s”.",
        "Of %(total)s partnerships, %(count)s (%(share)s) are both “%(row)s” and “%(column)s”: the most frequent pair.",
        table.total,
    )
    return form % {
        "total": number_words(table.total),
        "count": number_words(table[pair]),
        "share": percent_words(table[pair] / table.total),
        "row": _in_sentence(table.rows, pair[0], language),
        "column": _in_sentence(table.columns, pair[1], language),
    }


def _unknown(table: CrossTable) -> str:
    if table.overlaps:
        return ""
    missing = table.total - table.known
    if not missing:
        return gettext("Both are known of every one.")
    form = ngettext("Of %(count)s, one or the other is unknown.", "Of %(count)s, one or the other is unknown.", missing)
    return form % {"count": number_words(missing)}


def _empty(table: CrossTable) -> str:
    empty, pairs = table.empty_pairs
    if not empty:
        return gettext("Every pair of values occurs.")
    form = ngettext(
        "%(count)s of the %(pairs)s pairs does not occur.", "%(count)s of the %(pairs)s pairs do not occur.", empty
    )
    return form % {"count": number_words(empty), "pairs": number_words(pairs)}


def _in_sentence(facet: Facet, code: str, language: Language) -> str:
    """Terms lose their capital inside a sentence; names of places keep it."""
    words = value_words(facet, code, language)
    return words if facet.is_open else words[:1].lower() + words[1:]
