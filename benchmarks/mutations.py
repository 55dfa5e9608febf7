"""Files as they arrive when something went wrong, from a seed: cut, mis-encoded, merged, swollen, renamed, hostile."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openpyxl import Workbook

_SHEET = "xl/worksheets/sheet1.xml"
_HEADINGS = (
    ["Organization name", "Nom", "Email", "City", "Province", "Member since", "Business number", "Sector"],
    ["Organisme", "Sigle", "Courriel", "Ville", "Code postal", "Membre depuis", "Téléphone", "Secteur"],
    ["Grant number", "Recipient", "Project title", "Amount awarded", "Approval date", "City", "Notes", "Type"],
    ["Organisation", "12 sept. 2023", "2023-11-14", "Jan. 16, 2024", "20 mars 2024", "Personne", "Total", "X"],
    [
        "Name (English)",
        "Name (French)",
        "Website",
        "Since",
        "Kind of organisation",
        "Note",
        "Acronym (English)",
        "Code",
    ],
)
_WORDS = (
    "Oak House",
    "Maison de l’orme",
    "Élan – Œuvre",
    "Newcomer Table",
    "YMCA",
    "Table d’accueil",
    "北方",
    "a" * 400,
)
_CELLS: tuple[object, ...] = (
    None, "", "?", "P", "A", "✓", "0", "1", 0, 1, -5, 3.25, 1e300, "1 234,50", "1,234", "12/09/2020", "2020-13-45",
    "mars 2021", "a@b.example", "nowhere", "130362510RR0001", "R3C 1K2", "Manitoba", "=1+1", "=HYPERLINK(\"x\")",
    "#REF!", True, False, "Santé; Emploi", "A | B", "\t", "\u00a0", "Total", "x" * 33_000, "\ud7ff", "'", "\"",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file, the name under which it is sent, and what was done to it."""

    filename: str
    content: bytes
    kind: str


def mutants(count: int, *, first: int = 0, seed: int = 2024) -> Iterator[tuple[int, Mutant]]:
    """``count`` files with their numbers; the same seed gives the same files, each number by itself."""
    for number in range(first, first + count):
        chance = random.Random(f"{seed}-{number}")
        kind, mutate = chance.choice(_MUTATIONS)
        filename, content = mutate(chance)
        yield number, Mutant(filename, content, kind)


def _rows(chance: random.Random) -> list[list[object]]:
    headings: list[object] = list(chance.choice(_HEADINGS))
    width = len(headings)
    rows: list[list[object]] = [[chance.choice(_WORDS), *([None] * (width - 1))]] if chance.random() < 0.3 else []
    rows.append(headings)
    for _ in range(chance.randint(1, 12)):
        name = chance.choice(_WORDS) + chance.choice(("", " 2", " inc."))
        rows.append([name, *(chance.choice(_CELLS) for _ in range(width - 1))])
    return rows


def _csv(chance: random.Random, delimiter: str = ",") -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(_rows(chance))
    return target.getvalue()


