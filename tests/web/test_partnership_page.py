"""The page of a partnership and of an organisation, section by section, in both languages."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from concertation.journeys.chronology import forget_chronology
from concertation.journeys.permission import Role, give_role
from concertation.store.history import recording
from concertation.store.models import Concern, Contribution, Membership, Organisation, Partnership
from concertation.web.partnerships.sections import SECTIONS
from concertation.web.wording import signed_words

pytestmark = pytest.mark.django_db
DAY = "?as_of=2014-06-30"
SLUGS = [section.slug for section in SECTIONS]


@pytest.fixture
def visitor(demonstration: None) -> Client:
    """Someone without an account."""
    return Client()


def _signed_in(role: Role) -> Client:
    user = User.objects.create_user(f"a-{role}", first_name=role)
    give_role(user=user, role=role)
    client = Client()
    client.force_login(user)
    return client


def _read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("key", ["brandon", "calgary"])
@pytest.mark.parametrize("start", ["/en/partnerships", "/fr/partenariats"])
def test_every_section_has_its_own_address(visitor: Client, key: str, start: str) -> None:
    """A section can be sent to someone: it is a page of its own."""
    for slug in SLUGS:
        assert f'id="{slug}-title"' in _read(visitor, f"{start}/{key}/{slug}/{DAY}")


def test_the_whole_file_holds_every_section(visitor: Client) -> None:
    """To read at length or to print, everything is on one page."""
    page = _read(visitor, f"/en/partnerships/calgary/report/{DAY}")
    assert all(f'id="{slug}-title"' in page for slug in SLUGS)


def test_a_section_that_does_not_exist_is_not_found(visitor: Client) -> None:
    """An address that was never given leads nowhere."""
    assert visitor.get("/en/partnerships/calgary/secrets/").status_code == 404


def test_links_keep_the_day_looked_at(visitor: Client) -> None:
    """Whoever looks at the past stays there from one section to the next."""
    page = _read(visitor, f"/en/partnerships/calgary/{DAY}")
    assert f'href="/en/partnerships/calgary/members/{DAY}"' in page


def test_the_five_cells_of_calgary_are_lit(visitor: Client) -> None:
    """Local, several sectors, multipartite, mixed; its articulation is inferred (domain, worked cases)."""
    page = _read(visitor, f"/en/partnerships/calgary/typology/{DAY}")
    for label in ("Local", "Several sectors", "Multipartite", "Mixed"):
        assert f'<li class="value value-lit" aria-current="true">{label}' in page
    assert "inferred from partial facts" in page


def test_what_is_not_recorded_is_said_to_be_unknown(visitor: Client) -> None:
    """No empty cell: the article never says how Calgary decides."""
    assert "Not recorded: how it decides." in _read(visitor, f"/en/partnerships/calgary/{DAY}")


def test_sources_that_disagree_are_both_shown(visitor: Client) -> None:
    """The article calls one of the two regional, yet describes both as local: both stay."""
    page = _read(visitor, f"/en/partnerships/calgary/typology/{DAY}")
    assert "A source says otherwise:" in page


def test_the_advisory_committee_counts_persons(visitor: Client) -> None:
    """20 to 25 immigrants, and nobody's name (Garcea & Ashton, Calgary, § 2)."""
    assert "20 to 25 persons" in _read(visitor, f"/en/partnerships/calgary/bodies/{DAY}")
    assert "de 20 à 25 personnes" in _read(visitor, f"/fr/partenariats/calgary/bodies/{DAY}")


def test_before_its_first_day_the_page_says_so_and_leads_there(visitor: Client) -> None:
    """A partnership that has not begun is not found on that day; the page shows the way."""
    answer = visitor.get("/en/partnerships/calgary/?as_of=2012-01-01")
    assert answer.status_code == 404
    assert "as_of=2013-01-01" in answer.content.decode()


def test_words_in_the_other_language_say_so(visitor: Client) -> None:
    """A name known in French alone is shown in French, marked, on the English page."""
    with recording(kind="test", reason="a French name"):
        Partnership.objects.create(key="table", name_fr="Table d’accueil")
    page = _read(visitor, "/en/partnerships/table/")
    assert '<span lang="fr">Table d’accueil</span>' in page and ">FR</abbr>" in page


def test_signals_are_shown_to_stewards_alone(visitor: Client) -> None:
    """Few may see them; those who do read that they are no verdict."""
    with recording(kind="test", reason="a worry"):
        Concern.objects.create(
            partnership=Partnership.objects.get(key="calgary"),
            organisation=Organisation.objects.get(key="calgary-city"),
            kind="loss_of_autonomy",
        )
    address = f"/en/partnerships/calgary/typology/{DAY}"
    for client in (visitor, _signed_in("viewer"), _signed_in("coordinator")):
        assert "Signals to examine" not in _read(client, address)
    page = _read(_signed_in("steward"), address)
    assert "never a verdict" in page and "right to comment" in page


def test_histories_are_for_people_with_an_account(visitor: Client) -> None:
    """A visitor is refused; someone who may read it sees who and why."""
    addresses = (
        "/en/partnerships/calgary/history/",
        "/en/organisations/calgary-city/history/",
        "/en/facts/membership/calgary-city/history/",
    )
    reader = _signed_in("viewer")
    for address in addresses:
        assert visitor.get(address).status_code == 403
        assert "Concertation" in _read(reader, address)


def test_a_change_is_told_before_and_after_in_the_readers_language(visitor: Client) -> None:
    """Terms are words, not codes, in the language of the page."""
    with recording(kind="edit", reason="a call corrected us", name="Ana"):
        city = Organisation.objects.get(key="calgary-city")
        city.is_governmental = False
        city.save()
    page = _read(_signed_in("viewer"), "/fr/organismes/calgary-city/historique/")
    assert "a call corrected us" in page
    assert "<del>oui</del>" in page and "<ins>non</ins>" in page


def test_an_organisation_shows_its_names_and_partnerships(visitor: Client) -> None:
    """Both names, and each partnership with its strip."""
    page = _read(visitor, f"/en/organisations/calgary-city/{DAY}")
    assert "City of Calgary" in page and "Ville de Calgary" in page
    assert "Calgary Local Immigration Partnership" in page


@pytest.mark.parametrize("slug", SLUGS)
def test_the_page_asks_as_much_for_fifty_members_as_for_five(slug: str) -> None:
    """The number of queries does not depend on the number of members."""
    counts = []
    for members in (5, 50):
        key = f"table-{members}"
        with recording(kind="test", reason="a table"):
            table = Partnership.objects.create(key=key, name_en=key)
            for number in range(members):
                one = Organisation.objects.create(name_en=f"{key} {number}")
                Membership.objects.create(partnership=table, organisation=one)
                Contribution.objects.create(
                    partnership=table, organisation=one, direction="given", kind="money", amount=1
                )
        forget_chronology()
        with CaptureQueriesContext(connection) as queries:
            _read(Client(), f"/en/partnerships/{key}/{slug}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", -0.094, "−0.09"),
        ("fr", -0.094, "−0,09"),
        ("fr", 0.5, "+0,50"),
        ("en", -0.001, "0.00"),
        ("en", 3.999, "+4.00"),
    ],
)
def test_a_balance_is_written_as_the_language_writes_numbers(language: str, number: float, expected: str) -> None:
    """A minus sign and not a hyphen, a decimal comma in French, and no sign before zero."""
    with override(language):
        assert signed_words(number) == expected
