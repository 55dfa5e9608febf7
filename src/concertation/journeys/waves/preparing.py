"""A draft of a wave, with defaults good enough to open it in five minutes; changed as often as one likes until then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from concertation.core.errors import ConcertationError
from concertation.core.questionnaire import CustomItem
from concertation.journeys.permission import name_of
from concertation.journeys.waves.finding import find_partnership, held
from concertation.journeys.waves.inviting import invite_proposed
from concertation.journeys.waves.naming import free_name, is_proposed, proposed_name
from concertation.journeys.waves.trace import note_deed
from concertation.journeys.waves.words import default_consent
from concertation.store.models import Meeting
from concertation.store.models.surveys import Wave

INSTRUMENTS = ("functioning", "meeting", "creation")
MONTHS_KEPT = 24
MOST_MONTHS = 120
MOST_OWN_QUESTIONS = 20
_MEETINGS_OFFERED = 20
_WEEKS_OPEN = timedelta(weeks=3)
_MODES = ("confidential", "anonymous")


class RosterNotAnonymous(ConcertationError):
    """A tie needs to say who reports it."""

    code = "roster-not-anonymous"
    english = (
        "The roster of organisations is asked in a confidential survey only. Choose “confidential”, or leave it out."
    )
    french = (
        "La liste des liens entre organismes n’est posée que dans une enquête confidentielle. "
        "Choisissez «\u00a0confidentielle\u00a0», ou retirez-la."
    )


class MeetingNotAsked(ConcertationError):
    """A meeting of another table, or beside questions that are about none."""

    code = "meeting-not-asked"
    english = (
        "“{key}” cannot be asked about. Name a meeting of this table by its code, with the questions about a meeting, "
        "or leave it out."
    )
    french = (
        "On ne peut pas interroger sur «\u00a0{key}\u00a0». Indiquez le code d’une réunion de cette table, avec les "
        "questions sur une réunion, ou n’en indiquez aucune."
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a coordinator decides; a side of a text may still be blank."""

    name_en: str
    name_fr: str
    instrument: str
    mode: str
    has_roster: bool
    closes_on: date
    consent_en: str
    consent_fr: str
    months_kept: int = MONTHS_KEPT
    own: tuple[CustomItem, ...] = ()
    meeting_key: str = ""


def meetings_to_ask_about(partnership_key: str, *, today: date, chosen: str = "") -> Sequence[Meeting]:
    """The last meetings of the table, latest first; one that was chosen stays among them."""
    own = Meeting.objects.filter(partnership__key=partnership_key).order_by("-on", "key")
    last = list(own.filter(on__lte=today)[:_MEETINGS_OFFERED])
    return last if chosen in {"", *(one.key for one in last)} else [*last, *own.filter(key=chosen)]


def meeting_of(wave: Wave) -> Meeting | None:
    """The meeting that the questions are about; None for any other survey, or where its record is gone."""
    found = Meeting.objects.filter(partnership__key=wave.partnership_key, key=wave.meeting_key)
    return found.first() if wave.meeting_key else None


def propose_draft(partnership_key: str, *, today: date) -> Draft:
    """What a wave begun today would be, unless told otherwise."""
    name = free_name(partnership_key, proposed_name("functioning", today))
    consent = default_consent("confidential", MONTHS_KEPT)
    return Draft(
        name_en=name.en,
        name_fr=name.fr,
        instrument="functioning",
        mode="confidential",
        has_roster=True,
        closes_on=today + _WEEKS_OPEN,
        consent_en=consent.en,
        consent_fr=consent.fr,
    )


def prepare_wave(partnership_key: str, draft: Draft, *, by: User | None, now: datetime) -> Wave:
    """Keeps a first draft, and invites at once the people whom the register knows.

    Raises ``NotAllowed``, and what a draft cannot be: ``RosterNotAnonymous``, ``MeetingNotAsked``.
    """
    find_partnership(partnership_key, user=by)
    with transaction.atomic():
        wave = Wave(
            key=_new_key(partnership_key),
            partnership_key=partnership_key,
            made_at=now,
            made_by=by,
            made_by_name=name_of(by),
        )
        _write(wave, draft)
        wave.save()
        note_deed(wave, "prepared", by=by, now=now, mode=wave.mode)
        invite_proposed(wave, by=by, today=timezone.localdate(now), now=now)
    return wave


def change_wave(wave: Wave, draft: Draft, *, by: User | None, now: datetime) -> Wave:
    """Keeps the draft as it is now; raises ``WrongState`` once it is open."""
    with held(wave, "draft", by=by) as found:
        before = draft_of(found)
        _write(found, draft)
        found.save()
        if draft_of(found) != before:
            note_deed(found, "changed", by=by, now=now)
    return found


