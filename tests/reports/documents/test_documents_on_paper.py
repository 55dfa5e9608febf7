"""Papers: tagged, in their language, the same twice, and no word of a record is an instruction."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from datetime import date

import pytest
from tests.paper_reading import inside, text_of

from concertation.reports.documents import (
    Column,
    Document,
    Figure,
    Heading,
    Items,
    Key,
    KeyEntry,
    Paragraph,
    Ranked,
    RankedItem,
    Run,
    Table,
    as_pdf,
    as_png,
)
from concertation.reports.figures.alone import sign, stand_alone
from concertation.reports.figures.factors import BandMark, FactorDot, draw_factors
from concertation.reports.figures.svg import element

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="100"><circle cx="50" cy="50" r="40"/></svg>'
_PLAIN = Document(
    title="Title",
    language="en",
    day=date(2026, 6, 30),
    above="Above",
    foot="as of June 30",
    blocks=(Paragraph("Words."),),
)


def test_it_is_tagged_for_those_who_listen_and_says_its_language() -> None:
    """ISO 14289-1 asks for marked content, a language, a title shown, and to be told what it is (pdfuaid:part)."""
    made = inside(as_pdf(replace(_PLAIN, language="fr")))
    assert b"/MarkInfo" in made and b"/StructTreeRoot" in made and b"/DisplayDocTitle true" in made
    assert b"/Lang(fr-CA)" in made and b"<pdfuaid:part>1" in made


def test_it_has_the_typeface_of_the_pages() -> None:
    """Words in bold and in italics too; nothing of it is drawn with another."""
    runs = Paragraph((Run("Strong, ", "strong"), Run("quiet, 3.2 → 3.5 “é”.", "quiet"), Run("Unknown.", "unknown")))
    names = set(re.findall(rb"/BaseFont ?/[A-Z]{6}[+]([A-Za-z0-9]+)", inside(as_pdf(replace(_PLAIN, blocks=(runs,))))))
    assert names == {b"SourceSans3"}


def test_a_passage_in_the_other_language_says_so() -> None:
    """A screen reader changes its voice for it."""
    passage = Paragraph((Run("The word "), Run("organisme", language="fr"), Run(".")))
    assert b"(fr-CA)" in inside(as_pdf(replace(_PLAIN, blocks=(passage,))))
    assert b"(fr-CA)" not in inside(as_pdf(_PLAIN))


@pytest.mark.parametrize(
    "words", ['#read("/etc/hostname")', "*not strong* _nor_ $x^2$", "#panic()", "@here <there> \\ `a`"]
)
def test_no_word_is_an_instruction(words: str) -> None:
    """Names come out as they were written, wherever they stand."""
    everywhere = (
        Paragraph(words),
        Heading(words),
        Items(((Run(words, "strong"),),)),
        Ranked((RankedItem(words, words, ((words, words),)),)),
        Figure(_SVG, words, words, Key((KeyEntry(_SVG, words),))),
        Table(words, (Column(words),), ((words,),)),
    )
    said = text_of(as_pdf(replace(_PLAIN, title=words, above=words, foot=words, restriction=words, blocks=everywhere)))
    assert said.count(words) >= 12


def test_the_same_document_gives_the_same_bytes() -> None:
    """No clock within: a paper made again can be compared."""
    assert as_pdf(_PLAIN) == as_pdf(_PLAIN)


def test_headings_of_a_table_stand_again_on_each_page() -> None:
    table = Table("Caption", (Column("Heading of it"),), tuple((f"row {number}",) for number in range(150)))
    said = text_of(as_pdf(replace(_PLAIN, blocks=(table,))))
    pages = said.count("as of June 30")
    assert pages > 2 and said.count("Heading of it") == pages


def test_what_only_some_may_see_says_so_on_each_page() -> None:
    table = Table("Caption", (Column("Heading"),), tuple((f"row {number}",) for number in range(100)))
    said = text_of(as_pdf(replace(_PLAIN, restriction="for the table only", blocks=(table,))))
    assert said.count("for the table only") == said.count("as of June 30") > 1


@pytest.mark.parametrize(("paper", "box"), [("us-letter", b"[0 0 612 792"), ("a4", b"[0 0 595.27")])
def test_it_fits_the_paper_of_the_printer(paper: str, box: bytes) -> None:
    """Letter is 8.5 by 11 inches; A4 is 210 by 297 mm (ISO 216); 72 points an inch."""
    assert b"/MediaBox" + box in inside(as_pdf(replace(_PLAIN, paper=paper)))  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["Fête \N{PARTY POPPER}", "bell \x07", "no\x00thing", "\ud800 half", "\U000f0000"])
def test_a_sign_that_no_font_has_costs_no_paper(words: str) -> None:
    """It stays tagged."""
    made = inside(as_pdf(replace(_PLAIN, title=words, blocks=(Paragraph(words),))))
    assert b"/StructTreeRoot" in made


def test_a_picture_has_two_dots_a_pixel_and_grows_with_its_words() -> None:
    """750 pt at 192 dots an inch are 2,000; the header of a PNG holds width and height (ISO 15948, 11.2.2)."""
    short = as_png(replace(_PLAIN, blocks=(Figure(_SVG, "alt", "Caption."),)))
    long = as_png(replace(_PLAIN, blocks=(Figure(_SVG, "alt", "Caption. " * 200),)))
    sizes = [struct.unpack(">II", made[16:24]) for made in (short, long)]
    assert [width for width, _ in sizes] == [2000, 2000] and sizes[1][1] > sizes[0][1] + 200


def test_words_of_a_drawing_are_words_of_the_paper() -> None:
    """Not shapes of letters: they can be searched and read aloud."""
    row = FactorDot(label="Documents", value=2.3, low=2.2, high=2.4, note="2.3", bounds=" (2.2–2.4)")
    drawn = draw_factors([row], bands=[BandMark(1, 3, "low")], figure_id="f", title="T", description="D")
    figure = Figure(stand_alone(drawn, style="scores.css", width=820), "alt", "caption")
    said = text_of(as_pdf(replace(_PLAIN, blocks=(figure,))))
    assert "Documents" in said and "2.3 (2.2–2.4)" in said


def test_what_has_no_height_cannot_stand_alone() -> None:
    with pytest.raises(ValueError, match="<svg"):
        stand_alone('<svg width="3">', style="scores.css", width=820)


def test_a_sign_has_its_colours_within() -> None:
    assert ".point" in sign([element("circle", r=3, class_="point")], style="scores.css", width=14)
