"""The rows of a list and the values beside it as markup: a page has hundreds of both, which templates write slowly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from concertation.core.rounding import half_up
from concertation.core.text import Language
from concertation.web.finding.cells import ListCell, ListRow
from concertation.web.finding.panel import ValueLine
from concertation.web.strip import write_strip
from concertation.web.wording import number_words


def write_lines(lines: Iterable[ValueLine]) -> SafeString:
    """The values of a facet: each leads to the list that keeps it, and to the one without it."""
    leave_out = pgettext("exclude a value", "not")
    return SafeString("".join(_line(line, leave_out) for line in lines))


def _line(line: ValueLine, leave_out: str) -> str:
    state = " is-included" if line.is_included else " is-excluded" if line.is_excluded else ""
    leads = bool(line.count.total or line.is_chosen)
    label, name = escape(line.label), escape(line.id)
    inside = (
        f'<span class="line-label{" unknown-chip" if line.is_unknown else ""}">{label}</span>{_choice(line)}'
        f'<span class="line-count">{escape(number_words(line.count.records))}{_groups(line)}</span>'
    )
    if not leads:
        return (
            f'<li class="line{state or " is-none"}">\n<span class="line-value">{inside}</span>'
            f'<span class="line-not" aria-hidden="true"></span></li>\n'
        )
    return (
        f'<li class="line{state}">\n<a class="line-value" id="{name}" href="{escape(line.include)}" rel="nofollow"'
        f' data-keeps-place>{inside}</a>\n<a class="line-not" id="not-{name}" href="{escape(line.exclude)}"'
        f' rel="nofollow" data-keeps-place>{_exclusion(line, label, leave_out)}</a>\n'
        f'<svg class="line-bar" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{half_up(line.share, 1)}" height="2"/></svg></li>\n'
    )


def _choice(line: ValueLine) -> str:
    if not line.is_chosen:
        return ""
    undone = gettext("kept; choose again to undo") if line.is_included else pgettext("exclude a value", "removed")
    return f'<span class="visually-hidden">, {undone}</span>'


def _groups(line: ValueLine) -> str:
    return f' <span class="line-groups">{escape(line.groups_words)}</span>' if line.groups_words else ""


def _exclusion(line: ValueLine, label: str, leave_out: str) -> str:
    if not line.is_excluded:
        return f'{leave_out}<span class="visually-hidden"> {label}</span>'
    again = gettext("Choose again to undo")
    return f'{pgettext("exclude a value", "removed")}<span class="visually-hidden">: {label}. {again}</span>'


def write_rows(rows: Sequence[ListRow], language: Language, width: int) -> SafeString:
    """The body of the table, each record with its strip under it where it has one."""
    return SafeString("".join(_row(row, language, width) for row in rows))


def _row(row: ListRow, language: Language, width: int) -> str:
    cells = "".join(map(_cell, row.cells))
    strip = ""
    if row.strip:
        drawn = write_strip(row.strip, language)
        strip = f'<tr role="row" class="strip-row"><td role="cell" colspan="{width}">{drawn}</td></tr>'
    return (
        f'<tbody class="record" role="rowgroup">\n    <tr role="row">{_heading(row, language)}\n    {cells}</tr>\n'
        f"    {strip}\n  </tbody>"
    )


def _heading(row: ListRow, language: Language) -> str:
    is_other = row.name_language != language
    tongue = f' lang="{row.name_language}"' if is_other else ""
    link = f'<a class="record-link" href="{escape(row.address)}" data-row{tongue}>{escape(row.name)}</a>'
    beside = [f' <span class="acronym">{escape(row.acronym)}</span>'] if row.acronym else []
    if is_other:
        title = gettext("in English") if row.name_language == "en" else gettext("in French")
        beside.append(f' <abbr class="language-marker" title="{title}">{row.name_language.upper()}</abbr>')
    beside += [f' <span class="tag">{escape(tag)}</span>' for tag in row.tags]
    if row.note:
        beside.append(f' <span class="tag is-away">{escape(row.note)}</span>')
    return f'<th scope="row" role="rowheader">{link}{"".join(beside)}</th>'


def _cell(cell: ListCell) -> str:
    return (
        f'<td role="cell" class="column-{escape(cell.column)}{" number" if cell.is_number else ""}">'
        f'<span class="cell-label" aria-hidden="true">{escape(cell.label)}</span> {_said(cell)}</td>'
    )


def _said(cell: ListCell) -> str:
    if cell.is_absent:
        absent = gettext("does not hold on the day")
        return f'<span class="muted" aria-hidden="true">–</span><span class="visually-hidden">{absent}</span>'
    if not cell.is_unknown:
        return f'<span class="cell-words">{escape(cell.words)}</span>'
    hint = f' <span class="cell-note">{escape(cell.hint)}</span>' if cell.hint else ""
    return f'<span class="unknown-chip">{escape(cell.words)}</span>{hint}'