def _xlsx(chance: random.Random, rows: list[list[object]] | None = None) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.title = chance.choice(("Organisations", "Membres", "Sheet1", "Réunions", "Présences 2023-2024"))
    for row in rows or _rows(chance):
        book.active.append(["".join(c for c in x if c >= " " or c in "\t\n") if isinstance(x, str) else x for x in row])
    if chance.random() < 0.3:
        book.create_sheet(chance.choice(("Notes", "Organismes", "Feuil2"))).append(["a", "b"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _whole(chance: random.Random) -> tuple[str, bytes]:
    return ("a.xlsx", _xlsx(chance)) if chance.random() < 0.5 else ("a.csv", _csv(chance).encode("utf-8"))


def _truncated(chance: random.Random) -> tuple[str, bytes]:
    name, content = _whole(chance)
    return name, content[: chance.randrange(len(content))]


def _flipped(chance: random.Random) -> tuple[str, bytes]:
    name, content = _whole(chance)
    changed = bytearray(content)
    for _ in range(chance.randint(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return name, bytes(changed)


def _encoded(chance: random.Random) -> tuple[str, bytes]:
    encoding = chance.choice(
        ("cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "mac_roman", "cp850", "utf-8-sig")
    )
    return "a.csv", _csv(chance).encode(encoding, errors="replace")


def _misread(chance: random.Random) -> tuple[str, bytes]:
    return "a.csv", _csv(chance).encode("utf-8").decode("latin-1").encode("utf-8")


def _delimited(chance: random.Random) -> tuple[str, bytes]:
    return "a.csv", _csv(chance, chance.choice((";", "\t", "|", ":", " "))).encode("utf-8")


def _renamed(chance: random.Random) -> tuple[str, bytes]:
    _, content = _whole(chance)
    return chance.choice(
        ("a.xls", "a.csv", "a.xlsx", "a.pdf", "a.json", "a", "é\u202e.xlsx", "a" * 400, "../a.csv")
    ), content


def _ragged(chance: random.Random) -> tuple[str, bytes]:
    rows = _rows(chance)
    for row in rows:
        row[:] = row[: chance.randint(0, len(row))] + [chance.choice(_CELLS[:20])] * chance.choice((0, 0, 1, 30, 600))
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return "a.csv", target.getvalue().encode("utf-8")


def _doubled(chance: random.Random) -> tuple[str, bytes]:
    rows = _rows(chance)
    at = next(index for index, row in enumerate(rows) if row[1] is not None)
    rows[at] = [chance.choice(rows[at]) for _ in rows[at]]
    return "a.xlsx", _xlsx(chance, rows)


def _repeated(chance: random.Random) -> tuple[str, bytes]:
    rows = _rows(chance)
    return "a.xlsx", _xlsx(chance, rows + rows[1:] + rows)


def _merged(chance: random.Random) -> tuple[str, bytes]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in _rows(chance):
        sheet.append(["".join(c for c in x if c >= " ") if isinstance(x, str) else x for x in cells])
    for _ in range(chance.randint(1, 12)):
        row, column = chance.randint(1, 12), chance.randint(1, 8)
        sheet.merge_cells(
            start_row=row, end_row=row + chance.choice((0, 1, 3, 40)), start_column=column,
            end_column=column + chance.choice((0, 1, 30)),
        )  # fmt: skip
    target = io.BytesIO()
    book.save(target)
    return "a.xlsx", target.getvalue()


def _nuls(chance: random.Random) -> tuple[str, bytes]:
    content = bytearray(_csv(chance).encode("utf-8"))
    for _ in range(chance.randint(1, 9)):
        content.insert(chance.randrange(len(content)), chance.choice((0, 0, 1, 8, 27, 127)))
    return "a.csv", bytes(content)


def _quotes(chance: random.Random) -> tuple[str, bytes]:
    text = _csv(chance)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(('"', '""', '"\n', "\r", "\r\n\r\n")) + text[at:]
    return "a.csv", text.encode("utf-8")


def _enormous(chance: random.Random) -> tuple[str, bytes]:
    size = chance.choice((40_000, 200_000, 1_500_000))
    rows = _rows(chance)
    rows[-1][chance.randrange(len(rows[-1]))] = chance.choice(("x", "é ", "\n", "9", "a@b.ca;")) * size
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return "a.csv", target.getvalue().encode("utf-8")


def _swollen(chance: random.Random) -> tuple[str, bytes]:
    """A few kilobytes that open into megabytes."""
    times = 3_000_000 if chance.random() < 0.15 else 50_000
    inside = chance.choice((b"<row/>", b"<row r='1'><c><v>1</v></c></row>", b" ")) * times
    return "a.xlsx", _with_part(chance, _SHEET, b"<worksheet><sheetData>" + inside + b"</sheetData></worksheet>")


def _entities(chance: random.Random) -> tuple[str, bytes]:
    lol = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(12))
    part = b"<?xml version='1.0'?><!DOCTYPE x [" + lol + b"]><worksheet><sheetData>&l11;</sheetData></worksheet>"
    return "a.xlsx", _with_part(chance, chance.choice((_SHEET, "xl/workbook.xml", "xl/styles.xml")), part)


def _garbled_part(chance: random.Random) -> tuple[str, bytes]:
    part = chance.choice((_SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml", "_rels/.rels"))
    return "a.xlsx", _with_part(chance, part, chance.randbytes(chance.randint(0, 300)))


def _dimension(chance: random.Random) -> tuple[str, bytes]:
    cell = chance.choice((b"XFD1048576", b"ZZZZ99999999", b"A0", b"1A", b"", b"A-1"))
    part = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:' + cell
    part += b'"/><sheetData><row r="1"><c r="' + cell + b'" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    part += b'<mergeCells><mergeCell ref="A1:' + cell + b'"/></mergeCells></worksheet>'
    return "a.xlsx", _with_part(chance, _SHEET, part)


def _with_part(chance: random.Random, name: str, part: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_xlsx(chance))) as before,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.namelist():
            after.writestr(entry, part if entry == name else before.read(entry))
    return target.getvalue()


def _other(chance: random.Random) -> tuple[str, bytes]:
    return "a.csv", chance.choice(
        (
            b"", b"\n", b"%PDF-1.7\n", b"<html><table><tr><td>a</td></tr></table>", b"{\\rtf1}", b"PK\x03\x04",
            b"[]", b"{}", b"[" * 50_000, b'{"organizations": 3}', b"a", b",,,,\n,,,,\n", b"\xff\xfe", b"\xef\xbb\xbf",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), chance.randbytes(2_000), b"a;b,c\td\n" * 50,
            b"<graphml/>", b"PK\x05\x06" + bytes(18), b"name\n" + b"x\n" * 5_000,
        )
    )  # fmt: skip


_MUTATIONS: tuple[tuple[str, Callable[[random.Random], tuple[str, bytes]]], ...] = (
    ("whole", _whole),
    ("truncated", _truncated),
    ("bytes changed", _flipped),
    ("another encoding", _encoded),
    ("misread letters", _misread),
    ("another delimiter", _delimited),
    ("another name", _renamed),
    ("ragged rows", _ragged),
    ("doubled headings", _doubled),
    ("repeated rows", _repeated),
    ("merged cells", _merged),
    ("control characters", _nuls),
    ("broken quotes", _quotes),
    ("enormous cells", _enormous),
    ("a zip bomb", _swollen),
    ("an XML bomb", _entities),
    ("a garbled part", _garbled_part),
    ("a false dimension", _dimension),
    ("something else", _other),
)
