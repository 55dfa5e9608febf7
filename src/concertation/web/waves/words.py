"""Surveys in the words of the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from concertation.journeys.records import Said
from concertation.store.models import Partnership
from concertation.store.models.surveys import SurveyInvitation, Wave, WaveEvent
from concertation.web.wording import day_words, reader_language

STATES: Mapping[str, Any] = {
    "draft": pgettext_lazy("survey", "draft"),
    "open": pgettext_lazy("survey", "open"),
    "closed": pgettext_lazy("survey", "closed"),
}
MODES: Mapping[str, tuple[Any, Any]] = {
    "confidential": (
        pgettext_lazy("survey", "Confidential"),
        gettext_lazy(
            "Answers can be changed until the survey closes. The table sees figures only; the stewards of the register "
            "may read the answers of a person, and each reading is written down."
        ),
    ),
    "anonymous": (
        pgettext_lazy("survey", "Anonymous"),
        gettext_lazy(
            "Nobody can join answers to a person or an organisation, ever. They cannot be changed or found again; no "
            "roster, no change of the same people from one survey to the next, no difference between groups."
        ),
    ),
}
_Told = Mapping[str, Any]


def name_of_wave(wave: Wave) -> str:
    """Its name in the reader's language, the other while a draft lacks one, its code while it has none."""
    return Said(wave.name_en, wave.name_fr).in_language(reader_language()) or wave.key


def name_of_table(partnership: Partnership) -> str:
    """The name of the partnership, in the reader's language or the other."""
    return Said(partnership.name_en, partnership.name_fr).in_language(reader_language()) or partnership.key


def state_words(wave: Wave) -> str:
    """Whether it is a draft, open or closed."""
    return str(STATES[wave.state])


def status_of(person: SurveyInvitation) -> tuple[str, str]:
    """How far one invitation is: a code for the page to colour, and words."""
    if person.has_answered:
        return "answered", gettext("answered")
    if person.has_declined:
        return "declined", gettext("does not want messages")
    if person.undelivered:
        return "undelivered", gettext("the message did not leave")
    return _status_of_silent(person)


def _status_of_silent(person: SurveyInvitation) -> tuple[str, str]:
    if person.has_begun:
        return "begun", gettext("begun, not sent")
    if person.reminders:
        words = ngettext("reminded once", "reminded %(n)s times", person.reminders)
        return "silent", words % {"n": person.reminders}
    if person.invited_at:
        return "silent", gettext("written to")
    return ("waiting", gettext("not written to yet")) if person.email else ("no-address", gettext("no e-mail address"))


def deed_words(event: WaveEvent, organisations: Mapping[str, Said]) -> str:
    """One line of the trace; a deed that this version does not know keeps its code."""
    words = _DEEDS.get(event.deed)
    told = {**event.about}
    if "closes_on" in told:
        told["closes_on"] = day_words(date.fromisoformat(told["closes_on"]))
    if "organisation" in told:
        found = organisations.get(told["organisation"])
        told["organisation"] = found.in_language(reader_language()) if found else told["organisation"]
    return words(told) if words else event.deed.replace("_", " ")


def _invited(told: _Told) -> str:
    return ngettext("%(people)s person added", "%(people)s people added", told["people"]) % told


def _messages(told: _Told) -> str:
    count = told.get("left", told.get("people", 0))  # a register written by an earlier version says “people”
    left = ngettext("%(left)s message left", "%(left)s messages left", count) % {"left": count}
    if told.get("undelivered"):
        left += ", " + ngettext("%(undelivered)s did not", "%(undelivered)s did not", told["undelivered"]) % told
    if told.get("held_back"):
        left += "; " + (
            ngettext(
                "%(held_back)s person written to a short while ago was left in peace",
                "%(held_back)s people written to a short while ago were left in peace",
                told["held_back"],
            )
            % told
        )
    return left


def _closed(told: _Told) -> str:
    words = ngettext(
        "Closed: %(answers)s person had answered", "Closed: %(answers)s people had answered", told.get("answers", 0)
    )
    if told.get("drafts"):
        words += "; " + ngettext(
            "%(drafts)s questionnaire begun and not sent was deleted",
            "%(drafts)s questionnaires begun and not sent were deleted",
            told["drafts"],
        )
    return words % {"answers": 0, **told}


def _deleted(told: _Told) -> str:
    count = told.get("answers", 0)
    words = ngettext("%(answers)s answer deleted for good", "%(answers)s answers deleted for good", count)
    return words % {"answers": count}


def _fixed(words: Any) -> Callable[[_Told], str]:
    return lambda told: str(words) % told if told else str(words)


_DEEDS: Mapping[str, Callable[[_Told], str]] = {
    "prepared": lambda _: gettext("Prepared"),
    "changed": lambda _: gettext("Draft changed"),
    "invited": _invited,
    "taken_back": lambda _: gettext("One person taken off the list"),
    "opened": lambda _: gettext("Opened; the questions are frozen"),
    "written_to": lambda told: gettext("Invitations: %(what)s") % {"what": _messages(told)},
    "reminded": lambda told: gettext("Reminders: %(what)s") % {"what": _messages(told)},
    "link_given": _fixed(gettext_lazy("A link was shown, to be handed over: %(organisation)s")),
    "day_changed": _fixed(gettext_lazy("Last day changed to %(closes_on)s")),
    "closed": _closed,
    "reopened": _fixed(gettext_lazy("Opened again until %(closes_on)s")),
    "results_seen": lambda _: gettext("Results looked at for the first time"),
    "published": lambda _: gettext("Results published"),
    "answers_read": _fixed(gettext_lazy("The answers of one person were read (%(organisation)s): %(reason)s")),
    "answers_exported": _fixed(
        gettext_lazy("The answers of one person were handed over (%(organisation)s): %(reason)s")
    ),
    "answers_erased": _fixed(gettext_lazy("The answers of one person were deleted (%(organisation)s): %(reason)s")),
    "deleted_on_request": lambda _: gettext("Somebody deleted their own answers"),
    "answers_deleted": _deleted,
}
