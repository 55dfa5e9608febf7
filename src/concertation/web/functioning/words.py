"""Figures of functioning in the words of the reader’s language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext

from concertation.journeys.functioning import Told
from concertation.journeys.functioning.figures import DifferenceFigures, Figure, ResponseFigures
from concertation.journeys.functioning.guide import is_sure, lower_and_higher
from concertation.web.wording import decimal_words, percent_words, reader_language, signed_words

BANDS: dict[str, Any] = {
    "low": gettext_lazy("low"),
    "mixed": gettext_lazy("mixed"),
    "good": gettext_lazy("good"),
}


def in_words(words: Told | None) -> str:
    """Words in the reader’s language."""
    return words[reader_language()] if words else ""


def point_words(value: float | None) -> str:
    """A score to one decimal; unknown is a word."""
    return gettext("unknown") if value is None else decimal_words(value, 1)


def share_words(value: float | None) -> str:
    """A share from 0 to 1 as a percentage."""
    return gettext("unknown") if value is None else percent_words(value)


def hundredth_words(figure: Figure) -> str:
    """A coefficient to two decimals, with its interval where it has one."""
    if figure["value"] is None:
        return in_words(figure["why"])
    words = decimal_words(figure["value"], 2)
    if figure["low"] is None or figure["high"] is None:
        return words
    return f"{words} ({decimal_words(figure['low'], 2)}–{decimal_words(figure['high'], 2)})"


def score_words(figure: Figure) -> str:
    """A score with its bounds, or why there is none."""
    if figure["value"] is None:
        return in_words(figure["why"])
    return f"{point_words(figure['value'])}{bounds_words(figure)}"


def bounds_words(figure: Figure) -> str:
    """The bounds of a score in brackets, where it has some."""
    if figure["low"] is None or figure["high"] is None:
        return ""
    return f" ({point_words(figure['low'])}–{point_words(figure['high'])})"


def signed(value: float) -> str:
    """A change to one decimal, with its sign; none for zero."""
    return signed_words(value, 1)


def change_words(figure: Figure) -> str:
    """A change with its bounds, or why there is none."""
    if figure["value"] is None:
        return in_words(figure["why"])
    words = signed(figure["value"])
    if figure["low"] is None or figure["high"] is None:
        return words
    return gettext("%(change)s (between %(low)s and %(high)s)") % {
        "change": words,
        "low": signed(figure["low"]),
        "high": signed(figure["high"]),
    }


def apart_words(one: DifferenceFigures) -> str:
    """Which of two groups places a factor lower, and how far they are from one another."""
    lower, higher = lower_and_higher(one)
    return gettext("%(lower)s place it lower than %(higher)s do (%(points)s apart)") % {
        "lower": in_words(lower),
        "higher": in_words(higher),
        "points": decimal_words(abs(one["difference"]["value"] or 0), 1),
    }


def heard_words(one: ResponseFigures) -> str:
    """Who answered, in one sentence."""
    organisations = ngettext(
        "%(heard)d of %(asked)d organisation", "%(heard)d of %(asked)d organisations", one["members"]
    ) % {"heard": one["organisations"], "asked": one["members"]}
    if one["invited"]:
        return gettext("%(heard)d of %(asked)d people answered, from %(organisations)s.") % {
            "heard": one["heard"],
            "asked": one["invited"],
            "organisations": organisations,
        }
    return ngettext(
        "%(heard)d person answered, from %(organisations)s.",
        "%(heard)d people answered, from %(organisations)s.",
        one["heard"],
    ) % {"heard": one["heard"], "organisations": organisations}


def moved(figure: Figure) -> str:
    """Which way a factor surely went: up, down, or neither."""
    if not is_sure(figure):
        return ""
    return "up" if (figure["value"] or 0) > 0 else "down"
