"""Loads the demonstration once; what people change in it afterwards is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.apps import apps
from django.contrib.auth.models import Group, User

from concertation.core.demonstration import Row, Rows, make_region, read_cases
from concertation.core.facts import all_kinds
from concertation.store.history import create_all, recording
from concertation.store.models import Organisation, Partnership
from concertation.store.models.fact import SourceFact

# Any fixed number would do; it makes the same invented region everywhere.
SEED = 20130101


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """An account that the demonstration opens."""

    username: str
    password: str
    role: str
    role_in_words: str


DEMONSTRATION_ACCOUNTS = (
    DemonstrationAccount("lise", "demonstration-lise", "viewer", "viewer · lecture"),
    DemonstrationAccount("ana", "demonstration-ana", "coordinator", "coordinator · coordination"),
    DemonstrationAccount("marc", "demonstration-marc", "steward", "steward · intendance"),
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
        region, _ = make_region(np.random.default_rng(SEED))
        with recording(kind="demonstration", reason="Demonstration · Démonstration", name="Concertation"):
            write_rows(read_cases())
            write_rows(region)
        _open_accounts()
    return DemonstrationSummary(was_loaded, Organisation.objects.count(), Partnership.objects.count())


def write_rows(rows: Rows) -> None:
    """Writes rows whose references are keys, those referred to first; inside the change under way."""
    for kind in all_kinds():
        model = _model_of(kind.id)
        ids = {
            field.name: dict(_model_of(field.to).objects.values_list("key", "id"))
            for field in kind.fields
            if field.type == "reference" and field.to is not None
        }
        create_all([model(**_resolved(row, ids)) for row in rows.get(kind.id, [])])


def _resolved(row: Row, ids: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The row with the ids of the records that its keys refer to."""
    return {
        f"{name}_id" if name in ids else name: ids[name][value] if name in ids else value
        for name, value in row.items()
    }


def _model_of(kind_id: str) -> type[SourceFact]:
    model: type[SourceFact] = apps.get_model("store", kind_id.replace("_", ""))
    return model


def _open_accounts() -> None:
    for account in DEMONSTRATION_ACCOUNTS:
        group, _ = Group.objects.get_or_create(name=account.role)
        user, is_new = User.objects.get_or_create(
            username=account.username, defaults={"first_name": account.username.capitalize()}
        )
        if is_new:
            user.set_password(account.password)
            user.save()
            user.groups.add(group)
