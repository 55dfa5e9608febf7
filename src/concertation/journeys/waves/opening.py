"""Opening a wave: all that is missing is said at once; what is asked is then frozen, whole, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.contrib.auth.models import User
from django.utils import timezone

from concertation.core.errors import ConcertationError
from concertation.core.faults import Fault, FaultKind, Place
from concertation.core.questionnaire import (
    add_items,
    faults_before_opening,
    freeze_instrument,
    load_instrument,
)
from concertation.core.text import Text
from concertation.journeys.waves.finding import held, names_of_organisations
from concertation.journeys.waves.inviting import members_without_anyone, organisations_of
from concertation.journeys.waves.preparing import own_questions
from concertation.journeys.waves.roster import frozen_roster, organisations_to_list
from concertation.journeys.waves.trace import note_deed
from concertation.store.models import Partnership
from concertation.store.models.surveys import Wave

# Below these, figures are never shown (the floors of the results): better known before than after.
FEWEST_PEOPLE, FEWEST_ORGANISATIONS = 5, 3
_SIDES = (Text(en="English", fr="anglais"), Text(en="French", fr="français"))

_NAME = FaultKind(
    "wave-name-side",
    "The survey has no {side} name. Write it: each partner reads it in their own language.",
    "L’enquête n’a pas de nom {side}. Écrivez-le\u00a0: chaque partenaire le lit dans sa langue.",
)
_CONSENT = FaultKind(
    "wave-consent-side",
    "The consent text has no {side} side. Write it, or take our text back.",
    "Le texte de consentement n’a pas de version en {side}. Rédigez-la, ou reprenez notre texte.",
)
_DAY = FaultKind(
    "wave-day-past",
    "The survey would close on {found}, which is past. Choose a later day.",
    "L’enquête se terminerait le {found}, date passée. Choisissez une date ultérieure.",
)
_NOBODY = FaultKind(
    "wave-nobody-invited",
    "Nobody is invited. Add the people who speak for the partners.",
    "Personne n’est invité. Ajoutez les personnes qui représentent les partenaires.",
)
_NO_TABLE = FaultKind(
    "wave-no-partnership",
    "The register holds this partnership no more.",
    "Le registre ne contient plus ce partenariat.",
)
_FEW = FaultKind(
    "wave-too-few",
    "{people} people of {organisations} organisations are invited. Results are shown from five people of three "
    "organisations on: with fewer, nothing will ever be shown.",
    "{people} personnes de {organisations} organismes sont invitées. Les résultats s’affichent à partir de cinq "
    "personnes de trois organismes\u00a0: en deçà, rien ne sera jamais montré.",
    "warning",
)
_NO_ADDRESS = FaultKind(
    "wave-no-address",
    "{count} of those invited have no e-mail address. Write one, or give them their link yourself.",
    "{count} des personnes invitées n’ont pas d’adresse courriel. Écrivez-en une, ou remettez-leur le lien vous-même.",
    "warning",
)
_UNASKED = FaultKind(
    "wave-members-unasked",
    "Nobody of {count} members of the table is invited: {names}.",
    "Personne n’est invité de {count} membres de la table\u00a0: {names}.",
    "warning",
)


class NotReady(ConcertationError):
    """A wave that cannot open; every reason at once."""

    code = "wave-not-ready"
    english = "The survey stays a draft: {listing}"
    french = "L’enquête reste une ébauche\u00a0: {listing_fr}"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            listing=" ".join(fault.message.en for fault in faults),
            listing_fr=" ".join(fault.message.fr for fault in faults),
        )


def check_wave(wave: Wave, *, today: date) -> tuple[Fault, ...]:
    """All that keeps a draft from opening, and then what is worth knowing before it does."""
    instrument = load_instrument(str(wave.instrument["code"]))
    found = [*_of_texts(wave), *faults_before_opening(instrument, own_questions(wave)), *_of_days(wave, today)]
    found += _of_people(wave, today)
    return tuple(sorted(found, key=lambda fault: fault.is_warning))


def open_wave(wave: Wave, *, by: User | None, now: datetime) -> Wave:
    """Freezes what is asked and opens the wave; raises ``NotReady`` with every reason, or ``WrongState``.

    Nobody is written to yet: ``journeys.waves.sending`` does that, and can go on where it was cut short.
    """
    with held(wave, "draft", by=by) as found:
        faults = [fault for fault in check_wave(found, today=timezone.localdate(now)) if not fault.is_warning]
        if faults:
            raise NotReady(faults)
        _freeze(found, today=timezone.localdate(now))
        found.state, found.opened_at = Wave.State.OPEN, now
        found.save()
        note_deed(found, "opened", by=by, now=now, people=found.invitations.count(), mode=found.mode)
    return found


def _freeze(wave: Wave, *, today: date) -> None:
    asked = add_items(load_instrument(str(wave.instrument["code"])), own_questions(wave))
    wave.instrument = freeze_instrument(asked)
    wave.digest_en, wave.digest_fr = asked.digest("en"), asked.digest("fr")
    if wave.roster is not None:
        wave.roster = frozen_roster(organisations_to_list(wave, today=today))


def _of_texts(wave: Wave) -> Iterator[Fault]:
    texts = ((_NAME, wave.name_en, wave.name_fr), (_CONSENT, wave.consent_en, wave.consent_fr))
    for kind, *sides in texts:
        for side, words in zip(_SIDES, sides, strict=True):
            if not words.strip():
                yield kind.at(Place(sheet="wave"), side=side)


def _of_days(wave: Wave, today: date) -> Iterator[Fault]:
    if wave.closes_on < today:
        yield _DAY.at(Place(sheet="wave"), found=wave.closes_on.isoformat())
    if not Partnership.objects.filter(key=wave.partnership_key).exists():
        yield _NO_TABLE.at(Place(sheet="wave"))


def _of_people(wave: Wave, today: date) -> Iterator[Fault]:
    place = Place(sheet="invitations")
    told = {"people": wave.invitations.count(), "organisations": len(organisations_of(wave))}
    if not told["people"]:
        yield _NOBODY.at(place)
    elif told["people"] < FEWEST_PEOPLE or told["organisations"] < FEWEST_ORGANISATIONS:
        yield _FEW.at(place, **told)
    if without := wave.invitations.filter(email="").count():
        yield _NO_ADDRESS.at(place, count=without)
    if unasked := members_without_anyone(wave, today=today):
        names = names_of_organisations(unasked[:5])
        sides = [", ".join(name.in_language(side) for name in names.values()) for side in ("en", "fr")]
        more = "…" if len(unasked) > len(names) else ""
        yield _UNASKED.at(place, count=len(unasked), names=Text(en=sides[0] + more, fr=sides[1] + more))