def drop_wave(wave: Wave, *, by: User | None) -> None:
    """Takes a draft away, with its invitations; nobody was written to, nothing was answered."""
    with held(wave, "draft", by=by) as found:
        found.delete()


def draft_of(wave: Wave) -> Draft:
    """What the coordinator decided so far."""
    return Draft(
        name_en=wave.name_en,
        name_fr=wave.name_fr,
        instrument=str(wave.instrument["code"]),
        mode=wave.mode,
        has_roster=wave.roster is not None,
        closes_on=wave.closes_on,
        consent_en=wave.consent_en,
        consent_fr=wave.consent_fr,
        months_kept=wave.months_kept,
        own=own_questions(wave),
        meeting_key=wave.meeting_key,
    )


def own_questions(wave: Wave) -> tuple[CustomItem, ...]:
    """The table’s own questions of a draft, as they are written so far."""
    return tuple(CustomItem(**one) for one in wave.instrument.get("custom", ()))


def number_questions(sides: Iterable[tuple[str, str]]) -> tuple[CustomItem, ...]:
    """Own questions from their two sides, in order; those without a word are left out."""
    written = [(en.strip(), fr.strip()) for en, fr in sides if en.strip() or fr.strip()]
    return tuple(CustomItem(f"own_{n}", en, fr) for n, (en, fr) in enumerate(written[:MOST_OWN_QUESTIONS], start=1))


def _write(wave: Wave, draft: Draft) -> None:
    """A text of consent that nobody touched follows the mode and the months; a name, what is asked."""
    if draft.has_roster and draft.mode == "anonymous":
        raise RosterNotAnonymous
    if draft.meeting_key:
        _refuse_other_meeting(wave, draft)
    told = _followed(draft, before=wave.months_kept)
    wave.name_en, wave.name_fr = _named(wave, draft)
    wave.mode, wave.closes_on, wave.months_kept = told.mode, told.closes_on, told.months_kept
    wave.consent_en, wave.consent_fr = told.consent_en.strip(), told.consent_fr.strip()
    wave.meeting_key = told.meeting_key
    wave.instrument = {"code": told.instrument, "custom": [_kept(one) for one in told.own]}
    wave.roster = {} if told.has_roster else None


def _refuse_other_meeting(wave: Wave, draft: Draft) -> None:
    is_known = Meeting.objects.filter(partnership__key=wave.partnership_key, key=draft.meeting_key).exists()
    if draft.instrument != "meeting" or not (is_known or draft.meeting_key == wave.meeting_key):
        raise MeetingNotAsked(key=draft.meeting_key)


def _followed(draft: Draft, *, before: int) -> Draft:
    ours = [default_consent(mode, months) for mode in _MODES for months in {before, MONTHS_KEPT}]
    now = default_consent(draft.mode, draft.months_kept)
    english = now.en if draft.consent_en.strip() in {one.en for one in ours} else draft.consent_en
    french = now.fr if draft.consent_fr.strip() in {one.fr for one in ours} else draft.consent_fr
    return replace(draft, consent_en=english, consent_fr=french)


def _named(wave: Wave, draft: Draft) -> tuple[str, str]:
    """Both sides of the name: that of the draft, or where nobody wrote it, what is proposed for what it asks now."""
    day, table = timezone.localdate(wave.made_at), wave.partnership_key
    proposed = [
        *(proposed_name(one, day) for one in INSTRUMENTS),
        proposed_name("meeting", day, meeting=_day_of(table, wave.meeting_key)),
    ]
    meeting = _day_of(table, draft.meeting_key)
    now = free_name(table, proposed_name(draft.instrument, day, meeting=meeting), but=wave.pk)
    return (
        now.en if is_proposed(draft.name_en, "en", proposed) else draft.name_en.strip(),
        now.fr if is_proposed(draft.name_fr, "fr", proposed) else draft.name_fr.strip(),
    )


def _day_of(partnership_key: str, meeting_key: str) -> date | None:
    found = Meeting.objects.filter(partnership__key=partnership_key, key=meeting_key)
    return found.values_list("on", flat=True).first() if meeting_key else None


def _kept(item: CustomItem) -> dict[str, str]:
    return {"code": item.code, "en": item.en, "fr": item.fr}


def _new_key(partnership_key: str) -> str:
    """Numbered within the table; the number of a draft that was taken away may serve again."""
    stem = f"{partnership_key[:68]}-wave-"
    taken = set(Wave.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for n in count(1) if (key := f"{stem}{n}") not in taken)
