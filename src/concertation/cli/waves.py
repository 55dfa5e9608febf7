"""Surveys of partners by command: prepared on the pages, or opened, reminded and closed from here."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from concertation.cli.bilingual import BilingualGroup, command, option
from concertation.cli.options import format_option, language_option
from concertation.cli.output import print_json, print_rows
from concertation.cli.waves_told import HEADINGS, entry_of, heard_row, row_of
from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.journeys.waves.sending import Sent
    from concertation.store.models.surveys import Wave

_FUNNEL = Text(
    en="{invited} on the list, {written_to} written to, {begun} begun, {answered} answered, {declined} declined, "
    "{undelivered} undelivered; {organisations_heard} of {organisations} organisations heard.",
    fr="{invited} sur la liste, {written_to} messages reçus, {begun} commencés, {answered} réponses, {declined} refus, "
    "{undelivered} non partis; {organisations_heard} organismes entendus sur {organisations}.",
)
_UNKNOWN = Text(en="an unknown number", fr="un nombre inconnu")
_ADDED = Text(en="{people} added, {already} invited already.", fr="Ajouts : {people}; déjà sur la liste : {already}.")
_OPENED = Text(en="{key} is open until {day}.", fr="{key} est ouverte jusqu’au {day}.")
_SENT = Text(
    en="{left} messages left, {undelivered} did not; {held_back} people were written to a short while ago and left in "
    "peace (--anyway writes to them too).",
    fr="Messages partis : {left}; non partis : {undelivered}. Personnes jointes récemment et laissées tranquilles : "
    "{held_back} (--anyway leur écrit aussi).",
)
_CLOSED = Text(en="{key} is closed.", fr="{key} est fermée.")
_EXPIRED = Text(en="{key}: answers deleted for good.", fr="{key} : réponses supprimées pour de bon.")
_NOTHING = Text(en="Nothing was to be done.", fr="Il n’y avait rien à faire.")
_address = option(
    "--address",
    default="",
    help=Text(
        en="Where people reach this installation, like https://register.example.org.",
        fr="Où l’on joint cette installation, comme https://registre.exemple.org.",
    ),
)


@command(name="list", french="Les enquêtes de tous les partenariats, ou d’un seul.")
@option("--partnership", help=Text(en="Of this partnership alone.", fr="De ce partenariat seulement."))
@format_option
@language_option
def list_waves(partnership: str | None, layout: str, language: Language) -> None:
    """The surveys of all partnerships, or of one."""
    _open()
    from concertation.journeys.waves.finding import all_waves, waves_of  # noqa: PLC0415 after the settings

    found = waves_of(partnership, user=None) if partnership else all_waves()
    rows = [row_of(wave, language, is_for_people=layout == "table") for wave in found]
    print_rows(rows, layout=layout, headings=HEADINGS, language=language)


@command(name="show", french="Où en est une enquête : de qui on a entendu quelqu’un, organisme par organisme.")
@click.argument("wave")
@format_option
@language_option
def show_wave(wave: str, layout: str, language: Language) -> None:
    """How far a survey is: of whom somebody was heard, organisation by organisation."""
    found = _find(wave)
    from concertation.journeys.waves.participation import funnel_of, heard_by_organisation  # noqa: PLC0415

    funnel, heard = funnel_of(found), heard_by_organisation(found)
    told = {name: getattr(funnel, name) for name in funnel.__slots__}
    if layout == "json":
        organisations = [heard_row(one, language) for one in heard]
        print_json({**entry_of(found, language), "participation": told, "organisations": organisations})
        return
    if layout == "table":
        begun = _UNKNOWN.in_language(language) if funnel.begun is None else funnel.begun
        click.echo(_FUNNEL.in_language(language).format(**{**told, "begun": begun}))
    print_rows([heard_row(one, language) for one in heard], layout=layout, headings=HEADINGS, language=language)


@command(
    name="invite",
    french="""Ajoute à la liste de WAVE les personnes d’un fichier CSV : nom, courriel, organisme, langue.

    Sans fichier, ajoute les personnes que le registre connaît et qui manquent. Avec --send, écrit à celles qui n’ont
    rien reçu; l’enquête doit être ouverte.
    """,
)
@click.argument("wave")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@option("--send", is_flag=True, help=Text(en="Write to those not written to.", fr="Écrire à qui n’a rien reçu."))
@_address
@language_option
def invite(wave: str, file: Path | None, send: bool, address: str, language: Language) -> None:
    """Put the people of a CSV file on the list of WAVE: name, e-mail, organisation, language.

    Without a file, adds the people whom the register knows and who are missing. With --send, writes to those not
    written to; the survey must be open.
    """
    found, now = _find(wave), _now()
    from concertation.journeys.waves.inviting import add_people, invite_proposed  # noqa: PLC0415 after the settings
    from concertation.journeys.waves.pasting import read_people  # noqa: PLC0415 after the settings

    if file is not None:
        people = read_people(file.read_text(encoding="utf-8-sig"), otherwise=language)
        added = add_people(found, people, by=None, now=now)
    else:
        added = invite_proposed(found, by=None, today=now.date(), now=now)
    click.echo(_ADDED.in_language(language).format(people=added.people, already=added.already))
    if send:
        _send(found, "invitation", address, language)


@command(
    name="open",
    french="Ouvre WAVE et écrit aux personnes de la liste. Si elle n’est pas prête, refuse avec tout ce qui manque.",
)
@click.argument("wave")
@option("--no-messages", is_flag=True, help=Text(en="Write to nobody yet.", fr="N’écrire à personne encore."))
@_address
@language_option
def open_wave(wave: str, no_messages: bool, address: str, language: Language) -> None:
    """Open WAVE and write to the people on its list. Refuses, with all that is missing, where it is not ready."""
    found = _find(wave)
    base = "" if no_messages else _base(address)
    from concertation.journeys.waves.opening import open_wave as begin  # noqa: PLC0415 after the settings

    opened = begin(found, by=None, now=_now())
    click.echo(_OPENED.in_language(language).format(key=opened.key, day=opened.closes_on.isoformat()))
    if not no_messages:
        _send(opened, "invitation", base, language)


@command(
    name="remind",
    french="""Relance les personnes qui n’ont pas répondu à WAVE : jamais celles qui ont répondu ou refusé.""",
)
@click.argument("wave")
@option(
    "--anyway",
    is_flag=True,
    help=Text(
        en="Also those written to in the last three days.", fr="Aussi celles jointes il y a moins de trois jours."
    ),
)
@_address
@language_option
def remind(wave: str, anyway: bool, address: str, language: Language) -> None:
    """Remind those who have not answered WAVE: never those who answered or declined."""
    _send(_find(wave), "reminder", address, language, is_anyway=anyway)


@command(name="close", french="Ferme WAVE; sans code, ferme les enquêtes dont le dernier jour est passé.")
@click.argument("wave", required=False)
@language_option
def close(wave: str | None, language: Language) -> None:
    """Close WAVE; without a code, close the surveys whose last day is past."""
    _open()
    from concertation.journeys.waves.closing import close_due_waves, close_wave  # noqa: PLC0415 after the settings

    now = _now()
    closed = [close_wave(_find(wave), by=None, now=now)] if wave else close_due_waves(today=now.date(), now=now)
    _tell_each(closed, _CLOSED, language)


@command(
    name="expire",
    french="""Supprime pour de bon les réponses conservées aussi longtemps qu’annoncé; les chiffres publiés restent.

    `concertation work` le fait de lui-même.
    """,
)
@language_option
def expire(language: Language) -> None:
    """Delete for good the answers that were kept as long as was said; published figures stay.

    `concertation work` does it by itself.
    """
    _open()
    from concertation.journeys.waves.keeping import expire_waves  # noqa: PLC0415 after the settings

    now = _now()
    _tell_each(expire_waves(today=now.date(), now=now), _EXPIRED, language)


def _open() -> None:
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()


def _find(key: str) -> Wave:
    _open()
    from concertation.journeys.waves.finding import find_wave  # noqa: PLC0415 after the settings

    return find_wave(key, user=None)


def _now() -> datetime:
    """The instant, in the time of this installation."""
    from django.utils import timezone  # noqa: PLC0415 after the settings

    return timezone.localtime()


def _base(address: str) -> str:
    """Where links lead; raises ``NoAddress`` before anything is done."""
    from django.conf import settings  # noqa: PLC0415 after the settings

    from concertation.journeys.waves.sending import NoAddress  # noqa: PLC0415 after the settings

    base: str = address or settings.PUBLIC_ADDRESS
    if not base:
        raise NoAddress
    return base


def _send(
    wave: Wave,
    occasion: Literal["invitation", "reminder"],
    address: str,
    language: Language,
    *,
    is_anyway: bool = False,
) -> None:
    from concertation.journeys.waves.sending import send_messages  # noqa: PLC0415 after the settings

    sent: Sent = send_messages(wave, occasion, by=None, now=_now(), base=_base(address), is_anyway=is_anyway)
    told = {"left": sent.left, "undelivered": sent.undelivered, "held_back": sent.held_back}
    click.echo(_SENT.in_language(language).format(**told))


def _tell_each(waves: list[Wave], words: Text, language: Language) -> None:
    for wave in waves:
        click.echo(words.in_language(language).format(key=wave.key))
    if not waves:
        click.echo(_NOTHING.in_language(language))


waves = BilingualGroup(
    "waves",
    rooms={
        "list": ("concertation.cli.waves:list_waves", Text(en="The surveys.", fr="Les enquêtes.")),
        "show": ("concertation.cli.waves:show_wave", Text(en="How far one is.", fr="Où en est une enquête.")),
        "invite": (
            "concertation.cli.waves:invite",
            Text(en="Put people on the list.", fr="Ajouter des personnes à la liste."),
        ),
        "open": (
            "concertation.cli.waves:open_wave",
            Text(en="Open it, and write to everybody.", fr="L’ouvrir, et écrire à tout le monde."),
        ),
        "remind": (
            "concertation.cli.waves:remind",
            Text(en="Remind those who were silent.", fr="Relancer qui n’a pas répondu."),
        ),
        "close": (
            "concertation.cli.waves:close",
            Text(en="Close one, or those that are due.", fr="En fermer une, ou celles dont le jour est passé."),
        ),
        "expire": (
            "concertation.cli.waves:expire",
            Text(en="Delete answers kept long enough.", fr="Supprimer les réponses conservées assez longtemps."),
        ),
    },
    help="Surveys of partners: opened, reminded, closed.",
    french="Les enquêtes auprès des partenaires : ouvertes, relancées, fermées.",
)
language_option(waves)
