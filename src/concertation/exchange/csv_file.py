"""Reads CSV as spreadsheets write it, in the encodings that they use; anything else gets a clear answer."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from concertation.exchange.tables import MAXIMUM_COLUMNS, MAXIMUM_ROWS, Cell, Table
from concertation.exchange.unreadable_file import (
    DamagedFile,
    FileTooLargeOnceOpened,
    UnreadableFile,
    UnreadableLetters,
)

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Documents that are text and no table: pages, and what some programs export under a name in .xls.
_OTHER_DOCUMENTS = ("<", "%PDF", "{\\rtf")
# UTF-8 that a program took for Windows-1252 and wrote again: “Ã©” for é, “â€™” for ’. No word of the two
# languages, nor of their names, holds these pairs.
_READ_WRONGLY = re.compile("Ã[\u0080-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\u009d“”˜¦]|\ufffd")


def looks_misread(content: bytes) -> bool:
    """Whether UTF-8 text holds letters that a program read wrongly before writing them."""
    return bool(_READ_WRONGLY.search(content.decode("utf-8", errors="replace")))


def read_csv(content: bytes, filename: str, *, refuses_misread: bool = True) -> Table:
    """The rows, with the numbers of the lines where they begin; raises ``UnreadableFile`` or one of its kinds.

    Formats that are always UTF-8 take letters as they stand (``refuses_misread=False``): what looks misread was so
    before.
    """
    text = decode_text(content, filename)
    if text.lstrip().startswith(_OTHER_DOCUMENTS):
        raise UnreadableFile(filename=filename)
    if refuses_misread and _READ_WRONGLY.search(text):
        raise UnreadableLetters(filename=filename)
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
        before = 0
        for cells in reader:
            row: tuple[Cell, ...] = tuple([cell or None for cell in cells[:MAXIMUM_COLUMNS]])
            if any(row):
                rows.append((before + 1, row))
            before = reader.line_num
            if len(rows) > MAXIMUM_ROWS:
                raise FileTooLargeOnceOpened(filename=filename)
    except csv.Error as error:
        raise DamagedFile(filename=filename) from error
    return Table(name=Path(filename).stem or "CSV", rows=rows)


def delimiter_of(text: str) -> str:
    """The mark that parts the headings most often, quoted ones aside."""
    end = text.find("\n")
    headings = re.sub(r'"[^"]*"', "", text[: end if end >= 0 else None])
    return max((",", ";", "\t"), key=headings.count)


def decode_text(content: bytes, filename: str) -> str:
    """UTF-8 first, then what Excel writes on Windows; bytes of no text are refused."""
    has_mark = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if has_mark else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if not _NOT_TEXT.search(text):
            return text
        raise (UnreadableLetters if _is_wide_text(content) else UnreadableFile)(filename=filename)
    raise UnreadableLetters(filename=filename)


def _is_wide_text(content: bytes) -> bool:
    """Whether it looks like UTF-16 that does not say so: every other byte is nought, and few of the others."""
    start = content[:2_000]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    return min(even, odd) == 0 and max(even, odd) > len(start) * 0.4
