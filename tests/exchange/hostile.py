"""Files that no honest spreadsheet program writes, or that no reader should open, made when they are needed."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openpyxl import Workbook

from concertation.exchange.unreadable_file import (
    DamagedFile,
    EncryptedFile,
    FileTooLarge,
    FileTooLargeOnceOpened,
    FileWithMacros,
    NoTable,
    OldWorkbook,
    UnreadableFile,
    UnreadableLetters,
)

# The signature of an OLE container (MS-CFB 2.2).
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEET = "xl/worksheets/sheet1.xml"
_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_STRINGS = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument'
    b'.spreadsheetml.sharedStrings+xml"/></Types>'
)
_MEGABYTE = 1024 * 1024


def plain_workbook(*rows: list[object]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    assert book.active is not None
    for row in rows or (["Name", "Since"], ["Library", "2014-06-30"]):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def repacked(parts: Mapping[str, bytes], *, content: bytes | None = None) -> bytes:
    """A plain workbook with these parts in place of its own."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or plain_workbook())) as before,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, part in parts.items():
            after.writestr(name, part)
    return target.getvalue()


def _sheet(inside: bytes) -> bytes:
    return repacked({_SHEET: b"<worksheet " + _MAIN + b">" + inside + b"</worksheet>"})


def _noise(size: int) -> bytes:
    """Text that does not shrink, so that the bombs beside it look like honest sheets."""
    return b"<!--" + random.Random(1).randbytes(size // 2).hex().encode() + b"-->"


def _types(mark: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(plain_workbook())) as archive:
        return archive.read("[Content_Types].xml").replace(b"</Types>", mark)


def _content_type(value: bytes) -> bytes:
    return _types(b'<Override PartName="/xl/other.bin" ContentType="' + value + b'"/></Types>')


def _strings(inside: bytes) -> bytes:
    parts = {
        "xl/sharedStrings.xml": b"<sst " + _MAIN + b">" + inside + b"</sst>",
        "[Content_Types].xml": _types(_STRINGS),
    }
    return repacked(parts)


def _with_password() -> bytes:
    """The plain workbook with the flag of encryption on each of its entries (PKWARE APPNOTE 4.4.4)."""
    content = bytearray(plain_workbook())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(signature, at + 4)
    return bytes(content)


def nested_bomb() -> bytes:
    """A bomb in a bomb: 100 MB of blanks, packed ten times over."""
    inner = b" " * (100 * _MEGABYTE)
    for depth in range(3):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(1 if depth == 0 else 10):
                archive.writestr(f"{copy}.zip", inner)
        inner = target.getvalue()
    return inner


def _many_entries() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(5_000):
            archive.writestr(f"{number}.xml", b"")
    return target.getvalue()


_LAUGHS = (
    b'<!DOCTYPE w [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in range(ord("b"), ord("k")))
    + b"]>"
)
_FAR_CELL = b'<row r="1"><c r="XFD1"><v>1</v></c></row>'


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file, the name under which it comes, and the answer it deserves."""

    name: str
    filename: str
    answer: type[UnreadableFile]
    make: Callable[[], bytes]


HOSTILE = (
    Hostile("100 MB", "huge.xlsx", FileTooLarge, lambda: b"PK" + bytes(100 * _MEGABYTE)),
    Hostile("cut short", "cut.xlsx", DamagedFile, lambda: plain_workbook()[:4000]),
    Hostile("overwritten inside", "bad.xlsx", DamagedFile, lambda: plain_workbook().replace(b"\x03\x04", b"\x03\x05")),
    Hostile("a sheet that is no XML", "bad.xlsx", DamagedFile, lambda: repacked({_SHEET: b"<worksheet><oops"})),
    Hostile("no sheet at all", "bad.xlsx", NoTable, lambda: repacked({"xl/workbook.xml": b"<workbook/>"})),
    Hostile(
        "encrypted by Excel",
        "secret.xlsx",
        EncryptedFile,
        # MS-OFFCRYPTO 2.3.4: the workbook is the stream EncryptedPackage of an OLE container.
        lambda: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1000),
    ),
    Hostile("encrypted as an archive", "secret.xlsx", EncryptedFile, _with_password),
    Hostile("of before 2007", "old.xls", OldWorkbook, lambda: OLE + bytes(504) + "Workbook".encode("utf-16-le")),
    Hostile(
        "an old letter", "letter.xlsx", UnreadableFile, lambda: OLE + bytes(504) + "WordDocument".encode("utf-16-le")
    ),
    Hostile("macros in their usual place", "a.xlsm", FileWithMacros, lambda: repacked({"xl/vbaProject.bin": b"x"})),
    Hostile("macros under the name .xlsx", "a.xlsx", FileWithMacros, lambda: repacked({"xl/vbaProject.bin": b"x"})),
    Hostile(
        "macros under another name",
        "a.xlsx",
        FileWithMacros,
        lambda: repacked({"[Content_Types].xml": _content_type(b"application/vnd.ms-office.vbaProject")}),
    ),
    Hostile(
        "a workbook that says it may hold macros",
        "a.xlsm",
        FileWithMacros,
        lambda: repacked(
            {"[Content_Types].xml": _content_type(b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")}
        ),
    ),
    Hostile("macros of Excel 4", "a.xlsx", FileWithMacros, lambda: repacked({"xl/macrosheets/sheet1.xml": b"<a/>"})),
    Hostile(
        "a binary workbook",
        "a.xlsb",
        UnreadableFile,
        lambda: repacked(
            {"[Content_Types].xml": _content_type(b"application/vnd.ms-excel.sheet.binary.macroEnabled.main")}
        ),
    ),
    Hostile(
        "400 MB in one sheet",
        "bomb.xlsx",
        FileTooLargeOnceOpened,
        lambda: repacked({"xl/worksheets/sheet2.xml": b" " * (400 * _MEGABYTE)}),
    ),
    Hostile("a bomb in a bomb", "bomb.xlsx", UnreadableFile, nested_bomb),
    Hostile("5,000 parts", "bomb.xlsx", FileTooLargeOnceOpened, _many_entries),
    Hostile(
        "3 million strings",
        "bomb.xlsx",
        FileTooLargeOnceOpened,
        lambda: _strings(b"<si><t>a</t></si>" * 3_000_000 + _noise(_MEGABYTE)),
    ),
    Hostile(
        "10 million cells",
        "bomb.xlsx",
        FileTooLargeOnceOpened,
        lambda: _sheet(
            b"<sheetData>" + (b"<row>" + b"<c/>" * 1000 + b"</row>") * 10_000 + _noise(_MEGABYTE) + b"</sheetData>"
        ),
    ),
    Hostile(
        "30 million far cells",
        "bomb.xlsx",
        FileTooLargeOnceOpened,
        lambda: _sheet(b"<sheetData>" + _FAR_CELL.replace(b' r="1"', b"") * 2_000 + b"</sheetData>"),
    ),
    Hostile(
        "a million styles",
        "bomb.xlsx",
        FileTooLargeOnceOpened,
        lambda: repacked(
            {
                "xl/styles.xml": b"<styleSheet "
                + _MAIN
                + b"><cellXfs>"
                + b"<xf/>" * 1_000_000
                + b"</cellXfs></styleSheet>"
            }
        ),
    ),
    Hostile(
        "a thousand sheets",
        "bomb.xlsx",
        FileTooLargeOnceOpened,
        lambda: repacked(
            {"xl/workbook.xml": b"<workbook>" + b'<sheet name="a" sheetId="1"/>' * 1_000 + b"</workbook>"}
        ),
    ),
    Hostile(
        "a cell of 30 MB",
        "bomb.xlsx",
        FileTooLargeOnceOpened,
        lambda: _sheet(
            b'<sheetData><row><c t="inlineStr"><is><t>'
            + b"ab" * (15 * _MEGABYTE)
            + b"</t></is></c></row></sheetData>"
            + _noise(_MEGABYTE)
        ),
    ),
    Hostile(
        "a row numbered a thousand billion",
        "far.xlsx",
        FileTooLargeOnceOpened,
        lambda: _sheet(b'<sheetData><row r="1000000000000"><c r="A1000000000000"><v>1</v></c></row></sheetData>'),
    ),
    Hostile(
        "a billion laughs", "lol.xlsx", DamagedFile, lambda: repacked({"xl/workbook.xml": _LAUGHS + b"<w>&j;</w>"})
    ),
    Hostile(
        "laughs behind a long comment",
        "lol.xlsx",
        DamagedFile,
        lambda: repacked({_SHEET: b"<!--" + b"x" * 100_000 + b"-->" + _LAUGHS + b"<w>&j;</w>"}),
    ),
    Hostile(
        "laughs in two bytes a letter",
        "lol.xlsx",
        DamagedFile,
        lambda: repacked({_SHEET: (_LAUGHS + b"<w>&j;</w>").decode().encode("utf-16")}),
    ),
    Hostile(
        "a file of the machine",
        "xxe.xlsx",
        DamagedFile,
        lambda: repacked({_SHEET: b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'}),
    ),
    Hostile("another archive", "letters.xlsx", UnreadableFile, lambda: repacked({"mimetype": b"text"})),
    Hostile(
        "a page named .xls", "report.xls", UnreadableFile, lambda: b"<html><table><tr><td>a</td></tr></table></html>"
    ),
    Hostile("a picture named .xlsx", "a.xlsx", UnreadableFile, lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    Hostile("a document named .csv", "a.csv", UnreadableFile, lambda: b"%PDF-1.7\n1 0 obj\n"),
    Hostile("CSV with NUL at the start", "a.csv", UnreadableFile, lambda: b"name,city\nLib\x00rary,Paris\n"),
    Hostile(
        "CSV with NUL far inside", "a.csv", UnreadableFile, lambda: b"name\n" + b"Library\n" * 50_000 + b"Lib\x00rary\n"
    ),
    Hostile(
        "CSV in UTF-16 without its mark",
        "a.csv",
        UnreadableLetters,
        lambda: "nom;ville\nÉcole;Laval\n".encode("utf-16-le"),
    ),
    Hostile("CSV in UTF-16 cut in a letter", "a.csv", UnreadableLetters, lambda: "nom\nÉcole".encode("utf-16")[:-1]),
    Hostile(
        "CSV converted wrongly", "a.csv", UnreadableLetters, lambda: "nom\nMontréal".encode().decode("cp1252").encode()
    ),
    Hostile("CSV that lost its letters", "a.csv", UnreadableLetters, "nom\nMontr\ufffdal".encode),
    Hostile("CSV with a quote that never closes", "a.csv", DamagedFile, lambda: b'a,b\n"c,' + b"d" * 200_000),
    Hostile("CSV of a million lines", "a.csv", FileTooLargeOnceOpened, lambda: b"a,b\n" * 1_000_000),
)
