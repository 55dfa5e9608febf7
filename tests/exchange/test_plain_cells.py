"""A column of cells written plainly means what each cell means by itself."""

from __future__ import annotations

from concertation.exchange.workbook import cells
from concertation.exchange.workbook.cell_meaning import CellMeaning, read_cell
from concertation.exchange.workbook.columns import type_of
from concertation.exchange.workbook.layout import sheet_layout
from concertation.exchange.workbook.plain_cells import plain_values
from concertation.exchange.workbook.rows import Answer, Named

WRITTEN = [
    *("o1", "Oak House of Riverbend 12", "a longer name without a digit", "unknown", "?", " blank before it, and long"),
    *("non connu", "2014-06-30", "2014-02-30", "2014-06", "1500-01-01", "2199-12-31", "30/06/2014", "été 2014 – « n »"),
    *("https://oak.example/a?b", "HTTPS://oak.example", "https:///oak", "oak.example", "https://oak.example/é", "yes"),
    *("a\tb and some more words", "line\nline and more words", "soft\u00adhyphen and more words", "x" * 90, "…", "12"),
]
COLUMNS = {
    "organisation": ("key", "name_en", "website", "since", "note", "is_governmental", "kind"),
    "membership": ("partnership", "organisation", "until", "is_observer"),
}


def test_what_is_read_at_once_is_what_each_cell_says() -> None:
    """Cells that could mean something else are left to be looked at."""
    read = 0
    for kind_id, names in COLUMNS.items():
        for name in names:
            column = sheet_layout(kind_id).column(name)
            for written, value in zip(WRITTEN, plain_values(column, WRITTEN, type_of(column)), strict=True):
                if value is None:
                    continue
                read += 1
                meaning = read_cell(kind_id, column, written)
                said = meaning.value.words if isinstance(meaning.value, Named) else meaning.value
                assert meaning == CellMeaning(meaning.value), written
                assert (said, said is Answer.UNKNOWN) == (value, False), (name, written)
    assert read > len(WRITTEN)


def test_a_column_of_days_is_looked_at_cell_by_cell() -> None:
    """Cells that are no words."""
    column = sheet_layout("organisation").column("since")
    assert plain_values(column, ["2014-06-30", 2014], type_of(column)).to_list() == [None, None]
    assert cells.read_date(2014).year == 2014
