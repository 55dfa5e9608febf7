"""Loads the demonstration once; what people change in it afterwards is kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.conf import settings
from django.contrib.auth.models import User

from concertation.core.demonstration import documented_cases, make_region
from concertation.journeys.permission import Role, give_role
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Organisation, Partnership

# Any fixed number would do; it makes the same invented region everywhere.
SEED = 20130101


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """An account that the demonstration opens."""

    username: str
    first_name: str
    last_name: str
    password: str
    role: Role
    role_in_words: str


DEMONSTRATION_ACCOUNTS = (
    DemonstrationAccount("lise", "Lise", "Demo", "demonstration-lise", "viewer", "viewer · lecture"),
    DemonstrationAccount("ana", "Ana", "Demo", "demonstration-ana", "coordinator", "coordinator · coordination"),
    DemonstrationAccount("marc", "Marc", "Demo", "demonstration-marc", "steward", "steward · intendance"),
)


@dataclass(frozen=True, slots=True)
class DemonstrationSummary:
    """What the register holds once the demonstration is loaded."""

    was_loaded_before: bool
    organisations: int
    partnerships: int

    def in_words(self) -> str:
        """One line in each language."""
        return (
            f"{self.organisations} organisations, {self.partnerships} partnerships.\n"
            f"{self.organisations} organismes, {self.partnerships} partenariats."
        )


def load_demonstration() -> DemonstrationSummary:
    """Writes the two cases and the invented region in one change, and opens the accounts."""
    was_loaded = Partnership.objects.filter(key="brandon").exists()
    if not was_loaded:
        _open_accounts()
        region, _ = make_region(np.random.default_rng(SEED))
        keyed = {
            kind: {row["key"]: {k: v for k, v in row.items() if k != "key"} for row in rows}
            for kind, rows in region.items()
        }
        with recording(kind="demonstration", reason="Demonstration · Démonstration", name="Concertation"):
            insert_facts(documented_cases().rows)
            insert_facts(keyed)
    return DemonstrationSummary(was_loaded, Organisation.objects.count(), Partnership.objects.count())


def accounts_are_allowed() -> bool:
    """Whether this installation may hold accounts whose passwords are printed in the documentation."""
    return bool(getattr(settings, "DEMONSTRATION_ACCOUNTS", True))


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
            give_role(user=user, role=account.role)
