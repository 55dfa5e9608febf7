"""Two tables, their members, their people and what few may see: enough to tell one's own rows from another's.

What must not be shown is written in words that stand nowhere else, so that one look at the bytes of an answer tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.permission.small_results import close_wave
from tests.permission.small_surveys import surveys_of
from tests.store.small_waves import invite_to, open_wave
from tests.store.smallest import add
from tests.web.importing_files import workbook

from concertation.journeys.accounts.invitations import invite
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission import Right, Role, give_role
from concertation.journeys.waves.links import issue_link
from concertation.store.models import AccountSession, Grant, Invitation, WorkbookImport

SIDES = ("own", "other")
# Who asks, and the grants that they hold.
HOLDERS: Mapping[str, Right | None] = MappingProxyType(
    {
        "visitor": None,
        "viewer": Right("viewer"),
        "representative": Right("representative", organisation="house-own"),
        "coordinator": Right("coordinator", partnership="table-own"),
        "coordinator_of_all": Right("coordinator"),
        "steward": Right("steward"),
        "administrator": Right("administrator"),
    }
)
# What each may find in an answer; the rest must never be there.
_OF_TABLE = frozenset({"Pipistrelle-own", "Pipistrelle-third"})
_CONTACTS = _OF_TABLE | {"Pipistrelle-other", "Pipistrelle-source"}
_RESTRICTED = frozenset(
    {"Salamandre-own", "Salamandre-other", "Salamandre-statement-own", "Salamandre-statement-other"}
)
SECRETS = _CONTACTS | _RESTRICTED | {"Pipistrelle-statement"}
OPEN_TO: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "visitor": frozenset(),
        "viewer": frozenset(),
        "representative": _OF_TABLE,
        "coordinator": _OF_TABLE,
        "coordinator_of_all": _CONTACTS | {"Pipistrelle-statement"},
        "steward": SECRETS,
        "administrator": frozenset(),
    }
)

Arguments = Mapping[str, str]


def build() -> dict[str, Arguments]:
    """Writes the register; the names that the table of expectations gives to its records, for each side."""
    source = add("source", key="source-1", title_en="Minutes", title_fr="Procès-verbal", person="Pipistrelle-source")
    for side in SIDES:
        _table(side, source)
        close_wave(side)
    _third_member()
    _statements(source)
    return {side: {**_names(side), **surveys_of(side)} for side in SIDES}


def _table(side: str, source: str) -> None:
    add("partnership", key=f"table-{side}", name_en=f"Table {side}", since=date(2020, 1, 1), source=source)
    add("partnership", key=f"born-{side}", name_en=f"Born {side}", since=date(2021, 1, 1))
    add("organisation", key=f"house-{side}", name_en=f"House {side}", kind="settlement_agency")
    _member(side, f"table-{side}")
    add("meeting", key=f"meeting-{side}", partnership=f"table-{side}", on=date(2024, 5, 1))
    add("activity", key=f"activity-{side}", partnership=f"table-{side}", name_en="Fair")
    add("agreement", key=f"agreement-{side}", partnership=f"table-{side}", title_en="Terms")
    add("body", key=f"body-{side}", partnership=f"table-{side}", name_en="Council")
    add("decision", key=f"decision-{side}", partnership=f"table-{side}", meeting=f"meeting-{side}")
    add("contribution", key=f"contribution-{side}", partnership=f"table-{side}", organisation=f"house-{side}")
    add("site", key=f"site-{side}", organisation=f"house-{side}")
    add("lineage", key=f"lineage-{side}", origin=f"table-{side}", result=f"born-{side}")
    secret = f"Salamandre-{side}"
    add("concern", key=f"concern-{side}", partnership=f"table-{side}", organisation=f"house-{side}", note=secret)


def _member(side: str, table: str) -> None:
    add("membership", key=f"seat-{side}", partnership=table, organisation=f"house-{side}", since=date(2020, 1, 1))
    name = f"Pipistrelle-{side}"
    add("representative", key=f"person-{side}", organisation=f"house-{side}", name=name, email=f"{name}@example.org")
    add("representation", key=f"voice-{side}", membership=f"seat-{side}", representative=f"person-{side}", note=name)


def _third_member() -> None:
    """Who sits at one's own table, and is not one's own organisation."""
    add("organisation", key="house-third", name_en="House third")
    _member("third", "table-own")


def _statements(source: str) -> None:
    for side in SIDES:
        about = {"subject_kind": "concern", "subject_key": f"concern-{side}", "field": "note"}
        add("statement", key=f"statement-{side}", **about, value=f"Salamandre-statement-{side}", source=source)
    about = {"subject_kind": "representative", "subject_key": "person-other", "field": "name"}
    add("statement", key="statement-person", **about, value="Pipistrelle-statement", source=source)


def _names(side: str) -> Arguments:
    kinds = ("meeting", "activity", "agreement", "body", "decision", "contribution", "site", "concern", "statement")
    names = {kind: f"{kind}-{side}" for kind in kinds}
    names |= {"partnership": f"table-{side}", "organisation": f"house-{side}", "membership": f"seat-{side}"}
    names |= {"representative": f"person-{side}", "representation": f"voice-{side}", "source": "source-1"}
    for kind in ("meeting", "concern", "representative", "contribution"):
        names[f"change_of_{kind}"] = str(_change_of(kind, names[kind]))
    now = (timezone.now() + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")
    return names | {"now": now, "instant": f"{now}:00Z"}


def _change_of(kind_id: str, key: str) -> int:
    """The change that added a fact, as if somebody had made it on a page."""
    version = model_of(kind_id).history.model.objects.filter(key=key).earliest("history_id")
    type(version.change).objects.filter(pk=version.change_id).update(kind="created")
    return int(version.change_id)


def people() -> dict[str, Client]:
    """One client for each who asks, signed in."""
    found = {}
    for holder, right in HOLDERS.items():
        found[holder] = Client()
        if right is not None:
            found[holder].force_login(_account(holder, right))
    return found


def _account(name: str, right: Right) -> User:
    user = User.objects.create_user(name, email=f"{name}@example.org", password=f"the-password-of-{name}")
    role: Role = right.role
    give_role(user=user, role=role, partnership=right.partnership, organisation=right.organisation)
    return user


def ways_in() -> dict[str, Arguments]:
    """Accounts, invitations, sessions and files: someone’s own, and another’s."""
    boss = User.objects.get(username="administrator")
    invited = invite(
        email="new@example.org", first_name="", last_name="", language="en", rights=[Right("viewer")], by=boss
    )
    file = SimpleUploadedFile("partners.xlsx", workbook(("h1", "Harbour", "Havre", "", "")))
    steward = Client()
    steward.force_login(User.objects.get(username="coordinator_of_all"))
    steward.post("/en/import/", {"file": file})
    grant: Any = Grant.objects.get(account__username="viewer")
    session: Any = AccountSession.objects.filter(account__username="viewer").first()
    names = {
        "account": str(grant.account_id),
        "grant": str(grant.pk),
        "invitation": str(Invitation.objects.get().pk),
        "token": invited.token,
        "session": str(session.pk),
        "import": str(WorkbookImport.objects.get().pk),
        "survey_token": issue_link(invite_to(open_wave(partnership_key="table-own"), organisation="house-own")),
    }
    return dict.fromkeys(SIDES, names)
