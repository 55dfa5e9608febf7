"""Writing to partners: the invitation once, reminders to those who were silent; shown before, counted after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.contrib.auth.models import User
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q, QuerySet

from concertation.core.errors import ConcertationError
from concertation.journeys.waves.finding import (
    name_of_partnership,
    names_of_organisations,
    require_running,
    wrong_state,
)
from concertation.journeys.waves.messages import Sender, compose
from concertation.journeys.waves.trace import note_deed
from concertation.journeys.waves.words import Occasion
from concertation.store.models.surveys import SurveyInvitation, Wave
from concertation.store.progress import tell_progress

# Nobody is written to twice within this span, unless whoever sends says so.
PAUSE = timedelta(days=3)


class NoAddress(ConcertationError):
    """Messages that would carry links to nowhere."""

    code = "wave-no-public-address"
    english = (
        "The links in the messages need the address of this installation. Give it with --address, or set "
        "CONCERTATION_ADDRESS, like https://register.example.org. Nothing was sent."
    )
    french = (
        "Les liens des messages ont besoin de l’adresse de cette installation. Donnez-la par --address, ou réglez "
        "CONCERTATION_ADDRESS, comme https://registre.exemple.org. Rien n’a été envoyé."
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """Who would be written to now, who is left in peace because of a recent message, and who has no address."""

    occasion: Occasion
    recipients: QuerySet[SurveyInvitation]
    held_back: QuerySet[SurveyInvitation]
    without_address: QuerySet[SurveyInvitation]


@dataclass(slots=True)
class Sent:
    """What came of it so far."""

    left: int = 0
    undelivered: int = 0
    held_back: int = 0


def plan_messages(wave: Wave, occasion: Occasion, *, now: datetime, is_anyway: bool = False) -> Plan:
    """Invitations go to those not yet written to; reminders to those who were, and neither answered nor declined."""
    silent = wave.invitations.filter(has_answered=False, has_declined=False)
    wanted = silent.filter(invited_at__isnull=occasion == "invitation")
    recent = wanted.filter(_written_since(now - PAUSE))
    due = wanted if is_anyway or occasion == "invitation" else wanted.exclude(pk__in=recent.values("pk"))
    held_back = recent.none() if is_anyway or occasion == "invitation" else recent.exclude(email="")
    return Plan(occasion, due.exclude(email=""), held_back, wanted.filter(email=""))


def send_messages(
    wave: Wave, occasion: Occasion, *, by: User | None, now: datetime, base: str, is_anyway: bool = False
) -> Sent:
    """Writes to those of the plan as it is now, each in their language with a link of their own.

    Each is claimed before the message leaves: two people who press at once, or a process that dies, write to nobody
    twice. A message that does not leave gives its claim back, and the reason is kept. Raises ``NotAllowed``,
    ``WrongState`` unless the wave is open, ``NoAddress``.
    """
    require_running(by, wave.partnership_key)
    wave.refresh_from_db()
    if wave.state != Wave.State.OPEN:
        raise wrong_state(wave)
    if not base:
        raise NoAddress
    plan = plan_messages(wave, occasion, now=now, is_anyway=is_anyway)
    tally = Sent(held_back=plan.held_back.count())
    try:
        _send(wave, list(plan.recipients), occasion, sender_of(wave, by, base), now, tally)
    finally:
        _note(wave, occasion, tally, by, now)
    return tally


def _note(wave: Wave, occasion: Occasion, tally: Sent, by: User | None, now: datetime) -> None:
    """What left is known, even where the sending was cut short."""
    if tally.left or tally.undelivered:
        deed = "written_to" if occasion == "invitation" else "reminded"
        note_deed(wave, deed, by=by, now=now, **asdict(tally))


def _send(
    wave: Wave, people: Sequence[SurveyInvitation], occasion: Occasion, sender: Sender, now: datetime, tally: Sent
) -> None:
    names = names_of_organisations({one.organisation_key for one in people})
    with get_connection() as server:
        for number, person in enumerate(people, start=1):
            tell_progress("messages", number, len(people))
            if not _claim(person, occasion, now):
                continue  # answered, declined, or written to by somebody else in the meantime
            message = compose(wave, person, occasion, sender=sender, organisation=names[person.organisation_key])
            if _leaves(server, message, person, occasion):
                tally.left += 1
            else:
                tally.undelivered += 1


def _claim(person: SurveyInvitation, occasion: Occasion, now: datetime) -> bool:
    """Whether the message is ours to send: true for one who asks, at one time."""
    silent = SurveyInvitation.objects.filter(
        pk=person.pk, has_answered=False, has_declined=False, wave__state=Wave.State.OPEN
    )
    if occasion == "invitation":
        return bool(silent.filter(invited_at__isnull=True).update(invited_at=now))
    claimed = silent.filter(reminders=person.reminders)
    return bool(claimed.update(reminders=F("reminders") + 1, reminded_at=now))


def _leaves(server: Any, message: EmailMessage, person: SurveyInvitation, occasion: Occasion) -> bool:
    """Sends it; a failure gives the claim back and is kept in words."""
    own = SurveyInvitation.objects.filter(pk=person.pk)
    try:
        server.send_messages([message])
    except (OSError, SMTPException, ValueError) as failure:
        before: dict[str, Any] = {"invited_at": None}
        if occasion == "reminder":
            before = {"reminders": person.reminders, "reminded_at": person.reminded_at}
        own.update(undelivered=why_undelivered(failure), **before)
        return False
    if person.undelivered:
        own.update(undelivered="")
    return True


def why_undelivered(failure: Exception) -> str:
    """What the mail server said, in its words and without the address."""
    if isinstance(failure, SMTPRecipientsRefused):
        failure = SMTPResponseException(*next(iter(failure.recipients.values())))
    if isinstance(failure, SMTPResponseException):
        told = failure.smtp_error
        words = told.decode(errors="replace") if isinstance(told, bytes) else str(told)
        return f"{failure.smtp_code} {words}"[:300]
    return (str(failure) or type(failure).__name__)[:300]


def sender_of(wave: Wave, by: User | None, base: str) -> Sender:
    """Who signs the messages: whoever sends them, or whoever prepared the wave."""
    asker = by or wave.made_by
    return Sender(
        name=by.get_full_name() if by and by.get_full_name() else wave.made_by_name,
        email=asker.email if asker else "",
        base=base.rstrip("/"),
        partnership=name_of_partnership(wave),
    )


def _written_since(instant: datetime) -> Q:
    return Q(invited_at__gt=instant) | Q(reminded_at__gt=instant)
