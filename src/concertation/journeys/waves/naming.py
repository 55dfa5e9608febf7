"""What a survey is called until somebody calls it otherwise: what it asks, and the season or the day of a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import count

from concertation.core.days import day_in
from concertation.core.text import Language, Text
from concertation.journeys.waves.words import template_of_name
from concertation.store.models.surveys import Wave

# What a second name of the same words carries.
_NUMBERED = re.compile(r" \(\d+\)$")


def proposed_name(instrument: str, day: date, *, meeting: date | None = None) -> Text:
    """“How our partnership works, spring 2026”; a meeting is named by its own day."""
    if instrument == "meeting" and meeting is not None:
        template = template_of_name("one_meeting")
        return Text(**{side: template[side].format(on=day_in(meeting, side)) for side in ("en", "fr")})
    template, season = template_of_name(instrument), season_of(day)
    return Text(en=template["en"].format(season=season.en), fr=template["fr"].format(season=season.fr))


def season_of(day: date) -> Text:
    """Spring 2026, within a sentence. December belongs to the winter of the year that follows."""
    season, year = (day.month % 12) // 3, day.year + (day.month == 12)
    names = template_of_name("seasons")
    return Text(en=f"{names['en'][season]} {year}", fr=f"{names['fr'][season]} {year}")


def free_name(partnership_key: str, name: Text, *, but: int | None = None) -> Text:
    """The name, numbered where another survey of the partnership has it; ``but`` is the survey that is named."""
    named = Wave.objects.filter(partnership_key=partnership_key)
    others = named if but is None else named.exclude(pk=but)
    taken = set(others.values_list("name_en", flat=True))
    if name.en not in taken:
        return name
    number = next(n for n in count(2) if f"{name.en} ({n})" not in taken)
    return Text(en=f"{name.en} ({number})", fr=f"{name.fr} ({number})")


def is_proposed(name: str, language: Language, proposed: Iterable[Text]) -> bool:
    """Whether nobody wrote this name: it is one of those proposed, numbered or not."""
    return _NUMBERED.sub("", name.strip()) in {one.in_language(language) for one in proposed}
