"""Who is asked: proposed from the members of the table and those who speak for them, added, imported, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.core.faults import Fault, FaultKind, Place
from concertation.core.text import Language
from concertation.journeys.leading_on import standing_key, standing_keys
from concertation.journeys.waves.finding import held, require_running
from concertation.journeys.waves.trace import note_deed
from concertation.store.models import Membership, Organisation, Representation, Representative
from concertation.store.models.surveys import SurveyInvitation, Wave

_BEFORE_THE_END = ("draft", "open")


def fault_line(fault: Fault, language: Language) -> str:
    """What is wrong, after the line of the list where there was a list."""
    words = fault.message.in_language(language)
    if fault.place.row is None:
        return words
    return f"Ligne {fault.place.row}\u00a0: {words}" if language == "fr" else f"Line {fault.place.row}: {words}"


class NotInvited(ConcertationError):
    """People who cannot be invited as written; nobody of the list was."""

    code = "not-invited"
    english = "Nobody was added. {listing}"
    french = "Personne n’a été ajouté. {listing_fr}"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(listing=self._listing("en"), listing_fr=self._listing("fr"))

    def _listing(self, language: Language) -> str:
        return " ".join(fault_line(fault, language) for fault in self.faults)


class AlreadyWrittenTo(ConcertationError):
    """An invitation that has left: the person is told, or asks not to be written to again."""

    code = "already-written-to"
    english = "A message has left for this person already: the invitation stays."
    french = "Un message est déjà parti pour cette personne\u00a0: l’invitation demeure."


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to ask for one organisation."""

    organisation: str
    name: str = ""
    email: str = ""
    language: Language = "en"
    representative: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """How many were added, and how many were invited already."""

    people: int
    already: int


NOT_AN_ADDRESS = FaultKind(
    "invitation-address",
    "“{found}” is not an e-mail address. Write it like name@example.org.",
    "«\u00a0{found}\u00a0» n’est pas une adresse courriel. Écrivez-la comme nom@exemple.org.",
)
NO_ORGANISATION = FaultKind(
    "invitation-organisation",
    "The register knows no organisation “{found}”. Write its name or its code as the register has it.",
    "Le registre ne connaît aucun organisme «\u00a0{found}\u00a0». Écrivez son nom ou son code tel qu’au registre.",
)
NOBODY = FaultKind(
    "invitation-nobody",
    "Neither a name nor an e-mail address. Write one of them.",
    "Ni nom ni adresse courriel. Écrivez l’un des deux.",
)


def propose_people(partnership_key: str, *, today: date) -> list[Person]:
    """Those who speak today for its members; for a member without any at this table, whoever speaks for it at all."""
    members = _members(partnership_key, today)
    voices = Representation.objects.filter(
        holds_on(today),
        membership__in=list(members),
        representative__in=Representative.objects.filter(holds_on(today)),
    )
    chosen = {
        (members[membership], representative)
        for membership, representative in voices.values_list("membership_id", "representative_id")
    }
    spoken_for = {organisation for organisation, _ in chosen}
    others = Representative.objects.filter(holds_on(today), organisation__in=set(members.values()) - spoken_for)
    chosen |= set(others.values_list("organisation_id", "id"))
    return _people(chosen)


def invite_proposed(wave: Wave, *, by: User | None, today: date, now: datetime) -> Added:
    """Adds those whom the register knows and who are not invited yet."""
    return add_people(wave, propose_people(wave.partnership_key, today=today), by=by, now=now)


def add_people(wave: Wave, people: Sequence[Person], *, by: User | None, now: datetime) -> Added:
    """Adds people, before the wave opens or late; raises ``NotInvited`` with all that is wrong, and then adds nobody.

    Whoever is invited already for the same organisation, by address or without one by name, is left as they are.
    """
    _refuse(list(_faults(people)))
    with held(wave, *_BEFORE_THE_END, by=by) as found:
        rows = list(found.invitations.values_list("organisation_key", "email", "name"))
        led = standing_keys([key for key, _, _ in rows])
        taken = {_mark(led.get(key, key), email, name) for key, email, name in rows}
        new = []
        for person in people:
            mark = _mark(person.organisation, person.email, person.name)
            if mark not in taken:
                taken.add(mark)
                new.append(_invitation(found, person))
        SurveyInvitation.objects.bulk_create(new, batch_size=500)
        if new:
            note_deed(found, "invited", by=by, now=now, people=len(new))
    return Added(len(new), len(people) - len(new))


def take_back(invitation: SurveyInvitation, *, by: User | None, now: datetime) -> None:
    """Removes somebody who was not written to yet; raises ``AlreadyWrittenTo``."""
    with held(invitation.wave, *_BEFORE_THE_END, by=by) as wave:
        waiting = wave.invitations.filter(pk=invitation.pk, invited_at__isnull=True, has_answered=False)
        deleted, _ = waiting.filter(has_begun=False, has_declined=False).delete()
        if not deleted:
            raise AlreadyWrittenTo
        note_deed(wave, "taken_back", by=by, now=now, people=1)


