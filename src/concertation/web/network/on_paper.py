"""A view of a network as a paper and as a picture: the drawing with its key, its caption, its method and its day."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext, pgettext

from concertation.reports.documents import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Key,
    KeyEntry,
    Paper,
    Paragraph,
    Phrase,
    Run,
    Table,
)
from concertation.reports.figures.alone import on_a_sheet, sign
from concertation.reports.figures.framed import framed
from concertation.reports.figures.network import draw_network
from concertation.reports.figures.svg import Element, shorten
from concertation.web.network.drawing import picture_of
from concertation.web.network.legend import Entry, applied, counts_words, directions, key_of, legend
from concertation.web.network.tables import Row, TieRow, columns, node_rows, tie_rows
from concertation.web.network.view import View
from concertation.web.network.words import (
    caption,
    is_of_partnerships,
    kind_words,
    method,
    nodes_words,
    shape_words,
    state_words,
    ties_words,
    time_words,
)
from concertation.web.wording import reader_language

# The figure whose hatching the swatches of the page take.
_FIGURE = "network-drawing"
_STYLE = "network.css"
_LONGEST_FOOT = 150
# Entries of the key of a drawing alone, side by side.
_ACROSS = 3


def network_paper(view: View, *, paper: Paper) -> Document:
    """The drawing, and beneath it the page of each table that the view stands at."""
    return _document(view, (*_pictured(view), *_tables(view)), paper)


def network_picture(view: View) -> Document:
    """The drawing alone, with all that says what it is."""
    return _document(view, tuple(_pictured(view)), "us-letter")


def network_drawing(view: View) -> str:
    """The drawing as SVG, in a frame of its own."""
    title = f"{kind_words(view.chart.kind)}, {time_words(view)}"
    words = caption(view)
    picture = picture_of(view)
    return framed(
        draw_network(picture, figure_id=_FIGURE, title=title, description=" ".join([*words, *method(view)])),
        width=picture.width,
        height=picture.height,
        style=_STYLE,
        title=title,
        key=[(Element(one.swatch), one.words) for one in key_of(view)],
        caption=[" ".join(words), " ".join(method(view))],
        across=_ACROSS,
    )


def _document(view: View, blocks: tuple[Block, ...], paper: Paper) -> Document:
    day = time_words(view)
    filters = _filters(view)
    return Document(
        title=f"{kind_words(view.chart.kind)}, {day}",
        language=reader_language(),
        day=view.asked.as_of,
        above=gettext("Who works with whom"),
        foot=" · ".join([day, *([shorten(filters, _LONGEST_FOOT)] if filters else [])]),
        blocks=blocks,
        paper=paper,
    )


def _filters(view: View) -> str:
    """What is kept and what is left out, in one line."""
    colon = "\N{NO-BREAK SPACE}:" if reader_language() == "fr" else ":"
    said = []
    for title, words, is_without, _ in applied(view):
        no = f"{pgettext('exclude a value', 'not')} " if is_without else ""
        said.append(f"{title}{colon} {no}{words}")
    return "; ".join(said)


def _pictured(view: View) -> Iterator[Block]:
    filters = _filters(view)
    yield Paragraph(" · ".join([state_words(view), *([filters] if filters else [])]), "note")
    if said := shape_words(view):
        yield Paragraph(said, "lead")
    if view.narrowed.node_count:
        yield _figure(view)
    yield Paragraph(" ".join(method(view)), "note")


def _figure(view: View) -> Figure:
    words = " ".join(caption(view))
    picture = picture_of(view)
    drawn = draw_network(picture, figure_id=_FIGURE, title=kind_words(view.chart.kind), description=words)
    alone = on_a_sheet(drawn, style=_STYLE, width=picture.width, height=picture.height)
    return Figure(alone, words, words, Key(tuple(_key(view))))


def _key(view: View) -> Iterator[KeyEntry]:
    for section in legend(view):
        if section.facet not in (view.encoding.facet.id, "told"):
            continue
        yield from (_entry([one]) for one in section.entries if one.shown != "0")
        rest = [one for one in section.rest if one.shown != "0"]
        yield from ([_entry(rest, is_wide=True)] if rest else [])
    for one in directions(view):
        yield KeyEntry(_sign(one.swatch), one.words)


def _entry(entries: list[Entry], *, is_wide: bool = False) -> KeyEntry:
    """Entries of one sign, each with how many the drawing shows."""
    return KeyEntry(
        _sign(entries[0].swatch), ", ".join(f"{one.words} ({counts_words(one)})" for one in entries), is_wide
    )


def _sign(swatch: str) -> str:
    return sign([Element(swatch)], style=_STYLE, width=26, height=18, figure_id=_FIGURE)


def _tables(view: View) -> Iterator[Block]:
    nodes, _ = node_rows(view)
    if nodes:
        yield Heading(gettext("The same as a table"))
        yield _nodes_table(view, nodes, _part(len(nodes), nodes_words(view.chart, view.narrowed.node_count)))
    ties, _ = tie_rows(view)
    if ties:
        yield _ties_table(ties, _part(len(ties), ties_words(view.narrowed.tie_count)))


def _part(count: int, all_words: str) -> str:
    form = ngettext("%(n)d row of %(all)s", "%(n)d rows of %(all)s", count)
    return form % {"n": count, "all": all_words}


def _nodes_table(view: View, rows: list[Row], part: str) -> Table:
    title = gettext("Partnerships") if is_of_partnerships(view.chart) else gettext("Organisations")
    if view.chart.kind.id == "two_mode":
        title = gettext("Organisations and partnerships")
    heads = [Column(one.label, is_number=one.is_number, share=0.9 if one.is_number else 1.8) for one in columns(view)]
    return Table(
        f"{title}, {part}",
        (*heads, Column(gettext("Neighbours"), share=4)),
        tuple(
            (row.name, *(_cell(words, is_unknown) for _, words, _, is_unknown in row.cells), _near(row)) for row in rows
        ),
    )


def _cell(words: str, is_unknown: bool) -> Phrase:
    return (Run(words, "unknown"),) if is_unknown else words


def _near(row: Row) -> Phrase:
    if not row.neighbours:
        return (Run(pgettext("neighbours", "none"), "quiet"),)
    more = ngettext("and %(n)s more", "and %(n)s more", row.more) % {"n": row.more} if row.more else ""
    return f"{', '.join(one.name for one in row.neighbours)} {more}".strip()


def _ties_table(rows: list[TieRow], part: str) -> Table:
    heads = (
        Column(gettext("First"), share=2),
        Column(gettext("Direction")),
        Column(gettext("Second"), share=2),
        Column(gettext("Who says the tie"), share=1.3),
        Column(gettext("Kinds of ties"), share=1.6),
        Column(pgettext("of a tie", "Weight"), is_number=True),
    )
    return Table(f"{gettext('Ties')}, {part}", heads, tuple(_tie_cells(row) for row in rows))


def _tie_cells(row: TieRow) -> tuple[Phrase, ...]:
    ends: list[Phrase] = [
        (Run(end.name), *([Run(f" {end.said}", "quiet")] if end.said else [])) for end in (row.one, row.other)
    ]
    weight: Phrase = row.weight or (Run(gettext("unknown"), "unknown"),)
    return ends[0], row.direction, ends[1], row.status, row.kinds, weight
