"""The pages of the fact editor: what they ask, what they say when something is wrong, and the grids."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from concertation.core.facts import all_kinds
from concertation.journeys.permission import Role, give_role
from concertation.store.history import recording
from concertation.store.models import (
    Activity,
    Agreement,
    AgreementParty,
    Area,
    Attendance,
    Body,
    BodyMember,
    Change,
    Concern,
    Decision,
    Meeting,
    Membership,
    MembershipRole,
    Organisation,
    Participation,
    Partnership,
    PartnershipArea,
    Plan,
    Source,
)

pytestmark = pytest.mark.django_db


def _client(role: Role = "coordinator", name: str = "ana") -> Client:
    user, _ = User.objects.get_or_create(username=name, first_name=name.capitalize())
    give_role(user=user, role=role)
    client = Client()
    client.force_login(user)
    return client


def _found(key: str = "table", members: int = 2) -> Partnership:
    """A partnership with members, a meeting, an activity, an agreement and a council."""
    with recording(kind="test", reason="a table"):
        table = Partnership.objects.create(key=key, name_en=key.capitalize())
        for number in range(members):
            one = Organisation.objects.create(key=f"{key}-{number}", name_en=f"Organisation {number} of {key}")
            Membership.objects.create(key=f"{key}-in-{number}", partnership=table, organisation=one)
        Meeting.objects.create(key=f"{key}-first", partnership=table, on=date(2014, 5, 1))
        Activity.objects.create(key=f"{key}-fair", partnership=table, kind="event", name_en="Fair")
        Agreement.objects.create(key=f"{key}-terms", partnership=table, kind="terms_of_reference", title_en="Terms")
        Body.objects.create(key=f"{key}-council", partnership=table, kind="council", name_en="Council")
    return table


@pytest.fixture
def ana() -> Client:
    """A coordinator in front of a table of two members."""
    _found()
    return _client()


def _problems(answer: object) -> dict[str, str]:
    return dict(answer.context["problems"])  # type: ignore[attr-defined]  # the test client keeps the context


def test_visitors_sign_in_and_viewers_are_refused() -> None:
    """Reading needs no account; writing needs one that may."""
    _found()
    addresses = (
        "/en/facts/membership/add/?partnership=table",
        "/en/facts/membership/table-in-0/edit/",
        "/en/facts/membership/table-in-0/remove/",
        "/en/facts/attendance/together/table-first/",
        "/en/facts/organisation/look-up/?q=org",
        "/en/changes/1/undo/",
    )
    try:
        sign_in = reverse("sign-in")
    except NoReverseMatch:
        sign_in = ""
    for address in addresses:
        answer = Client().get(address)
        assert answer["Location"].startswith(sign_in) if sign_in else answer.status_code == 403
        assert _client("viewer", "lise").get(address).status_code == 403, address


def test_the_form_asks_in_sections_and_leaves_room_for_not_knowing(ana: Client) -> None:
    """Both languages, both sides of a name, and three answers to a plain question."""
    page = ana.get("/fr/faits/agreement/ajouter/?partnership=table").content.decode()
    assert "Ce dont elle traite" in page and "Comment le sait-on?" in page
    assert 'name="title_en" lang="en"' in page and 'name="title_fr" lang="fr"' in page
    assert page.count('name="covers_exit"') == 3


def test_every_fault_is_listed_and_leads_to_its_box(ana: Client) -> None:
    """What cannot be read, what is missing and what is impossible are told together, and nothing typed is lost."""
    answer = ana.post("/en/facts/body/add/?partnership=table", {"seats": "many", "quorum": "-2", "since": "03/04/2014"})
    assert set(_problems(answer)) == {"name_en", "kind", "seats", "quorum", "since"}
    page = answer.content.decode()
    assert "<title>Error: Add: Body" in page and 'href="#f-seats"' in page and 'value="many"' in page
    assert not Body.objects.filter(partnership__key="table").exclude(key="table-council").exists()


def test_a_correction_without_a_reason_says_so_beside_the_reason(ana: Client) -> None:
    """The history is worth what its reasons are worth."""
    address = "/en/facts/body/table-council/edit/"
    seen = ana.get(address).context["form"].version.number
    answer = ana.post(address, {"name_en": "The council", "seen": seen})
    assert set(_problems(answer)) == {"reason"}


def test_french_pages_read_and_show_french_numbers(ana: Client) -> None:
    """« 1 234,5 » is written, kept as 1234.5, and shown again as it was written."""
    address = "/fr/faits/agreement/table-terms/modifier/"
    seen = ana.get(address).context["form"].version.number
    answer = ana.post(address, {"amount": "1 234,5", "reason": "entente signée", "seen": seen})
    assert answer.status_code == 302
    assert Agreement.objects.get(key="table-terms").amount == 1234.5
    assert 'value="1234,5"' in ana.get(address).content.decode()


def test_after_saving_the_page_that_was_left_says_what_was_done(ana: Client) -> None:
    """Back where the person came from, with the fact in sight, its history, and the way back."""
    back = "/en/partnerships/table/members/?as_of=2026-01-01"
    answer = ana.post(
        "/en/facts/membership/add/?partnership=table",
        {"organisation-words": "Library", "organisation-new-name_en": "Library", "is_observer": "no", "next": back},
        follow=True,
    )
    address, _ = answer.redirect_chain[0]
    added = Membership.objects.latest("id")
    assert address == f"{back}#fact-membership-{added.key}"
    page = answer.content.decode()
    assert f'id="fact-membership-{added.key}"' in page
    assert "Added:" in page and f"/en/facts/membership/{added.key}/history/" in page and ">Undo</button>" in page


def test_an_address_elsewhere_is_not_followed(ana: Client) -> None:
    """A link cannot send people to another site after they have saved."""
    answer = ana.post(
        "/en/facts/membership/add/?partnership=table",
        {"organisation-new-name_en": "Library", "next": "https://example.org/"},
    )
    assert answer["Location"].startswith("/en/partnerships/table/")


def test_without_scripts_a_name_is_looked_for_in_a_step_of_its_own(ana: Client) -> None:
    """Words that may mean several records are answered by the list of these; the choice is then kept."""
    address = "/en/facts/membership/add/?partnership=table"
    asked = ana.post(address, {"organisation-words": "ORGANISATION", "do": "look-organisation"})
    question = asked.context["form"].asked["organisation"]
    assert [found.key for found in question.candidates] == ["table-0", "table-1"]
    assert "Choose one below" in _problems(ana.post(address, {"organisation-words": "organisation"}))["organisation"]
    with recording(kind="test", reason="a first stay"):
        Membership.objects.filter(key="table-in-1").update(since=date(2010, 1, 1))
    chosen = {
        "organisation-words": "organisation",
        "organisation-asked": "organisation",
        "organisation-was": "",
        "organisation-choice": "table-1",
    }
    assert ana.post(address, chosen).status_code == 302
    assert Membership.objects.filter(partnership__key="table", organisation__key="table-1").count() == 2


def test_a_name_without_its_accents_is_found(ana: Client) -> None:
    """Letters are typed as the keyboard gives them; other names count too."""
    with recording(kind="test", reason="a French name"):
        Organisation.objects.create(key="ecole", name_fr="École de l’Érablière", acronym_fr="ÉÉ")
    for words in ("ecole erabl", "érablière", "EE", "ecole de lerabliere"):
        found = ana.get(f"/fr/faits/organisation/chercher/?q={words}").json()["found"]
        assert [record["key"] for record in found] == ["ecole"], words


def test_what_looks_like_a_double_is_shown_before_it_is_written(ana: Client) -> None:
    """The register asks; it does not forbid."""
    new = {"name_en": "Organisation 0 of tables", "do": "save"}
    answer = ana.post("/en/facts/organisation/add/", new)
    assert answer.context["form"].doubles[0].found.key == "table-0"
    assert not Organisation.objects.filter(name_en=new["name_en"]).exists()
    assert ana.post("/en/facts/organisation/add/", new | {"is-new": "1"}).status_code == 302


def test_a_double_added_in_place_can_be_taken_instead(ana: Client) -> None:
    """The candidate is one of the choices; saving again adds another one."""
    address = "/en/facts/resource/add/?partnership=table"
    new = {"kind": "dedicated_staff", "provided_by-new-name_en": "Organisation of table 0", "do": "save"}
    asked = ana.post(address, new).context["form"].asked["provided_by"]
    assert asked.has_double and asked.candidates[0].key == "table-0"


def test_a_source_is_chosen_among_the_recent_ones_or_added(ana: Client) -> None:
    """What was cited last comes first, and a new source is written with the fact."""
    address = "/en/facts/resource/add/?partnership=table"
    new = {"source-new-title_en": "Minutes of May", "source-new-kind": "minutes", "source-choice": "", "source-was": ""}
    codes = [c.value for q in ana.get(address).context["form"].sections()[-1][1] for n in q.new for c in n.choices]
    new["source-new-kind"] = next(code for code in codes if code)
    assert ana.post(address, {"kind": "own_budget", **new}).status_code == 302
    source = Source.objects.get()
    assert ana.get(address).context["form"].asked["source"].candidates[0].key == source.key
    answer = ana.post(address, {"kind": "dedicated_staff", "source-choice": source.key, "source-was": ""})
    assert answer.status_code == 302


def test_a_fault_in_what_is_added_in_place_is_beside_its_box(ana: Client) -> None:
    """A source without its kind is asked for it, and nothing is written."""
    answer = ana.post(
        "/en/facts/resource/add/?partnership=table", {"kind": "own_budget", "source-new-title_en": "Minutes of May"}
    )
    assert set(_problems(answer)) == {"source-new-kind"}
    assert not Source.objects.exists()


def test_without_a_partnership_the_page_first_asks_for_one(ana: Client) -> None:
    """Addresses work from anywhere: the owner is the first question."""
    asked = ana.get("/en/facts/body/add/")
    assert "First, what it belongs to" in asked.content.decode()
    answer = ana.post("/en/facts/body/add/", {"partnership-words": "table"})
    assert answer["Location"] == "/en/facts/body/add/?partnership=table"


def test_someone_else_s_correction_is_shown_and_nothing_typed_is_lost(ana: Client) -> None:
    """Both sides stand on the page; saving again is then a choice."""
    address = "/en/facts/body/table-council/edit/"
    seen = ana.get(address).context["form"].version.number
    marc = _client("steward", "marc")
    theirs = {"name_en": "Board", "seats": "12", "reason": "minutes", "seen": seen}
    assert marc.post(address, theirs).status_code == 302
    mine = {"name_en": "Steering council", "seats": "", "reason": "a call", "seen": seen}
    answer = ana.post(address, mine)
    page = answer.content.decode()
    assert "Marc changed this fact" in page and "Council → Board" in page
    assert 'value="Steering council"' in page and 'value="12"' in page
    again = answer.context["form"].version.number
    assert ana.post(address, mine | {"seen": again, "seats": "12"}).status_code == 302
    council = Body.objects.get(key="table-council")
    assert (council.name_en, council.seats) == ("Steering council", 12)


def test_what_holds_a_fact_back_is_shown_before_removing(ana: Client) -> None:
    """The page names what rests on the fact, and offers no button."""
    with recording(kind="test", reason="came"):
        Attendance.objects.create(
            meeting=Meeting.objects.get(), membership=Membership.objects.get(key="table-in-0"), status="present"
        )
    page = ana.get("/en/facts/membership/table-in-0/remove/").content.decode()
    assert "1 attendance" in page and "Other facts rest on this one" in page
    assert ">Remove</button>" not in page


def test_removed_is_said_with_the_way_back(ana: Client) -> None:
    """One button, and the fact is there again."""
    answer = ana.post(
        "/en/facts/membership/table-in-0/remove/",
        {"reason": "never joined", "next": "/en/partnerships/table/members/"},
        follow=True,
    )
    assert "Removed:" in answer.content.decode()
    change = Change.objects.latest("id")
    undone = ana.post(f"/en/changes/{change.pk}/undo/", {"next": "/en/partnerships/table/members/"}, follow=True)
    assert "Undone: 1 fact is as before." in undone.content.decode()
    assert Membership.objects.filter(key="table-in-0").exists()


def test_a_change_that_cannot_be_undone_says_why(ana: Client) -> None:
    """The reason is on the page to which the person returns."""
    change = Change.objects.get(kind="test")
    page = ana.post(f"/en/changes/{change.pk}/undo/", {"next": "/en/partnerships/table/"}, follow=True).content.decode()
    assert "cannot be undone" in page


def test_a_partnership_that_holds_what_few_may_see_is_not_removed_by_others(ana: Client) -> None:
    """Neither the page nor the deed tells a coordinator what a partner confided."""
    with recording(kind="test", reason="a worry"):
        Concern.objects.create(
            partnership=Partnership.objects.get(), organisation=Organisation.objects.all()[0], kind="other"
        )
    assert ana.get("/en/facts/partnership/table/remove/").status_code == 403
    assert ana.post("/en/facts/partnership/table/remove/", {"reason": "x"}).status_code == 403
    assert "goes along" in _client("steward", "marc").get("/en/facts/partnership/table/remove/").content.decode()


def test_what_a_source_says_of_what_few_may_see_is_for_the_same_few(ana: Client) -> None:
    """A statement is no way round."""
    with recording(kind="test", reason="a worry"):
        Concern.objects.create(
            key="worry", partnership=Partnership.objects.get(), organisation=Organisation.objects.all()[0], kind="other"
        )
    address = "/en/facts/statement/add/?subject_kind=concern&subject_key=worry"
    assert ana.get(address).status_code == 403
    answer = ana.post("/en/facts/statement/add/", {"subject_kind": "concern", "subject_key": "worry", "value": "x"})
    assert answer.status_code == 403


def test_who_came_is_filled_in_on_one_page(ana: Client) -> None:
    """A member, a guest put on the list, and one of whom nothing is known: one change."""
    address = "/en/facts/attendance/together/table-first/"
    with recording(kind="test", reason="a guest"):
        Organisation.objects.create(key="guest", name_en="Guest")
    asked = ana.post(address, {"guest-words": "guest", "do": "look-in", "membership-table-in-0.status": "regrets"})
    rows = {row.name: row for row in asked.context["rows"]}
    assert "put-guest" in rows and rows["membership-table-in-0"].written["status"] == "regrets"
    answer = ana.post(
        address, {"extra": "guest", "put-guest.status": "present", "membership-table-in-0.status": "regrets"}
    )
    assert answer.status_code == 302
    assert set(Attendance.objects.values_list("membership__key", "guest__key", "status")) == {
        ("table-in-0", None, "regrets"),
        (None, "guest", "present"),
    }
    assert Change.objects.latest("id").kind == "created"


def test_a_grid_writes_only_what_changed(ana: Client) -> None:
    """Corrections need a reason, an unticked line is removed, the rest has no new version."""
    table = Partnership.objects.get()
    with recording(kind="test", reason="who does what"):
        for number in (0, 1):
            Participation.objects.create(
                key=f"part-{number}",
                activity=Activity.objects.get(),
                organisation=Organisation.objects.get(key=f"{table.key}-{number}"),
                advises=True,
            )
    address = "/en/facts/participation/together/table-fair/"
    seen = {row.name: row.version.number for row in ana.get(address).context["rows"] if row.version}
    answers = {f"{name}.seen": number for name, number in seen.items()}
    answers |= {f"{name}.there": "1" for name in seen} | {f"{name}.advises": "yes" for name in seen}
    answers |= {"fact-part-0.works": "yes"}
    assert set(_problems(ana.post(address, answers))) == {"reason"}
    assert ana.post(address, answers | {"reason": "minutes"}).status_code == 302
    assert Participation.objects.get(key="part-0").works is True
    assert Participation.history.filter(key="part-1").count() == 1
    del answers["fact-part-1.there"]
    assert ana.post(address, answers | {"reason": "it did not"}).status_code == 302
    assert not Participation.objects.filter(key="part-1").exists()


@pytest.mark.parametrize(
    ("address", "answers", "count"),
    [
        ("agreement_party/together/table-terms", {"organisation-table-0.there": "1"}, AgreementParty.objects.count),
        (
            "agreement_party/together/table-terms",
            {"organisation-table-0.signed_on": "2014-06-30", "organisation-table-1.there": "1"},
            AgreementParty.objects.count,
        ),
        ("body_member/together/table-council", {"organisation-table-1.chairs": "yes"}, BodyMember.objects.count),
        ("membership_role/together/table-in-0", {"role-lead.since": "2013"}, MembershipRole.objects.count),
    ],
)
def test_parties_seats_and_roles_are_filled_in_together(
    ana: Client, address: str, answers: dict[str, str], count: object
) -> None:
    """A tick or any answer on a line makes the fact."""
    assert ana.post(f"/en/facts/{address}/", answers).status_code == 302
    assert count() == len(answers)  # type: ignore[operator]  # a manager's count


def test_a_faulty_line_of_a_grid_is_named_and_nothing_is_written(ana: Client) -> None:
    """The summary names the line and leads to its box."""
    answers = {"role-lead.since": "yesterday", "role-funder.there": "1"}
    answer = ana.post("/en/facts/membership_role/together/table-in-0/", answers)
    ((slot, message),) = answer.context["problems"]
    assert slot == "role-lead.since" and message.startswith("Lead – ")
    assert not MembershipRole.objects.exists()


@pytest.mark.parametrize(
    "page",
    [
        "facts/membership/add/?partnership={key}",
        "facts/decision/add/?partnership={key}",
        "facts/membership/{key}-in-0/edit/",
        "facts/partnership/{key}/remove/",
        "facts/attendance/together/{key}-first/",
        "facts/participation/together/{key}-fair/",
        "facts/body_member/together/{key}-council/",
        "facts/organisation/look-up/?q=organisation",
    ],
)
def test_the_pages_ask_as_much_for_fifty_members_as_for_five(page: str) -> None:
    """The number of queries does not depend on the number of members, recorded attendances included."""
    client = _client("steward", "marc")
    counts = []
    for members in (5, 50):
        key = f"table-{members}"
        _found(key, members)
        with recording(kind="test", reason="came"):
            for member in Membership.objects.filter(partnership__key=key):
                meeting = Meeting.objects.get(key=f"{key}-first")
                Attendance.objects.create(meeting=meeting, membership=member, status="present")
                activity = Activity.objects.get(key=f"{key}-fair")
                Participation.objects.create(activity=activity, organisation=member.organisation)
        client.get(f"/en/{page.format(key=key)}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/en/{page.format(key=key)}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_organisation_that_the_register_does_not_know_is_put_on_the_list(ana: Client) -> None:
    """It is written with the lines of the grid, in one change; what the page did not write is left aside."""
    address = "/en/facts/participation/together/table-fair/"
    new = {"organisation-new-name_en": "Library", "organisation-new-kind": "library", "do": "look-in"}
    asked = ana.post(address, new)
    (entry,) = asked.context["new"]
    row = next(row for row in asked.context["rows"] if row.label == "Library")
    answer = ana.post(address, {"new": [entry, "{", "[]"], f"{row.name}.works": "yes"})
    assert answer.status_code == 302
    part = Participation.objects.get()
    assert (part.organisation.name_en, part.organisation.kind, part.works) == ("Library", "library", True)
    assert Organisation.history.get(name_en="Library").change_id == Participation.history.get().change_id


def test_a_line_that_someone_else_changed_is_shown_and_nothing_is_written(ana: Client) -> None:
    """The grid says whose line it is; saving again is then a choice."""
    with recording(kind="test", reason="leads"):
        MembershipRole.objects.create(key="leads", membership=Membership.objects.get(key="table-in-0"), role="lead")
    address = "/en/facts/membership_role/together/table-in-0/"
    seen = ana.get(address).context["rows"][0].version.number
    line = {"fact-leads.there": "1", "fact-leads.seen": seen, "reason": "minutes"}
    assert _client("steward", "marc").post(address, line | {"fact-leads.since": "2013"}).status_code == 302
    answer = ana.post(address, line | {"fact-leads.since": "2014"})
    ((_, message),) = answer.context["problems"]
    assert message.startswith("Lead – Marc changed this fact")
    assert MembershipRole.objects.get().since == date(2013, 1, 1)
    again = next(row.version.number for row in answer.context["rows"] if row.version)
    assert ana.post(address, line | {"fact-leads.since": "2014", "fact-leads.seen": again}).status_code == 302


def test_every_kind_of_fact_can_be_reached_from_a_page(ana: Client) -> None:
    """From the sections of a partnership and of an organisation, and from what stands around each fact."""
    with recording(kind="test", reason="more to read"):
        table = Partnership.objects.get()
        source = Source.objects.create(title_en="Minutes", kind="report")
        area = Area.objects.create(key="town", name_en="Town", kind="custom")
        PartnershipArea.objects.create(key="served", partnership=table, area=area, source=source)
        Decision.objects.create(partnership=table, description_en="To open")
        Plan.objects.create(partnership=table, title_en="Plan")
    marc = _client("steward", "marc")
    addresses = ["/en/partnerships/table/report/", "/en/organisations/table-0/", "/en/facts/area/town/edit/"]
    addresses += ["/en/partnerships/", "/en/organisations/", "/en/facts/partnership_area/served/edit/"]
    pages = " ".join(marc.get(address).content.decode() for address in addresses)
    for kind in all_kinds():
        ways = (f"/facts/{kind.id}/add/", f"/facts/{kind.id}/together/")
        is_source = kind.id in ("source", "area") and f"/facts/{kind.id}/" in pages
        assert any(way in pages for way in ways) or is_source, kind.id
