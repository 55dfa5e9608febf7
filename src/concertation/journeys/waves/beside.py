"""Many messages leave beside the pages: a page hands them over, and shows how far they are."""

from __future__ import annotations

from typing import Any, Literal

from django.contrib.auth.models import User
from django.utils import timezone

from concertation.core.text import Counted, Text
from concertation.journeys.background import Outcome, Stopped, start_work
from concertation.journeys.waves.sending import send_messages
from concertation.journeys.waves.words import Occasion
from concertation.store.models import Work
from concertation.store.models.surveys import Wave

# Up to this many are sent while the page waits.
MOST_AT_ONCE = 25
_LEFT = Counted(
    Text(en="{left} message has left; {undelivered} did not.", fr="{left} message est parti; {undelivered} non."),
    Text(en="{left} messages have left; {undelivered} did not.", fr="{left} messages sont partis; {undelivered} non."),
)
_STOPPED = Text(
    en="Stopped as you asked. What had left has left, and is counted; the others wait.",
    fr="Arrêté à votre demande. Ce qui était parti est parti, et compté; les autres attendent.",
)


def send_beside(
    wave: Wave, occasion: Occasion, *, by: User, base: str, is_anyway: bool, language: Literal["en", "fr"]
) -> Work:
    """Hands the messages over; asked for twice while it lasts, it is one work."""
    return start_work(
        "write_to_partners",
        user=by,
        subject=wave.name_fr if language == "fr" else wave.name_en,
        arguments={"wave": wave.key, "occasion": occasion, "base": base, "is_anyway": is_anyway},
        language=language,
    )


def write_to_partners(work: Work) -> Outcome:
    """The work itself: sends what the plan of now comes to."""
    given: dict[str, Any] = work.arguments
    wave = Wave.objects.get(key=given["wave"])
    page: dict[str, Any] = {"page": "wave", "arguments": (wave.partnership_key, wave.key)}
    try:
        sent = send_messages(
            wave,
            given["occasion"],
            by=work.asked_by,
            now=timezone.now(),
            base=given["base"],
            is_anyway=given["is_anyway"],
        )
    except Stopped:
        return Outcome(_STOPPED, **page)
    facts = {"left": sent.left, "undelivered": sent.undelivered}
    english, french = (_LEFT.for_count(sent.left, side).format(**facts) for side in ("en", "fr"))
    return Outcome(Text(en=english, fr=french), **page)
