"""Facts in the words of the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from concertation.core.days import day_in, month_in
from concertation.core.rounding import half_up
from concertation.core.text import Language
from concertation.journeys.naming import label_in, name_words, term_in
from concertation.journeys.records import Record, Said
from concertation.store.models import Meeting
from concertation.web.asof import in_address


def reader_language() -> Language:
    """The language of the page being made."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"


def said(words: Said) -> SafeString:
    """Words in the reader's language; those that fall back on the other language carry it, visibly."""
    language = reader_language()
    shown = words.language_shown(language)
    text = words.in_language(language)
    if shown == language or not text:
        return format_html("{}", text)
    notice = gettext("in English") if shown == "en" else gettext("in French")
    return format_html(
        '<span lang="{}">{}</span> <abbr class="language-marker" title="{}">{}</abbr>',
        shown,
        text,
        notice,
        shown.upper(),
    )


def plain_name(record: Record | None) -> str:
    """The name as plain words, for drawings and titles."""
    return name_words(record).in_language(reader_language())


def term_words(scheme: str | None, code: str | None) -> str:
    """The label of a term; a code that the vocabulary does not hold is shown as it was recorded."""
    return term_in(scheme, code, reader_language())


def term_of(record: Record, field: str) -> str:
    """The label of the term in one field of a record."""
    return term_words(record.fact[field].scheme, record[field])


def day_words(day: date | None, precision: str | None = None) -> str:
    """A day as precisely as it is known."""
    if day is None:
        return gettext("date unknown")
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return month_in(day, reader_language())
    if precision == "about":
        return gettext("about %(year)s") % {"year": day.year}
    return day_in(day, reader_language())


def moment_words(moment: datetime) -> str:
    """A day and its hour, on the clock of this place."""
    here = timezone.localtime(moment)
    return f"{day_words(here)}, {time_format(here.time())}"


def when(record: Record, field: str = "on") -> str:
    """The day of an event, as precisely as it is known."""
    return day_words(record.row.get(field), record.row.get("date_precision"))


def name_of_meeting(meeting: Meeting) -> str:
    """Its day, then its name where it has one, in the reader's language or the other."""
    name = Said(meeting.name_en, meeting.name_fr).in_language(reader_language())
    return f"{day_words(meeting.on)} · {name}" if name else day_words(meeting.on)


def period(record: Record) -> str:
    """From when to when a fact holds, short enough for a drawing."""
    since, until = record.row.get("since"), record.row.get("until")
    precision = record.row.get("date_precision")
    if since is None and until is None:
        return gettext("dates unknown")
    if since is None:
        return _bounded(
            until, precision, (gettext("until %(day)s"), gettext("until %(year)s"), gettext("until about %(year)s"))
        )
    if until is None:
        return _bounded(
            since, precision, (gettext("since %(day)s"), gettext("since %(year)s"), gettext("since about %(year)s"))
        )
    return f"{day_words(since, precision)} – {day_words(until, precision)}"


def _bounded(day: date | None, precision: str | None, forms: tuple[str, str, str]) -> str:
    """The form that agrees with how precisely the day is known."""
    exact, by_year, about = forms
    if day is None or precision not in ("year", "about"):
        return exact % {"day": day_words(day, precision)}
    return (by_year if precision == "year" else about) % {"year": day.year}


def number_words(number: float | None, unit: str = "", *, digits: int = 1) -> str:
    """A number in the reader's way of writing it, with its unit."""
    if number is None:
        return gettext("amount unknown")
    rounded = round(number, digits) if number % 1 else int(number)
    is_plain = isinstance(rounded, int) and 0 <= rounded < 1000
    whole = str(rounded) if is_plain else number_format(rounded, use_l10n=True, force_grouping=True)
    if unit == "$":
        return f"{whole} $" if reader_language() == "fr" else f"${whole}"
    return f"{whole} {unit}".strip()


def quoted(words: str) -> str:
    """Words between the quotation marks of the language."""
    return f"«\N{NO-BREAK SPACE}{words}\N{NO-BREAK SPACE}»" if reader_language() == "fr" else f"“{words}”"


def decimal_words(number: float, digits: int) -> str:
    """A number with so many decimals and the reader’s decimal mark; ``number_format`` alone would cut it off."""
    return number_format(half_up(number, digits), decimal_pos=digits, use_l10n=True)


def signed_words(number: float, digits: int = 2) -> str:
    """A balance with its sign, so many decimals, and the reader's decimal mark; zero has no sign."""
    written = decimal_words(abs(number), digits)
    if not half_up(number, digits):
        return written
    return f"{'−' if number < 0 else '+'}{written}"


def percent_words(fraction: float) -> str:
    """A share from 0 to 1 as a percentage, with the spacing of the language."""
    hundredths = int(half_up(fraction, 2) * 100)
    return f"{hundredths} %" if reader_language() == "fr" else f"{hundredths}%"


def listed(words: Iterable[str]) -> str:
    """Several things in one sentence: commas, then “and”."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return pgettext("last two of a list", "%(first)s and %(last)s") % {
        "first": ", ".join(items[:-1]),
        "last": items[-1],
    }


def yes_no(value: bool | None) -> str:
    """A plain fact in one word; not knowing is a word too."""
    if value is None:
        return gettext("unknown")
    return gettext("yes") if value else gettext("no")


def address_on(day: date, name: str, *arguments: str, known_at: datetime | None = None) -> str:
    """The address of a page that keeps the day and the instant looked at; today and now need no mention."""
    carried = {} if day == timezone.localdate() else {"as_of": day.isoformat()}
    if known_at is not None:
        carried["known_at"] = in_address(known_at)
    address = reverse(name, args=arguments)
    return f"{address}?{urlencode(carried)}" if carried else address


def label_of(record: Record) -> str:
    """What to call any record, in the language of the page."""
    return label_in(record, reader_language())
