"""A list of places becomes organisations and their sites, one organisation whatever the language."""

from __future__ import annotations

from pathlib import Path

import pytest

from concertation.exchange.workbook.sites import province_code
from concertation.journeys.workbook import confirm_import, preview_workbook
from concertation.store.models import Organisation, OrganisationName, Site

pytestmark = pytest.mark.django_db

_SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "ircc-services" / "services.csv"

_LIST = """key,name_en,name_fr,address_en,city_en,province,postal_code,website,latitude,longitude
s1,Family Service,Services à la famille,1 Main,Toronto,Ontario,M5V 2T6,www.fs.example,43.6,-79.4
s2,FAMILY SERVICE,Services a la famille (Nord),2 Oak,Toronto,ON,M5V2T6,,"43,7","-79,5"
s3,Services à la famille,Services à la famille,3 Elm,Moncton,Nouveau-Brunswick,X,,46.1,-64.8
s4,Oak Centre,Oak Centre,4 Elm,Moncton,Atlantis,E1C 1A1,,46.1,-64.8
"""


def test_an_organisation_is_one_whatever_the_language_of_its_lines() -> None:
    """Three lines name one organisation; a name that differs is kept beside the others."""
    confirm_import(_LIST.encode(), filename="list.csv", leave_faulty_rows=True)
    family = Organisation.objects.get(name_en="Family Service")
    assert Organisation.objects.count() == 2
    assert (family.name_fr, family.website) == ("Services à la famille", "https://www.fs.example")
    assert [name.name for name in OrganisationName.objects.all()] == ["Services a la famille (Nord)"]
    assert {(site.key, site.province) for site in Site.objects.all()} == {("s1", "35"), ("s2", "35"), ("s3", "13")}
    assert Site.objects.get(key="s2").longitude == -79.5


def test_what_a_list_says_wrongly_is_told_with_its_place() -> None:
    """A province that does not exist is a fault, an odd postal code a warning."""
    preview = preview_workbook(_LIST.encode(), filename="list.csv")
    assert [(f.code, f.place.row, f.place.column) for f in preview.faults] == [("unknown-province", 5, "province")]
    assert {(f.code, f.place.row) for f in preview.warnings} == {("completed-address", 2), ("odd-postal-code", 4)}


def test_provinces_are_known_by_name_abbreviation_and_code() -> None:
    """In both languages (Standard Geographical Classification 2021)."""
    assert [province_code(word) for word in ("Québec", "quebec", "QC", "24", "Île-du-Prince-Édouard", "x")] == [
        "24", "24", "24", "24", "11", None,
    ]  # fmt: skip


@pytest.mark.skipif(not _SHARED.exists(), reason="the shared list of newcomer services is absent")
def test_the_real_list_of_newcomer_services_arrives_whole() -> None:
    """1,262 places; by hand: 770 distinct pairs of names, 765 once accents, case and punctuation are folded.

    Ten of them share a name with another pair because of a language or a place (among them « The Arab Community
    Centre of Toronto », translated in one line and not in another, and « Peel District School Board », of which one
    side alone names the welcome centres): joined, 755 organisations. Joining every shared name would give 753; two
    are told instead, since they name two organisations in one line: « Bredin Centre for Learning » (Alberta), whose
    French name is that of IRCOM (Manitoba), and St. Patrick's school, whose French name is St. Nicholas's.
    """
    preview = preview_workbook(_SHARED)
    counts = {sheet.kind_id: dict(sheet.counts) for sheet in preview.sheets}
    assert counts["site"]["new"] == 1262
    assert counts["organisation"]["new"] + counts["organisation"]["doubtful"] == 755
    assert not preview.faults
    doubts = {doubt.name: doubt for doubt in preview.doubts}
    ircom = doubts["Immigrant and Refugee Community Organization of Manitoba Inc. (IRCOM)"]
    assert (ircom.candidates[0].name, ircom.proposal) == ("Bredin Centre for Learning", "different")
    patrick = doubts["Ottawa Catholic School Board - St.Patrick's Adult School"]
    against = [reason.en for reason in patrick.candidates[0].against]
    assert any(reason.startswith("but other names tell them apart") for reason in against)
    assert patrick.proposal == "different"


@pytest.mark.skipif(not _SHARED.exists(), reason="the shared list of newcomer services is absent")
@pytest.mark.parametrize(("unanswered", "organisations"), [("different", 755), ("proposed", 688)])
def test_no_organisation_of_the_real_list_is_two_because_of_language(unanswered: str, organisations: int) -> None:
    """No name of one organisation, in either language, is the name of another, but for the two lines told above."""
    confirm_import(_SHARED, unanswered=unanswered)  # type: ignore[arg-type]  # one of the two
    assert (Organisation.objects.count(), Site.objects.count()) == (organisations, 1262)
    again = preview_workbook(_SHARED)
    assert again.changes_nothing
    told_apart = {row.place.row for row in again.rows if row.outcome != "same"}
    assert told_apart <= {834}, "St. Patrick’s under the French name of St. Nicholas’s answers to both"
