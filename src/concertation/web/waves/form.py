"""The one page on which a survey is prepared, read back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from concertation.journeys.waves.preparing import INSTRUMENTS, MOST_MONTHS, Draft
from concertation.web.waves.words import MODES

_LONG, _NAME = 5_000, 200


@dataclass
class WaveForm:
    """What was answered, and what cannot be kept: a blank side can, and is told when the survey opens."""

    draft: Draft
    faults: dict[str, str] = field(default_factory=dict)
    closes_on: str = ""
    months_kept: str = ""

    @classmethod
    def of(cls, draft: Draft) -> WaveForm:
        """The form as a draft stands."""
        return cls(draft, closes_on=draft.closes_on.isoformat(), months_kept=str(draft.months_kept))

    @classmethod
    def answered(cls, posted: QueryDict, before: Draft, meetings: Collection[str] = ()) -> WaveForm:
        """The form as somebody sent it; ``meetings`` are those that may be asked about."""
        form = cls(before, closes_on=posted.get("closes_on", ""), months_kept=posted.get("months_kept", ""))
        instrument = form._one_of("instrument", posted, INSTRUMENTS)
        chosen = posted.get("meeting_key", "")
        form.draft = replace(
            before,
            meeting_key=chosen if instrument == "meeting" and chosen in meetings else "",
            name_en=posted.get("name_en", "")[:_NAME],
            name_fr=posted.get("name_fr", "")[:_NAME],
            consent_en=posted.get("consent_en", "")[:_LONG],
            consent_fr=posted.get("consent_fr", "")[:_LONG],
            instrument=instrument,
            mode=form._one_of("mode", posted, tuple(MODES)),
            has_roster=bool(posted.get("has_roster")) and posted.get("mode") != "anonymous" and instrument != "meeting",
            closes_on=form._day(before.closes_on),
            months_kept=form._months(before.months_kept),
        )
        return form

    def _one_of(self, name: str, posted: Mapping[str, Any], known: tuple[str, ...]) -> str:
        if posted.get(name) in known:
            return str(posted[name])
        self.faults[name] = gettext("Choose one of them.")
        return str(getattr(self.draft, name))

    def _day(self, otherwise: date) -> date:
        try:
            return date.fromisoformat(self.closes_on)
        except ValueError:
            self.faults["closes_on"] = gettext("Write a day, like 2026-05-31.")
            return otherwise

    def _months(self, otherwise: int) -> int:
        if self.months_kept.isascii() and self.months_kept.isdigit() and 1 <= int(self.months_kept) <= MOST_MONTHS:
            return int(self.months_kept)
        self.faults["months_kept"] = gettext("Write a number of months from 1 to %(most)s.") % {"most": MOST_MONTHS}
        return otherwise
