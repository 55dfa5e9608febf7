"""The lists of partnerships and organisations: searched, narrowed, sorted, turned and taken away, in both languages."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.conftest import LAST_DAY

from concertation.journeys.observation import forget_observations
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Organisation, Partnership

pytestmark = pytest.mark.django_db
Asked = str | int | list[str]
DAY: dict[str, str | int | list[str]] = {"as_of": LAST_DAY.isoformat()}
P = "/en/partnerships/"
ORGANISATIONS = "/en/organisations/"


@pytest.fixture
def visitor(demonstration: None) -> Client:
    """Someone without an account, before the demonstration."""
    return Client()


def _read(visitor: Client, address: str, **asked: Asked) -> str:
    answer = visitor.get(address, {**DAY, **asked})
    assert answer.status_code == 200, address
    return answer.content.decode()


def _names(page: str) -> list[str]:
    return [unescape(name) for name in re.findall(r'class="record-link"[^>]*>([^<]+)<', page)]


def _sizes(page: str) -> tuple[int, int]:
    """How many are found, of how many, as the title says."""
    found = re.search(r"<title>[^(]*\(([\d,\s]+) (?:of|sur) ([\d,\s]+)\)", page)
    assert found
    return int(re.sub(r"\D", "", found[1])), int(re.sub(r"\D", "", found[2]))


def _count_beside(page: str, line: str) -> int:
    found = re.search(rf'id="{line}".*?class="line-count">(\d+)', page, re.DOTALL)
    assert found
    return int(found[1])


@pytest.mark.parametrize("address", [P, "/fr/partenariats/", ORGANISATIONS, "/fr/organismes/", "/en/", "/fr/"])
def test_each_list_answers(visitor: Client, address: str) -> None:
    """A person without an account may read what is public."""
    assert visitor.get(address).status_code == 200


@pytest.mark.parametrize("words", ["brandon etablissement", "ÉTABLISSEMENT brand", "d’établissement brandon"])
def test_a_search_forgives_accents_order_and_elision(visitor: Client, words: str) -> None:
    """« Partenariat local en établissement de Brandon », whichever way it is typed, on the English page too."""
    assert _names(_read(visitor, P, q=words)) == ["Brandon Local Settlement Partnership"]


def test_an_organisation_is_found_by_its_acronym(visitor: Client) -> None:
    """RDI is the Rural Development Institute of the article."""
    assert _names(_read(visitor, ORGANISATIONS, q="rdi")) == ["Rural Development Institute, Brandon University"]


@pytest.mark.parametrize("code", ["local", "provincial", "unknown"])
def test_choosing_a_value_finds_as_many_as_its_number_said(visitor: Client, code: str) -> None:
    """The number beside a value is a promise."""
    promised = _count_beside(_read(visitor, P), f"reach-{code}")
    assert _sizes(_read(visitor, P, reach=code))[0] == promised


def test_values_of_one_facet_add_up_and_facets_narrow_each_other(visitor: Client) -> None:
    """Local or regional together; then only those that are mixed."""
    both = _sizes(_read(visitor, P, reach=["local", "regional"]))[0]
    each = [_sizes(_read(visitor, P, reach=code))[0] for code in ("local", "regional")]
    assert both == sum(each)
    assert _sizes(_read(visitor, P, reach=["local", "regional"], kinds="mixed"))[0] < both


def test_including_and_excluding_a_value_part_the_list(visitor: Client) -> None:
    """Local, and not local, make all of them, the unknown ones among the latter."""
    kept, of = _sizes(_read(visitor, P, reach="local"))
    assert kept + _sizes(_read(visitor, P, **{"not-reach": "local"}))[0] == of


def test_each_thing_applied_can_be_removed(visitor: Client) -> None:
    """The chip of a value leads to the same list without it."""
    page = _read(visitor, P, reach="local", **{"not-kinds": "mixed"}, sort="-partners")
    chips = [unescape(address) for address in re.findall(r'class="chip[^"]*"[^>]*href="([^"]+)"', page)]
    assert chips == [
        f"{P}?not-kinds=mixed&sort=-partners&as_of={LAST_DAY}",
        f"{P}?reach=local&sort=-partners&as_of={LAST_DAY}",
    ]


def test_ended_partnerships_are_aside_and_can_be_shown(visitor: Client) -> None:
    """Lantern Bay’s network ended in 2025: away when the list opens, there when asked for, said to have ended."""
    assert "lantern-network" not in _read(visitor, P)
    page = _read(visitor, P, existence=["holds", "ended", "not_yet"], q="lantern network")
    assert "lantern-network" in page
    assert "ended on" in page


def test_partnerships_of_later_days_can_be_shown(visitor: Client) -> None:
    """On a day of 2014 the invented region has not begun; nothing is lost for all that."""
    page = visitor.get(P, {"as_of": "2014-06-30", "existence": "not_yet"}).content.decode()
    assert "begins on" in page
    assert _sizes(page)[0] == Partnership.objects.filter(since__gt=date(2014, 6, 30)).count()


def test_a_list_sorted_by_partners_falls_and_rises(visitor: Client) -> None:
    """Turned over, the first becomes the last of those that are known."""
    rising = _names(_read(visitor, P, sort="partners", reach="provincial"))
    falling = _names(_read(visitor, P, sort="-partners", reach="provincial"))
    assert set(rising) == set(falling)
    assert rising[0] != falling[0]


def test_the_page_number_is_in_the_title_and_pages_hold_everything_once(visitor: Client) -> None:
    """Over fifty partnerships: two pages, nothing twice, nothing left out."""
    first, second = _read(visitor, P), _read(visitor, P, page=2)
    assert "page 2 of 2" in re.search("<title>(.*)</title>", second)[1]  # type: ignore[index]
    names = [*_names(first), *_names(second)]
    assert len(names) == len(set(names)) == _sizes(first)[1]


def test_a_page_beyond_the_last_is_the_last(visitor: Client) -> None:
    """An old link to page nine still shows something."""
    assert _names(_read(visitor, P, page=9)) == _names(_read(visitor, P, page=2))


def test_an_empty_list_says_what_to_take_away(visitor: Client) -> None:
    """Each way out is offered with what it would find."""
    page = _read(visitor, P, reach="national", stage="paused")
    assert "Take one thing away" in page
    assert re.search(r"without “Stage of life: Paused”</a> <span[^>]*>\d+ record", page)


def test_the_other_language_asks_the_same_question(visitor: Client) -> None:
    """The toggle keeps words, facets, order, columns and day."""
    page = _read(visitor, P, q="table", reach="local", sort="-form", columns=["type", "area"])
    toggle = unescape(re.search(r'class="toggle" href="([^"]+)"', page)[1])  # type: ignore[index]
    assert toggle.startswith("/fr/partenariats/?")
    assert _sizes(visitor.get(toggle).content.decode()) == _sizes(page)


def test_the_french_list_is_in_french(visitor: Client) -> None:
    """Counts, facets, terms and unknowns."""
    page = visitor.get("/fr/partenariats/", {**DAY, "not-number": "unknown"}).content.decode()
    for words in ("partenariats sur", "Portée géographique", "sauf", "inconnu", "Trier par"):
        assert words in page


def test_what_an_address_invents_is_left_aside(visitor: Client) -> None:
    """Values, orders, columns and pages that do not exist change nothing."""
    page = _read(visitor, P, reach="galactic", sort="luck", columns="secrets", page="-3", q="\0")
    assert _sizes(page) == _sizes(_read(visitor, P))


def test_records_that_stand_for_several_are_marked_and_not_counted_as_one(visitor: Client) -> None:
    """The article names few of Brandon’s partners; the others are not so many single organisations."""
    page = _read(visitor, ORGANISATIONS)
    groups = Organisation.objects.filter(is_unnamed_group=True).count()
    assert _sizes(page)[1] == Organisation.objects.filter(is_unnamed_group=False).count()
    assert f"and {groups} records that each stand for several organisations" in page
    assert "several, not named" in _read(visitor, ORGANISATIONS, standing="group")


def _csv(visitor: Client, address: str, **asked: Asked) -> list[dict[str, str]]:
    answer = visitor.get(address, {**DAY, **asked})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_a_file_holds_exactly_what_the_list_shows_on_all_its_pages(visitor: Client) -> None:
    """The same names in the same order, in the three formats."""
    asked: dict[str, Asked] = {"sort": "-partners", "not-kinds": "governmental"}
    shown = [*_names(_read(visitor, P, **asked)), *_names(_read(visitor, P, **asked, page=2))]
    rows = _csv(visitor, "/en/partnerships.csv", **asked)
    whole = visitor.get("/en/partnerships.json", {**DAY, **asked})
    data = json.loads(b"".join(whole.streaming_content))  # type: ignore[attr-defined]
    sheet = visitor.get("/en/partnerships.xlsx", {**DAY, **asked})
    book = load_workbook(io.BytesIO(b"".join(sheet.streaming_content)))  # type: ignore[attr-defined]
    assert len(shown) > 50
    assert [row["Name (English)"] or row["Name (French)"] for row in rows] == shown
    assert [row["name_en"] or row["name_fr"] for row in data["rows"]] == shown
    assert [row[1] or row[2] for row in book["Partnerships"].iter_rows(min_row=2, values_only=True)] == shown


def test_a_file_is_named_after_what_it_lists_and_its_day(visitor: Client) -> None:
    """In the language of the page."""
    answer = visitor.get("/fr/partenariats.csv", {"as_of": "2014-06-30"})
    assert answer["Content-Disposition"] == 'attachment; filename="partenariats-2014-06-30.csv"'


def test_an_unknown_type_is_an_empty_cell_whose_basis_says_so(visitor: Client) -> None:
    """Of Brandon the number of partners is unknown, not zero: domain facts of the article."""
    (brandon,) = list(_csv(visitor, "/en/partnerships.csv", q="brandon local settlement"))
    assert (brandon["Partners"], brandon["Partners: at least"]) == ("", "11")
    (offspring,) = list(_csv(visitor, "/en/partnerships.csv", q="more formal brandon"))
    assert (offspring["Geographic reach"], offspring["Geographic reach: basis"]) == ("", "Unknown")


def test_a_file_has_the_columns_shown_and_no_other(visitor: Client) -> None:
    """A column chosen here is a column of the file."""
    rows = _csv(visitor, "/en/organisations.csv", columns=["kind", "acronym"])
    assert list(rows[0])[4:] == ["Kind of organisation", "Acronym (English)", "Acronym (French)"]


def test_a_facet_of_many_values_is_looked_through(visitor: Client) -> None:
    """Forty of its values beside the eight first; the others are found by their words, in either language."""
    with recording(kind="edit", reason="Many", name="A test"):
        insert_facts(
            {
                "area": {
                    f"t{n}": {"kind": "municipality", "name_en": f"Elm {n}", "name_fr": f"Orme {n}"} for n in range(60)
                },
                "organisation": {"many": {"name_en": "Many"}},
                "organisation_area": {f"l{n}": {"organisation": "many", "area": f"t{n}"} for n in range(60)},
            }
        )
    page = _read(visitor, ORGANISATIONS)
    assert page.count('id="area-') <= 48
    assert 'name="among-area"' in page
    found = _read(visitor, ORGANISATIONS, **{"among-area": "ormes 57", "kind": "library"})
    assert re.findall(r'id="area-([^"]+)"', _read(visitor, ORGANISATIONS, **{"among-area": "ormes 57"})) == ["t57"]
    assert '<input type="hidden" name="kind" value="library">' in found


def test_a_format_that_does_not_exist_is_not_found(visitor: Client) -> None:
    """Three formats, no other."""
    assert visitor.get("/en/partnerships.pdf").status_code == 404


@pytest.mark.parametrize("address", [P, ORGANISATIONS, "/en/cross-tabulation/", "/en/partnerships.csv"])
def test_a_list_seen_again_asks_only_for_the_last_change(visitor: Client, address: str) -> None:
    """Lists are kept for each state of the register: nothing else is read, whatever is asked of them."""
    visitor.get(address, DAY)
    with CaptureQueriesContext(connection) as queries:
        visitor.get(address, {**DAY, "reach": "local", "sort": "-form", "page": 2})
    assert {query["sql"].split(" FROM ")[1].split()[0] for query in queries} == {'"change"'}


@pytest.mark.parametrize("address", [P, ORGANISATIONS, "/en/cross-tabulation/"])
def test_the_number_of_queries_does_not_grow_with_the_register(visitor: Client, address: str) -> None:
    """A first look after a change, at one size and at two hundred more of each, some of them in the future."""
    visitor.get(address, DAY)
    _record(1)
    _queries(visitor, address)
    _record(2)
    before = _queries(visitor, address)
    _record(200)
    assert _queries(visitor, address) == before


def _record(how_many: int) -> None:
    later = LAST_DAY + timedelta(days=30)
    with recording(kind="edit", reason="More", name="A test"):
        for number in range(how_many):
            key, since = f"more-{how_many}-{number}", later if number % 2 else None
            Partnership(key=key, name_en=f"More {number}", since=since).save()
            Organisation(key=key, name_en=f"More {number}", since=since).save()


def _queries(visitor: Client, address: str) -> int:
    """Read afresh: after a small change only what moved is read, which takes fewer."""
    forget_observations()
    with CaptureQueriesContext(connection) as queries:
        visitor.get(address, DAY)
    return len(queries)
