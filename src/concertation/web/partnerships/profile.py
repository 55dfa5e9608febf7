"""The facts of a partnership as sentences, each with the record that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from concertation.journeys.naming import name_words
from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import Record, by_date
from concertation.web.partnerships.members import count_sentences, member_rows
from concertation.web.wording import address_on, period, said, term_of, when


@dataclass(frozen=True, slots=True)
class Sentence:
    """One fact in words; ``records`` say where it comes from, ``unknown`` that nobody recorded it."""

    heading: str
    words: SafeString
    records: tuple[Record, ...] = ()
    is_unknown: bool = False
    add_kind: str = ""


def profile_section(portrait: PartnershipPortrait) -> dict[str, Any]:
    """What one should know first."""
    return {
        "sentences": list(_sentences(portrait)),
        "objectives": portrait.holding("objective"),
        "member_summary": count_sentences(member_rows(portrait)),
    }


def _sentences(portrait: PartnershipPortrait) -> Iterator[Sentence]:
    yield _purpose(portrait)
    yield _stage(portrait)
    yield _areas(portrait)
    yield _sectors(portrait)
    yield from _lineage(portrait)
    yield _openness(portrait)
    yield _legal(portrait)
    yield _decision_rule(portrait)
    yield _accountability(portrait)


def _plain(words: str) -> SafeString:
    return format_html("{}", words)


def _unknown(heading: str, words: str, kind: str = "", records: Iterable[Record] = ()) -> Sentence:
    return Sentence(heading, _plain(words), tuple(records), is_unknown=True, add_kind=kind)


def _own(portrait: PartnershipPortrait, heading: str, words: SafeString) -> Sentence:
    return Sentence(heading, words, (portrait.partnership,))


def _purpose(portrait: PartnershipPortrait) -> Sentence:
    heading = gettext("Purpose")
    purpose = portrait.partnership["purpose"]
    if not purpose:
        return _unknown(heading, gettext("Nobody has recorded what it is for."), records=[portrait.partnership])
    return _own(portrait, heading, said(purpose))


def _stage(portrait: PartnershipPortrait) -> Sentence:
    heading = gettext("Stage of life")
    events = by_date(portrait.of("lifecycle_event"), "on")
    if not events:
        return _unknown(heading, gettext("No stage of its life is recorded."), "lifecycle_event")
    steps = [
        format_html("{} <span class='muted'>({})</span>", _stage_words(event), when(event))
        for event in reversed(events)
    ]
    return Sentence(
        heading, format_html_join(" ← ", "{}", ((step,) for step in steps)), tuple(events), add_kind="lifecycle_event"
    )


def _stage_words(event: Record) -> str:
    manner = term_of(event, "ending_manner")
    return f"{term_of(event, 'stage')} – {manner}" if manner else term_of(event, "stage")


def _areas(portrait: PartnershipPortrait) -> Sentence:
    heading = gettext("Areas served")
    served = [record for record in portrait.holding("partnership_area") if record["area"] is not None]
    if not served:
        return _unknown(heading, gettext("The areas it serves are not recorded."), "partnership_area")
    names = format_html_join(", ", "{}", ((said(record["area"]["name"]),) for record in served))
    return Sentence(heading, names, tuple(served), add_kind="partnership_area")


def _sectors(portrait: PartnershipPortrait) -> Sentence:
    heading = gettext("Sectors it says it covers")
    sectors = portrait.holding("partnership_sector")
    if not sectors:
        return _unknown(heading, gettext("It does not say which sectors it covers."), "partnership_sector")
    words = ", ".join(term_of(record, "sector") for record in sectors)
    return Sentence(heading, _plain(words), tuple(sectors), add_kind="partnership_sector")


def _lineage(portrait: PartnershipPortrait) -> Iterator[Sentence]:
    for record in portrait.partnership.children("lineage", "result"):
        origin = _link(portrait, record["origin"])
        words = (
            format_html(gettext("Lives inside {}"), origin)
            if record["kind"] == "nested_in"
            else format_html(gettext("Comes from {} ({})"), origin, term_of(record, "kind"))
        )
        yield Sentence(gettext("Lineage"), words, (record,))
    for record in portrait.of("lineage"):
        result = _link(portrait, record["result"])
        words = (
            format_html(gettext("Holds {} inside it"), result)
            if record["kind"] == "nested_in"
            else format_html(gettext("Gave rise to {} ({})"), result, term_of(record, "kind"))
        )
        yield Sentence(gettext("Lineage"), words, (record,))


def _link(portrait: PartnershipPortrait, partnership: Record) -> SafeString:
    address = address_on(portrait.as_of, "partnership", partnership.key, known_at=portrait.known_at)
    return format_html('<a href="{}">{}</a>', address, said(name_words(partnership)))


def _openness(portrait: PartnershipPortrait) -> Sentence:
    heading = gettext("Membership")
    is_open = portrait.partnership["membership_is_open"]
    if is_open is None:
        return _unknown(heading, gettext("Not recorded: who may join."), records=[portrait.partnership])
    words = gettext("Open to any organisation.") if is_open else gettext("Not open to every organisation.")
    return _own(portrait, heading, _plain(words))


def _legal(portrait: PartnershipPortrait) -> Sentence:
    heading = gettext("Legal personality")
    has_one = portrait.partnership["has_legal_personality"]
    if has_one is None:
        return _unknown(
            heading,
            gettext("Not recorded: whether it has legal personality."),
            records=[portrait.partnership],
        )
    words = (
        gettext("It has legal personality of its own.")
        if has_one
        else gettext("It has no legal personality of its own.")
    )
    return _own(portrait, heading, _plain(words))


def _decision_rule(portrait: PartnershipPortrait) -> Sentence:
    heading = gettext("Decisions")
    rule = term_of(portrait.partnership, "decision_rule")
    is_written = portrait.partnership["has_written_decision_rule"]
    if not rule and is_written is None:
        return _unknown(heading, gettext("Not recorded: how it decides."), records=[portrait.partnership])
    written = {
        True: gettext("the rule is written"),
        False: gettext("the rule is not written"),
        None: gettext("whether the rule is written is not recorded"),
    }[is_written]
    return _own(portrait, heading, _plain(f"{rule or gettext('Rule not recorded')} – {written}."))


def _accountability(portrait: PartnershipPortrait) -> Sentence:
    heading = gettext("Accountable to")
    organisation = portrait.partnership["accountable_to"]
    if organisation is None:
        return _unknown(heading, gettext("Not recorded: to whom it answers."), records=[portrait.partnership])
    address = address_on(portrait.as_of, "organisation", organisation.key, known_at=portrait.known_at)
    return _own(portrait, heading, format_html('<a href="{}">{}</a>', address, said(name_words(organisation))))


def existence(portrait: PartnershipPortrait) -> str:
    """From when to when it exists, and the stage it is in."""
    stage = portrait.stage
    words = period(portrait.partnership)
    return f"{term_of(stage, 'stage')} · {words}" if stage is not None else words
