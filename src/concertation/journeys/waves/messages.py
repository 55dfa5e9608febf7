"""A message to one partner, in their language: plain words, the same as simple HTML, and nothing fetched."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import override

from concertation.core.days import day_in
from concertation.core.text import Language
from concertation.journeys.records import Said
from concertation.journeys.waves.links import issue_link
from concertation.journeys.waves.words import Letter, Occasion, write_letter
from concertation.store.models.surveys import SurveyInvitation, Wave

_DOCUMENT = '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head><body>{}</body></html>'


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks, where answers to the message go, and the address of this installation."""

    name: str
    email: str
    base: str
    partnership: Said


def compose(
    wave: Wave, person: SurveyInvitation, occasion: Occasion, *, sender: Sender, organisation: Said
) -> EmailMultiAlternatives:
    """The message with a new personal link."""
    language = language_of(person)
    token = issue_link(person)
    letter = letter_to(wave, person, occasion, sender=sender, organisation=organisation)
    answer, decline = (address_of(name, token, language, sender.base) for name in (ANSWER, DECLINE))
    message = EmailMultiAlternatives(
        letter.subject,
        _plain(letter, answer, decline),
        to=[person.email],
        reply_to=[sender.email] if sender.email else None,
        headers={"List-Unsubscribe": f"<{decline}>", "Content-Language": language},
    )
    message.attach_alternative(_html(letter, answer, decline, language), "text/html")
    return message


# The pages of whoever holds a link (web/answering).
ANSWER, DECLINE = "survey-link", "survey-decline"


def address_of(name: str, token: str, language: Language, base: str) -> str:
    """The whole address of a page of answering, in the language of the person."""
    with override(language):
        return f"{base}{reverse(name, args=[token])}"


def letter_to(
    wave: Wave, person: SurveyInvitation, occasion: Occasion, *, sender: Sender, organisation: Said
) -> Letter:
    """What the message says, without its links: also shown before it is sent."""
    language = language_of(person)
    return write_letter(
        occasion,
        wave.mode,
        language,
        name=person.name,
        partnership=sender.partnership.in_language(language),
        organisation=organisation.in_language(language),
        wave=wave.name_fr if language == "fr" else wave.name_en,
        closes_on=day_in(wave.closes_on, language),
        asker=sender.name,
    )


def language_of(person: SurveyInvitation) -> Language:
    """The language in which this person is written to."""
    return "fr" if person.language == "fr" else "en"


def _plain(letter: Letter, answer: str, decline: str) -> str:
    return "\n\n".join(
        (*letter.paragraphs, f"{letter.button}:\n{answer}", letter.personal, f"{letter.decline}:\n{decline}", "")
    )


def _html(letter: Letter, answer: str, decline: str, language: Language) -> str:
    body = format_html(
        '{}<p><a href="{}">{}</a></p><p>{}</p><p><small><a href="{}">{}</a></small></p>',
        format_html_join("\n", "<p>{}</p>", ((paragraph,) for paragraph in letter.paragraphs)),
        answer,
        letter.button,
        letter.personal,
        decline,
        letter.decline,
    )
    return format_html(_DOCUMENT, language, letter.subject, body)
