"""A partnership on paper: what kind it is and why, facts in sentences, its members, and the sources of all this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext

from concertation.journeys.catalogue import Listed, strip_of
from concertation.journeys.naming import name_words
from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import Record
from concertation.reports.documents import Block, Column, Document, Heading, Items, Paper, Paragraph, Phrase, Run, Table
from concertation.web.partnerships.members import MemberRow, count_sentences, member_rows
from concertation.web.partnerships.profile import Sentence, existence, profile_section
from concertation.web.partnerships.typology import Answer, typology_section
from concertation.web.runs import runs_of
from concertation.web.wording import day_words, period, plain_name, reader_language, said, term_of, when


def partnership_paper(portrait: PartnershipPortrait, *, paper: Paper) -> Document:
    """What everyone who sees the profile reads there; no contact, and nothing that few may see."""
    return Document(
        title=plain_name(portrait.partnership),
        language=reader_language(),
        day=portrait.as_of,
        above=gettext("Profile"),
        foot=_foot(portrait),
        blocks=tuple(_blocks(portrait)),
        paper=paper,
    )


def _foot(portrait: PartnershipPortrait) -> str:
    parts = [gettext("as of %(day)s") % {"day": day_words(portrait.as_of)}]
    if portrait.known_at is not None:
        parts.append(gettext("as the register said on %(day)s") % {"day": day_words(portrait.known_at.date())})
    return " · ".join(parts)


def _blocks(portrait: PartnershipPortrait) -> Iterator[Block]:
    sentences: list[Sentence] = profile_section(portrait)["sentences"]
    members = member_rows(portrait)
    purpose, *facts = sentences
    yield Paragraph(_line(portrait), "note")
    yield Paragraph(runs_of(purpose.words, "unknown" if purpose.is_unknown else ""), "lead")
    yield from _kind(typology_section(portrait))
    yield Heading(gettext("What the register says"))
    yield _sentences(facts)
    yield Heading(gettext("Members"))
    if members:
        yield Paragraph("; ".join(count_sentences(members)) + ".")
        yield _members(members)
    else:
        yield Paragraph(gettext("No member is recorded yet."))
    yield Heading(gettext("Sources"))
    yield from _sources(
        [*(record for one in sentences for record in one.records), *(row.membership for row in members)]
    )


def _line(portrait: PartnershipPortrait) -> str:
    strip = strip_of(portrait.partnership.row, portrait.typology, reader_language())
    parts = [existence(portrait), *(strip_words(strip) if strip else [])]
    if portrait.partnership["is_synthetic"]:
        parts.append(gettext("invented for the demonstration"))
    return " · ".join(parts)


def strip_words(listed: Listed) -> list[str]:
    """The strip as words: region, sectors, number, kinds, articulation."""
    language = reader_language()
    words = [cell.label.in_language(language) if cell.label else gettext("unknown") for cell in listed.strip]
    if listed.is_tied:
        words[-1] = gettext("hybrid, no form prevails")
    elif listed.is_hybrid:
        words[-1] = gettext("hybrid, mainly %(form)s") % {"form": words[-1].lower()}
    return [word.lower() for word in words]


def _kind(told: dict[str, Any]) -> Iterator[Block]:
    yield Heading(gettext("What kind of partnership"))
    answers: tuple[Answer, ...] = told["columns"]
    if not answers:
        yield Paragraph(gettext("This partnership does not hold on this day: nothing to classify."))
        return
    heads = (
        Column(gettext("Column of Table 1"), share=1.2),
        Column(gettext("Answer"), share=1.1),
        Column(gettext("Why"), share=2.4),
    )
    caption = gettext("Table 1 of Garcea and Ashton, with this partnership’s place in each column.")
    yield Table(caption, heads, tuple(_answer(one) for one in answers))


def _answer(one: Answer) -> tuple[Phrase, ...]:
    answer = Run(one.answer, "unknown" if one.is_unknown else "strong")
    missing = [Run(f" {gettext('Missing:')} {' '.join(one.missing)}", "quiet")] if one.missing else []
    return one.heading, (answer, Run(f"\n{one.basis_words}", "quiet")), (Run(" ".join(one.reasons)), *missing)


def _sentences(sentences: Iterable[Sentence]) -> Table:
    heads = (Column(gettext("Fact"), share=1), Column(gettext("In words"), share=3))
    rows = tuple((one.heading, runs_of(one.words, "unknown" if one.is_unknown else "")) for one in sentences)
    return Table(gettext("Facts, each in a sentence"), heads, rows)


def _members(rows: Iterable[MemberRow]) -> Table:
    heads = (
        Column(gettext("Organisation"), share=2.6),
        Column(gettext("Kind"), share=1.3),
        Column(gettext("Roles"), share=2),
        Column(gettext("Joined"), share=1.2),
        Column(gettext("Left"), share=1.2),
    )
    return Table(gettext("Members, their roles and dates"), heads, tuple(_member(row) for row in rows))


def _member(row: MemberRow) -> tuple[Phrase, ...]:
    unknown: Phrase = (Run(gettext("unknown"), "unknown"),)
    marks = [gettext("observer")] if row.membership["is_observer"] else []
    marks += [gettext("several, not named")] if row.organisation["is_unnamed_group"] else []
    name = (*runs_of(said(name_words(row.organisation))), *(Run(f" ({mark})", "quiet") for mark in marks))
    roles = "\n".join(f"{term_of(role, 'role')}, {period(role)}" for role in row.roles)
    return (
        name,
        term_of(row.organisation, "kind") or unknown,
        roles or (Run(gettext("not recorded"), "unknown"),),
        when(row.membership, "since") if row.membership["since"] else unknown,
        when(row.membership, "until") if row.membership["until"] else (Run(gettext("still a member"), "quiet"),),
    )


def _sources(records: Iterable[Record]) -> Iterator[Block]:
    """Each source once, with the places in it; what rests on none is counted."""
    found: dict[str, tuple[Record, list[str]]] = {}
    bare = 0
    for record in {(one.fact.id, one.key): one for one in records}.values():
        if (source := record["source"]) is None:
            bare += 1
            continue
        places = found.setdefault(source.key, (source, []))[1]
        if record["locator"] and record["locator"] not in places:
            places.append(record["locator"])
    if found:
        yield Items(tuple(_source(source, places) for source, places in found.values()))
    if bare:
        yield Paragraph(gettext("No source is recorded for %(n)d of the facts above.") % {"n": bare}, "note")


def _source(source: Record, places: list[str]) -> Phrase:
    more = [Run(f", {'; '.join(places)}", "quiet")] if places else []
    address = [Run(f" {source['address']}", "quiet")] if source["address"] else []
    return (*runs_of(said(name_words(source))), *more, *address)
