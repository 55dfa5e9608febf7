"""The lists of partnerships and organisations of a small register, as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from concertation.core.faceting import ABSENT, Choice, Count, Question, RecordList, organisation_list, partnership_list
from concertation.core.snapshot import Snapshot, table_schema

DAY = date(2024, 6, 30)
HOLDS = {"existence": Choice(frozenset({"holds"}))}


def _snapshot() -> Snapshot:
    return Snapshot.from_tables(
        as_of=DAY,
        tables={
            "partnership": pl.DataFrame(
                {
                    "id": [1, 2, 3],
                    "key": ["table", "old", "silent"],
                    "name_en": ["Zonal table", "Old table", None],
                    "name_fr": ["Table de zone", "Ancienne table", "Écho muet"],
                    "since": [date(2020, 1, 1), date(2010, 1, 1), None],
                    "until": [None, date(2024, 6, 29), None],
                    "is_synthetic": [False, True, False],
                }
            ),
            "lifecycle_event": pl.DataFrame(
                {
                    "id": [1, 2, 3],
                    "partnership_id": [1, 1, 1],
                    "on": [date(2021, 1, 1), date(2020, 1, 1), None],
                    "stage": ["active", "forming", "proposed"],
                }
            ),
            "agreement": pl.DataFrame(
                {
                    "id": [1, 2, 3],
                    "partnership_id": [1, 1, 3],
                    "since": [date(2020, 1, 1), date(2023, 1, 1), None],
                    "until": [date(2022, 7, 1), date(2024, 12, 30), None],
                    "kind": ["terms_of_reference", "contribution_agreement", "letter_of_support"],
                }
            ),
            "organisation": pl.DataFrame(
                {
                    "id": [1, 2, 3],
                    "key": ["city", "clinic", "others"],
                    "name_en": ["City", "Clinic", "Others"],
                    "name_fr": ["Ville", "Clinic", None],
                    "kind": ["municipal", "health_authority", None],
                    "is_governmental": [True, None, None],
                    "is_unnamed_group": [False, False, True],
                }
            ),
            "organisation_name": pl.DataFrame({"id": [1], "organisation_id": [1], "name": ["Hôtel de ville"]}),
            "organisation_sector": pl.DataFrame({"id": [1], "organisation_id": [2], "sector": ["health"]}),
            "membership": pl.DataFrame(
                {"id": [1, 2, 3], "partnership_id": [1, 1, 2], "organisation_id": [1, 2, 1], "is_observer": [False] * 3}
            ),
            "membership_role": pl.DataFrame({"id": [1], "membership_id": [1], "role": ["lead"]}),
            "area": pl.DataFrame(
                {"id": [1], "key": ["brandon"], "kind": ["municipality"], "code": ["4607062"], "name_en": ["Brandon"]}
            ),
            "partnership_area": pl.DataFrame({"id": [1], "partnership_id": [1], "area_id": [1]}),
            "site": pl.DataFrame({"id": [1], "organisation_id": [2], "province": ["48"]}),
        },
    )


def _partnerships() -> RecordList:
    later = pl.DataFrame(
        [{"id": 9, "key": "later", "name_en": "Later", "since": date(2025, 1, 1)}],
        schema=dict(table_schema("partnership")),
    )
    return partnership_list(_snapshot(), not_begun=later)


def _of(records: RecordList, key: str) -> dict[str, Any]:
    return records.frame.filter(pl.col("key") == key).to_dicts()[0]


def test_what_ended_or_has_not_begun_is_listed_and_said_so() -> None:
    """No partnership is lost: 29 June is before the day, 2025 after it, no date at all holds."""
    records = _partnerships()
    assert {row["key"]: row["facet.existence"] for row in records.frame.to_dicts()} == {
        "table": "holds",
        "old": "ended",
        "silent": "holds",
        "later": "not_yet",
    }


def test_a_type_that_does_not_exist_is_not_an_unknown_one() -> None:
    """Unknown is said of what holds; what does not hold has no type on that day."""
    records = _partnerships()
    assert (_of(records, "old")["facet.reach"], _of(records, "old")["facet.sector"]) == (ABSENT, [ABSENT])
    assert (_of(records, "silent")["facet.reach"], _of(records, "silent")["facet.sector"]) == (None, None)


def test_the_stage_is_the_last_one_entered_by_the_day() -> None:
    """An undated stage comes before all dated ones."""
    assert _of(_partnerships(), "table")["facet.stage"] == "active"


def test_agreements_are_lapsed_expiring_or_undated() -> None:
    """Ended within two years: lapsed. Ending 183 days after the day: expiring. Neither date known: undated."""
    records = _partnerships()
    assert _of(records, "table")["facet.agreements"] == ["in_force", "expiring", "lapsed"]
    assert _of(records, "silent")["facet.agreements"] == ["undated"]


def test_a_province_is_read_from_the_code_of_an_area() -> None:
    """46 is Manitoba (Statistics Canada, Standard Geographical Classification)."""
    records = _partnerships()
    assert _of(records, "table")["facet.province"] == ["46"]
    assert records.facets["province"].values["46"].fr == "Manitoba"


def test_sectors_at_the_table_are_those_of_the_partners() -> None:
    """The clinic brings health."""
    assert _of(_partnerships(), "table")["facet.sector"] == ["health"]


def test_names_are_sorted_in_the_language_of_the_reader() -> None:
    """« Écho muet » stands in for the missing English name, and É sorts beside E."""
    records = _partnerships()
    english = records.find(Question("en", choices=HOLDS))["key"].to_list()
    french = records.find(Question("fr", choices=HOLDS))["key"].to_list()
    assert (english, french) == (["silent", "table"], ["silent", "table"])
    turned = records.find(Question("fr", choices=HOLDS, is_descending=True))
    assert turned["key"].to_list() == ["table", "silent"]


def test_an_unknown_number_is_last_whichever_way_the_list_is_sorted() -> None:
    """Unknown is neither the smallest nor the largest."""
    records = _partnerships()
    for is_descending in (False, True):
        question = Question("en", choices=HOLDS, sort="partners", is_descending=is_descending)
        assert records.find(question)["key"].to_list() == ["table", "silent"]


def test_an_order_that_the_list_does_not_know_is_that_of_names() -> None:
    """An address that was tampered with does no harm."""
    assert _partnerships().find(Question("en", choices=HOLDS, sort="nonsense")).height == 2


def test_an_organisation_counts_the_partnerships_that_hold() -> None:
    """The city's other partnership ended the day before."""
    records = organisation_list(_snapshot())
    assert {row["key"]: row["facet.how_many"] for row in records.frame.to_dicts()} == {
        "city": "one",
        "clinic": "one",
        "others": "none",
    }


