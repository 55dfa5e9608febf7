"""A small register in which two records stand for one library, with everything that can be attached to either."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from hypothesis import strategies as st

from concertation.core.facts import all_kinds
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.permission import Role, give_role
from concertation.store.history import recording
from concertation.store.loading import insert_facts

Facts = dict[str, dict[str, dict[str, object]]]

PARTNERSHIPS = ("table", "round")
MEETINGS = {"m1": ("table", date(2015, 3, 1)), "m2": ("table", date(2017, 3, 1)), "m3": ("round", date(2016, 3, 1))}
DAYS = (None, date(2014, 1, 1), date(2016, 1, 1))
ENDS = (None, date(2018, 12, 31), date(2020, 12, 31))


def person(role: Role = "coordinator", name: str = "ana") -> User:
    """Somebody with a role."""
    user = User.objects.create_user(name, first_name=name.capitalize())
    give_role(user=user, role=role)
    return user


def base() -> Facts:
    """Two partnerships with their meetings, three organisations, two sources."""
    return {
        "source": {f"s{n}": {"title_en": f"List {n}", "kind": "document"} for n in (1, 2)},
        "organisation": {
            "library": {"name_en": "Brandon Library", "kind": "library", "source": "s1", "note": "One."},
            "biblio": {"name_fr": "Bibliothèque de Brandon", "website": "https://b.example", "source": "s2"},
            "city": {"name_en": "City of Brandon"},
        },
        "area": {"brandon": {"name_en": "Brandon", "kind": "municipality"}},
        "partnership": {key: {"name_en": key.title(), "accountable_to": "biblio"} for key in PARTNERSHIPS},
        "body": {"council": {"partnership": "table", "kind": "council", "name_en": "Council"}},
        "meeting": {key: {"partnership": own, "on": day} for key, (own, day) in MEETINGS.items()},
        "agreement": {"terms": {"partnership": "table", "kind": "terms_of_reference", "title_en": "Terms"}},
        "activity": {"fair": {"partnership": "table", "kind": "event", "name_en": "Fair"}},
        "decision": {"go": {"partnership": "table", "description_en": "Go"}},
    }


def write(facts: Mapping[str, Any], reason: str = "a list") -> None:
    """Writes facts as an import does."""
    with recording(kind="imported", reason=reason):
        insert_facts(facts)


def all_rows() -> dict[str, list[dict[str, Any]]]:
    """Every fact of the register, column by column."""
    return {kind.id: list(model_of(kind.id).objects.order_by("id").values()) for kind in all_kinds()}


@st.composite
def attached(draw: st.DrawFn) -> Facts:
    """Facts of either record, drawn so that they meet, repeat and disagree."""
    facts: Facts = {}
    owners = ("library", "biblio")

    def add(kind_id: str, **columns: object) -> str:
        own = facts.setdefault(kind_id, {})
        key = f"{kind_id}-{len(own)}"
        own[key] = columns
        return key

    for owner in owners:
        _names_and_places(draw, add, owner)
        people = [add("representative", organisation=owner, name=draw(st.sampled_from(("Ana", "Bo")))) for _ in (1, 2)]
        for partnership in PARTNERSHIPS:
            if not draw(st.booleans()):
                continue
            since, until = draw(st.sampled_from(DAYS)), draw(st.sampled_from(ENDS))
            membership = add(
                "membership",
                partnership=partnership,
                organisation=owner,
                since=since,
                until=until,
                is_observer=draw(st.booleans()),
                source=draw(st.sampled_from((None, "s1", "s2"))),
            )
            add("membership_role", membership=membership, role=draw(st.sampled_from(("lead", "member"))))
            add("representation", membership=membership, representative=draw(st.sampled_from(people)))
            for meeting, (own, day) in MEETINGS.items():
                inside = (since is None or since <= day) and (until is None or day <= until)
                if own == partnership and inside and draw(st.booleans()):
                    status = draw(st.sampled_from(("present", "absent", "regrets")))
                    add("attendance", meeting=meeting, membership=membership, status=status)
        _governance(draw, add, owner)
        for other in {*owners, "city"} - {owner}:
            _relations(draw, add, owner, other)
    if draw(st.booleans()):
        add("match_judgment", organisation="library", other="biblio", answer="unsure")
    add("statement", subject_kind="organisation", subject_key="biblio", field="kind", value="public", agrees=False)
    return facts


def _names_and_places(draw: st.DrawFn, add: Any, owner: str) -> None:
    if draw(st.booleans()):
        add("organisation_name", organisation=owner, kind="alias", name=draw(st.sampled_from(("BL", "The Library"))))
    if draw(st.booleans()):
        add("organisation_identifier", organisation=owner, scheme="business_number", value="123456789")
    add("organisation_sector", organisation=owner, sector="settlement", since=draw(st.sampled_from(DAYS)))
    if draw(st.booleans()):
        add("organisation_area", organisation=owner, area="brandon")
    add("site", organisation=owner, city_en="Brandon", postal_code=draw(st.sampled_from(("R7A 0A1", "R7A 0A2"))))


def _governance(draw: st.DrawFn, add: Any, owner: str) -> None:
    if draw(st.booleans()):
        add("agreement_party", agreement="terms", organisation=owner, signed_on=draw(st.sampled_from(DAYS)))
    if draw(st.booleans()):
        add("participation", activity="fair", organisation=owner, works=draw(st.sampled_from((None, True, False))))
    if draw(st.booleans()):
        add("decision_maker", decision="go", organisation=owner)
    if draw(st.booleans()):
        add("body_member", body="council", organisation=owner, votes=draw(st.sampled_from((None, 1.0, 2.0))))
    if draw(st.booleans()):
        add("attendance", meeting="m3", guest=owner, status="present")
    add("contribution", partnership="table", organisation=owner, direction="given", kind="money", amount=100.0)
    add("action_item", meeting="m1", description_en="Call", owner=owner)
    add("concern", partnership="table", organisation=owner, kind="loss_of_autonomy")


def _relations(draw: st.DrawFn, add: Any, owner: str, other: str) -> None:
    if draw(st.booleans()):
        level = draw(st.sampled_from((None, 1, 3)))
        add("tie", from_organisation=owner, to_organisation=other, kind="referral", intensity=level)
    if draw(st.booleans()):
        share = draw(st.sampled_from((0.2, 0.5)))
        add("dependence", partnership="table", dependent=owner, provider=other, resource="money", share=share)
    if other == "city" and draw(st.booleans()):
        add("match_judgment", organisation=owner, other=other, answer=draw(st.sampled_from(("different", "unsure"))))
