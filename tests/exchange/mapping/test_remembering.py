"""The file of a source comes back next year: recognised, adapted, and what changed is told."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from tests.exchange.mapping.tables import guessed, opened, workbook

from concertation.exchange.mapping import (
    FileMapping,
    InvalidMapping,
    adapt,
    bundle,
    fingerprint_of,
    guess_file,
    in_common,
    mapping_as_json,
    mapping_from_json,
    read_bundle,
)
from concertation.exchange.sources import read_source
from concertation.exchange.tables import TableFile
from concertation.exchange.unreadable_file import UnreadableFile

ROWS = (["Organisation", "Courriel du bureau", "City"], ["Oak House", "a@oak.example", "Winnipeg"])


def _kept(file: TableFile) -> FileMapping:
    sheet = guessed(file)
    return FileMapping((replace(sheet, constants={"partnership": "Table"}),))


def _adapted(*rows: list[object]) -> tuple[FileMapping, list[str]]:
    file = opened(*rows)
    adapted = adapt(_kept(opened(*ROWS)), file, guess_file(file)[1])
    return adapted.mapping, [change.en for change in adapted.changes]


def test_the_same_headings_in_another_order_are_the_same_source() -> None:
    """The fingerprint forgets order, case and accents."""
    other = opened(["CITY", "organisation", "Courriel du Bureau"], ["Winnipeg", "Oak House", "a@oak.example"])
    assert fingerprint_of(_kept(opened(*ROWS))) == fingerprint_of(_kept(other))


def test_columns_that_moved_are_found_by_their_headings() -> None:
    """What each is stays; that they moved is told."""
    mapping, changes = _adapted(["City", "Organisation", "Courriel du bureau"], ["Winnipeg", "Oak", "a@oak.example"])
    assert {use.heading: use.target for use in mapping.sheets[0].columns}["Organisation"] == "organisation.name_en"
    assert mapping.sheets[0].constants == {"partnership": "Table"}
    assert changes == ["The columns stand in another order; they are found by their headings."]


def test_a_renamed_an_added_and_a_lost_column_are_told() -> None:
    """Renamed: found by what it is guessed to be; added: guessed; gone: what is no longer filled."""
    mapping, changes = _adapted(
        ["Organisation", "Email address", "Zzyzx"],
        ["Oak House", "a@oak.example", "blue"],
        ["Elm", "b@elm.example", "red"],
    )
    assert {use.heading: use.target for use in mapping.sheets[0].columns}["Email address"] == "person.email"
    assert "“Courriel du bureau” is now called “Email address”: it is read as before." in changes
    assert "“Zzyzx” is new: look at what was guessed for it." in changes
    assert "“City” is gone: “City (English)” is no longer filled." in changes


def test_files_without_common_headings_are_not_the_same_source() -> None:
    """A share of headings in common, from nought to one."""
    other = _kept(opened(["Meeting date", "Subject"], ["2024-01-01", "Welcome"]))
    assert in_common(_kept(opened(*ROWS)), other) == 0


def test_a_mapping_goes_through_its_small_file() -> None:
    """Written, read again, the same."""
    kept = _kept(opened(*ROWS))
    assert mapping_from_json(json.loads(json.dumps(mapping_as_json(kept)))) == kept


@pytest.mark.parametrize(
    "document",
    [
        [],
        {},
        {"concertation_mapping": 2},
        {"concertation_mapping": 1, "sheets": [{"recipe_id": "nothing"}]},
        {"concertation_mapping": 1, "sheets": [{"sheet": 1}]},
        {"concertation_mapping": 1, "sheets": [{"columns": [{"position": -1}]}]},
        {"concertation_mapping": 1, "sheets": [{"constants": {"a": 1}}]},
        {"concertation_mapping": 1, "sheets": [{"heading_row": True}]},
    ],
)
def test_what_is_no_mapping_is_refused(document: object) -> None:
    """Whatever a stranger writes in the file."""
    with pytest.raises(InvalidMapping):
        mapping_from_json(document)


def test_a_file_beside_its_mapping_reads_as_any_other_format() -> None:
    """The same facts through the common door; the fingerprint is that of the file itself."""
    content = workbook(*ROWS)
    reading = read_source(bundle(content, _kept(opened(*ROWS))), filename="file.xlsx")
    assert {row.kind_id for row in reading.rows} >= {"organisation", "representative"}
    assert reading.sha256 == hashlib.sha256(content).hexdigest()


def test_a_broken_bundle_is_refused_with_a_sentence() -> None:
    """Cut anywhere, or turned into something else."""
    whole = bundle(workbook(*ROWS), _kept(opened(*ROWS)))
    for cut in (40, 100, len(whole) // 2, len(whole) - 10):
        with pytest.raises(UnreadableFile):
            read_bundle(whole[:cut], filename="file.xlsx")