def test_the_names_of_an_organisation_say_which_language_is_missing() -> None:
    """Different, the same, or without a French one."""
    records = organisation_list(_snapshot())
    assert {row["key"]: row["facet.names"] for row in records.frame.to_dicts()} == {
        "city": "both",
        "clinic": "same",
        "others": "english_only",
    }


def test_an_organisation_is_found_by_an_alias() -> None:
    """« hotel ville » finds the city by its other name."""
    records = organisation_list(_snapshot())
    assert records.find(Question("en", words="ville hotel"))["key"].to_list() == ["city"]


def test_a_group_of_unnamed_organisations_is_not_one_organisation() -> None:
    """Two organisations, and one record that stands for several."""
    records = organisation_list(_snapshot())
    assert records.size(Question("en")) == Count(2, 1)
    assert records.count(Question("en"))["standing"] == {"one": Count(2, 0), "group": Count(0, 1)}


def test_a_role_is_unknown_only_of_those_who_belong_somewhere() -> None:
    """The city leads, nobody says what the clinic does, the others belong to nothing."""
    records = organisation_list(_snapshot())
    assert {row["key"]: row["facet.role"] for row in records.frame.to_dicts()} == {
        "city": ["lead"],
        "clinic": None,
        "others": [ABSENT],
    }


def test_a_family_gathers_the_kinds_under_it() -> None:
    """A municipality is a government; a health authority a public body."""
    families = organisation_list(_snapshot()).frame["facet.family"].to_list()
    assert families == ["government", "public_body", None]


def test_the_site_of_an_organisation_says_its_province() -> None:
    """48 is Alberta."""
    frame = organisation_list(_snapshot()).frame
    assert frame["facet.province"].to_list() == [None, ["48"], None]