def correct_address(invitation: SurveyInvitation, email: str, *, by: User | None) -> None:
    """Writes another address in place of one that a message did not reach, or where there was none."""
    address = email.strip()
    organisation = standing_key(invitation.organisation_key) or invitation.organisation_key
    _refuse(list(_faults([Person(organisation, email=address or "-")])))
    with held(invitation.wave, *_BEFORE_THE_END, by=by) as wave:
        others = wave.invitations.filter(organisation_key=invitation.organisation_key, email__iexact=address)
        if others.exclude(pk=invitation.pk).exists():
            _refuse([ALREADY_THERE.at(Place(sheet="invitations"), found=address)])
        wave.invitations.filter(pk=invitation.pk).update(email=address, undelivered="")


ALREADY_THERE = FaultKind(
    "invitation-twice",
    "Somebody of this organisation is invited at “{found}” already. Write another address.",
    "Quelqu’un de cet organisme est déjà invité à l’adresse «\u00a0{found}\u00a0». Écrivez-en une autre.",
)


def members_of_table(partnership_key: str, *, today: date) -> list[str]:
    """The members of the table on that day, by key; observers are not asked."""
    return sorted(
        set(Membership.objects.filter(_of(partnership_key, today)).values_list("organisation__key", flat=True))
    )


def members_without_anyone(wave: Wave, *, today: date) -> list[str]:
    """Members of the table of whom nobody is invited, by key."""
    invited = organisations_of(wave)
    return [key for key in members_of_table(wave.partnership_key, today=today) if key not in invited]


def organisations_of(wave: Wave) -> set[str]:
    """Those of which somebody is invited, by the keys that stand today."""
    keys = set(wave.invitations.values_list("organisation_key", flat=True))
    led = standing_keys(keys)
    return {led.get(key, key) for key in keys}


def find_invitation(wave: Wave, number: int, *, user: User | None) -> SurveyInvitation:
    """One invitation of the wave; raises ``UnknownRecord``."""
    require_running(user, wave.partnership_key)
    found: SurveyInvitation | None = wave.invitations.select_related("wave").filter(pk=number).first()
    if found is None:
        raise UnknownRecord(kind="invitation", key=str(number))
    return found


def _members(partnership_key: str, today: date) -> dict[int, int]:
    """Memberships that hold today, each with its organisation; observers are not asked."""
    return dict(Membership.objects.filter(_of(partnership_key, today)).values_list("id", "organisation_id"))


def _of(partnership_key: str, today: date) -> Q:
    return holds_on(today) & Q(partnership__key=partnership_key, is_observer=False)


def holds_on(today: date) -> Q:
    """Facts with dates that hold on that day; ``until`` is a last day."""
    begun = Q(since__isnull=True) | Q(since__lte=today)
    return begun & (Q(until__isnull=True) | Q(until__gte=today))


def _people(chosen: Iterable[tuple[int, int]]) -> list[Person]:
    pairs = set(chosen)
    known = {one.pk: one for one in Representative.objects.filter(pk__in={number for _, number in pairs})}
    keys = dict(Organisation.objects.filter(pk__in={number for number, _ in pairs}).values_list("id", "key"))
    people = [_person(keys[organisation], known[number]) for organisation, number in pairs]
    return sorted(people, key=lambda one: (one.organisation, one.name, one.email))


def _person(organisation: str, voice: Representative) -> Person:
    language: Language = "fr" if voice.language == "fr" else "en"
    return Person(organisation, voice.name[:200], voice.email, language, voice.key)


def _faults(people: Sequence[Person]) -> Iterable[Fault]:
    known = set(Organisation.objects.filter(key__in={one.organisation for one in people}).values_list("key", flat=True))
    for row, person in enumerate(people, start=1):
        place = Place(sheet="invitations", row=row if len(people) > 1 else None)
        if person.organisation not in known:
            yield NO_ORGANISATION.at(place, found=person.organisation)
        if not (person.name or person.email):
            yield NOBODY.at(place)
        if person.email and not is_address(person.email):
            yield NOT_AN_ADDRESS.at(place, found=person.email)


def is_address(written: str) -> bool:
    """Whether a message could be sent there."""
    try:
        validate_email(written)
    except ValidationError:
        return False
    return True


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise NotInvited(faults)


def _mark(organisation: str, email: str, name: str) -> tuple[str, str]:
    return organisation, (email or f" {name}").casefold()


def _invitation(wave: Wave, person: Person) -> SurveyInvitation:
    return SurveyInvitation(
        wave=wave,
        organisation_key=person.organisation,
        representative_key=person.representative,
        name=person.name.strip()[:200],
        email=person.email.strip(),
        language=person.language,
    )
