"""Large sheets read as columns say what reading them row by row says."""

from __future__ import annotations

import pytest

from concertation.exchange.workbook import Reading, read_workbook, reading

_SHEETS = {
    "organisation.csv": """Code,Name (English),Name (French),Website,Since,Is governmental
a,Library,Bibliothèque,lib.example,2010,oui
a,Library again,,not an address,someday,maybe
,EXAMPLE (ignored),,,,
,,Ville,https://v.example,June 2011,unknown
bad key!,Town,,unknown,2012-01-05,no
,  ,,,,
""",
    "membership.csv": """Partnership,Organisation,Since,Until,Date precision,Stranger
p,Library,2010,2011,,x
p,Ville,2010-01-01,,year,
q,unknown,,2009-13-01,,
""",
}


def _as_told(read: Reading) -> tuple[object, object]:
    rows = [(r.kind_id, r.place, r.key, dict(r.values), r.has_faults, dict(r.headings)) for r in read.rows]
    order = sorted(read.faults, key=lambda f: (f.place.row or 0, f.place.column or "", f.code))
    return rows, [(f.code, f.place, f.found, f.message) for f in order]


@pytest.mark.parametrize("name", _SHEETS)
def test_columns_say_what_rows_say(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values, unknowns, references, precisions, faults and warnings, each with its place."""
    content = _SHEETS[name].encode()
    by_row = _as_told(read_workbook(content, filename=name))
    monkeypatch.setattr(reading, "LARGE", 0)
    by_column = read_workbook(content, filename=name)
    assert _as_told(by_column) == by_row
    assert by_column.rows[1] == by_column.rows[0:2][1]
