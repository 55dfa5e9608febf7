"""Loads the demonstration once; what people change in it afterwards is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from concertation.core.demonstration import documented_cases, make_region
from concertation.core.demonstration.region.edits import ENTERED_DAYS_BEFORE, LaterEdit, later_edits
from concertation.core.facts import fact_kind
from concertation.journeys.demonstration_surveys import write_survey_rounds
from concertation.journeys.permission import Role, give_role
from concertation.store.history import recording
from concertation.store.loading import fact_model, insert_facts
from concertation.store.models import Change, Organisation, Partnership

# Any fixed number would do; it makes the same invented region everywhere.
SEED = 20130101

# The kind of the changes that load the demonstration; one of them in the trace means that it was loaded.
CHANGE_KIND = "demonstration"


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """An account that the demonstration opens."""

    username: str
    first_name: str
    last_name: str
    password: str
    role: Role
    role_in_words: str
    organisation: str = ""


DEMONSTRATION_ACCOUNTS = (
    DemonstrationAccount("lise", "Lise", "(démonstration)", "demonstration-lise", "viewer", "viewer · consultation"),
    DemonstrationAccount(
        "ana", "Ana", "(demonstration)", "demonstration-ana", "coordinator", "coordinator · coordination"
    ),
    DemonstrationAccount(
        "nadia",
        "Nadia",
        "(démonstration)",
        "demonstration-nadia",
        "representative",
        "representative · représentation",
        organisation="newcomers--cinder-river",
    ),
    DemonstrationAccount("marc", "Marc", "(démonstration)", "demonstration-marc", "steward", "steward · intendance"),
)


@dataclass(frozen=True, slots=True)
class DemonstrationSummary:
    """What the register holds once the demonstration is loaded, and the accounts that open it."""

    was_loaded_before: bool
    organisations: int
    partnerships: int
    accounts: tuple[DemonstrationAccount, ...]

    def in_words(self) -> str:
        """One line in each language."""
        return (
            f"{self.organisations} organisations, {self.partnerships} partnerships.\n"
            f"{self.organisations} organismes, {self.partnerships} partenariats."
        )


def load_demonstration(*, last_day: date | None = None) -> DemonstrationSummary:
    """Writes the two documented cases and the invented region, and opens the accounts, all or nothing.

    The invented region lives its five years up to ``last_day``, today by default, so that it is never stale.
    A second time nothing is written: what people changed since is theirs.
    """
    was_loaded = Change.objects.filter(kind=CHANGE_KIND).exists()
    if not was_loaded:
        with transaction.atomic():
            _open_accounts()
            _write_region(last_day or timezone.localdate())
            _write_cases()
    return DemonstrationSummary(
        was_loaded_before=was_loaded,
        organisations=Organisation.objects.count(),
        partnerships=Partnership.objects.count(),
        accounts=open_demonstration_accounts(),
    )


def open_demonstration_accounts() -> tuple[DemonstrationAccount, ...]:
    """The demonstration's accounts that this installation has opened, and may show."""
    if not accounts_are_allowed():
        return ()
    names = {account.username for account in DEMONSTRATION_ACCOUNTS}
    there = set(User.objects.filter(username__in=names, is_active=True).values_list("username", flat=True))
    return tuple(account for account in DEMONSTRATION_ACCOUNTS if account.username in there)


def accounts_are_allowed() -> bool:
    """Whether this installation may hold accounts whose passwords anybody can read in the documentation."""
    return bool(settings.DEMONSTRATION_ACCOUNTS)


def _write_region(last_day: date) -> None:
    book, _ = make_region(np.random.default_rng(SEED), last_day=last_day)
    with recording(
        kind=CHANGE_KIND,
        reason="Invented region of the demonstration · Région fictive de la démonstration",
        name="Concertation",
        at=_morning(last_day - timedelta(days=ENTERED_DAYS_BEFORE)),
    ):
        insert_facts(book.rows)
    write_survey_rounds(book, last_day)
    for edit in later_edits():
        _repeat_edit(edit, last_day)


def _write_cases() -> None:
    with recording(
        kind=CHANGE_KIND,
        reason="Brandon and Calgary, from Garcea and Ashton · Brandon et Calgary, d’après Garcea et Ashton",
        name="Concertation",
    ):
        insert_facts(documented_cases().rows)


def _repeat_edit(edit: LaterEdit, last_day: date) -> None:
    """Makes an edit of the invented history again, on its day and under the name of its account."""
    account = next(account for account in DEMONSTRATION_ACCOUNTS if account.username == edit.account)
    record = fact_model(fact_kind(edit.kind))._default_manager.get(key=edit.key)
    with recording(
        kind="edit",
        reason=edit.reason,
        user=User.objects.filter(username=account.username).first() if accounts_are_allowed() else None,
        name=f"{account.first_name} {account.last_name}",
        at=_morning(last_day - timedelta(days=edit.days_before)),
    ):
        for name, value in edit.values.items():
            setattr(record, name, value)
        if edit.values:
            record.save()
        else:
            record.delete()


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 30)))


def _open_accounts() -> None:
    if not accounts_are_allowed():
        return
    for account in DEMONSTRATION_ACCOUNTS:
        user, is_new = User.objects.get_or_create(
            username=account.username,
            defaults={"first_name": account.first_name, "last_name": account.last_name},
        )
        if is_new:
            user.set_password(account.password)
            user.save()
            give_role(user=user, role=account.role, organisation=account.organisation)
