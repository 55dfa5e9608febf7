"""Faults as a file of their own: all of them, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from concertation.core.faults import FaultKind, Place
from concertation.exchange.workbook import write_faults_csv, write_faults_xlsx

_KIND = FaultKind("odd", "“{found}” is odd. Check it.", "« {found} » est étrange. Vérifiez-le.", "warning")


@pytest.mark.parametrize("found", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_what_a_spreadsheet_would_run_is_plain_words(found: str) -> None:
    """Quoted in CSV, typed as words in XLSX (OWASP, “CSV injection”)."""
    fault = _KIND.at(Place("Sheet", 3, "Name"), found=found)
    (_, row) = csv.reader(io.StringIO("".join(write_faults_csv([fault], language="en"))))
    assert row[3] == f"'{found}"
    target = io.BytesIO()
    write_faults_xlsx(target, [fault], language="en")
    cell = load_workbook(target).worksheets[0]["D2"]
    assert cell.data_type != "f"
    assert cell.value.strip() == found.strip()


def test_a_fault_stands_on_one_line_in_the_language_asked_for() -> None:
    """Sheet, row, column, value, sentence and weight."""
    faults = [_KIND.at(Place("Réunions", 12, "Date"), found="jamais"), _KIND.at(Place("Réunions"))]
    rows = list(csv.reader(io.StringIO("".join(write_faults_csv(faults, language="fr")).removeprefix("\ufeff"))))
    assert rows[0][:4] == ["Feuille", "Ligne", "Colonne", "Valeur trouvée"]
    assert rows[1] == [
        "Réunions", "12", "Date", "jamais", "« jamais » est étrange. Vérifiez-le.", "avertissement",
    ]  # fmt: skip
    assert rows[2][1:4] == ["", "", ""]
