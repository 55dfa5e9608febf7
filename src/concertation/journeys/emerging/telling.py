"""Why a group or a pair is proposed, in words and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from concertation.core.discovery.emerging import LikelyTie, Standing
from concertation.core.discovery.emerging.learning import LEAST_NEW_TIES
from concertation.core.discovery.emerging.occasions import WAYS
from concertation.core.faceting.records import area_words
from concertation.core.network import Span
from concertation.core.text import Language, Text
from concertation.core.vocabulary import load_scheme
from concertation.journeys.emerging.day import year_up_to
from concertation.journeys.emerging.groups import GroupCandidate, named_occasions
from concertation.journeys.emerging.likely import LikelyPairs
from concertation.journeys.emerging.wording import day_in_words, listed, number_in_words, say, set_apart
from concertation.journeys.naming import label_in, name_words
from concertation.journeys.observation import observe
from concertation.journeys.records import Record

# Partners in common that are named; the others are counted.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class ToldOccasion:
    """An occasion with its name; ``page`` is the record on whose page it is read, ``table`` the table it was of."""

    name: Text
    page: Record | None
    table: Record | None
    kind_id: str
    key: str
    on: Any
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldWay:
    """The occasions of one way, with the sentence that heads them."""

    way: str
    says: Text
    occasions: tuple[ToldOccasion, ...]


@dataclass(frozen=True, slots=True)
class ToldStanding:
    """A partnership that stands near a group, and what it has of it."""

    key: str
    name: Text
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """A group in words: what stands already comes first."""

    standing: tuple[ToldStanding, ...]
    reasons: tuple[Text, ...]
    ways: tuple[ToldWay, ...]
    points: Text


@dataclass(frozen=True, slots=True)
class ToldPair:
    """A likely tie in words."""

    one: str
    other: str
    names: tuple[Text, Text]
    chance: float | None
    reasons: tuple[Text, ...]
    is_put_off: bool


def name_of_record(record: Record | None, key: str) -> Text:
    """What a record is called, or its key where it has no name."""
    said = name_words(record)
    return Text(en=said.in_language("en") or key, fr=said.in_language("fr") or key)


def tell_group(one: GroupCandidate) -> ToldGroup:
    """All that is said of a group."""
    group = one.found.group
    pairs = "all_pairs" if group.tied_pairs == group.pairs else "pairs"
    reasons = (
        say("members", count=len(group.members), names=listed(tell_names(one))),
        say(pairs, count=group.tied_pairs, pairs=group.pairs),
        _period(one.span),
        _ground("areas", "no_area", [one.areas[key] for key in one.found.ground.areas if key in one.areas]),
        _ground("sectors", "no_sector", _sectors(one.found.ground.sectors)),
    )
    standing = tuple(_standing(one, near) for near in one.found.standing)
    return ToldGroup(standing, reasons, tuple(_ways(one)), say("points", count=round(group.points)))


def tell_period(as_of: date) -> Text:
    """Which days are looked at."""
    return _period(year_up_to(as_of))


def _period(span: Span) -> Text:
    return say("period", first=day_in_words(span.first), last=day_in_words(span.last))


def tell_names(one: GroupCandidate) -> list[Text]:
    """What its organisations are called."""
    return [name_of_record(one.record("organisation", key), key) for key in one.found.group.members]


def _ground(said: str, unknown: str, names: list[Text]) -> Text:
    return say(said, names=set_apart(names)) if names else say(unknown)


def _sectors(codes: Iterable[str]) -> list[Text]:
    labels = {term.code: term.label for term in load_scheme("policy_sector")}
    return [labels.get(code, Text(en=code, fr=code)) for code in codes]


def _standing(one: GroupCandidate, near: Standing) -> ToldStanding:
    reasons = []
    if near.members:
        reasons.append(say("standing_members", count=len(near.members), size=len(one.found.group.members)))
    if near.covers:
        areas = [one.areas.get(key, Text(en=key, fr=key)) for key in near.areas]
        reasons.append(say("standing_covers", sectors=set_apart(_sectors(near.sectors)), areas=listed(areas)))
    return ToldStanding(near.key, name_of_record(one.record("partnership", near.key), near.key), tuple(reasons))


def _ways(one: GroupCandidate) -> Iterable[ToldWay]:
    told: dict[str, list[ToldOccasion]] = {}
    for occasion, record in named_occasions(one):
        name = _occasion_name(record, occasion.fact_key)
        own = ToldOccasion(
            name, *_pages(record), occasion.fact_kind, occasion.fact_key, occasion.since, occasion.members
        )
        told.setdefault(occasion.way, []).append(own)
    for way in WAYS:
        if way in told:
            yield ToldWay(way, say(f"way.{way}", count=len(told[way])), tuple(told[way]))


def _pages(record: Record | None) -> tuple[Record | None, Record | None]:
    """Where a fact is read: at its table, else at the organisation that tells it, or at the one that is paid."""
    if record is None or record.fact.id == "organisation":
        return record, None
    table = record["partnership"]
    return table or record["from_organisation"], table


def _occasion_name(record: Record | None, key: str) -> Text:
    """A tie is called by both its ends, a meeting without a subject by its table."""
    if record is None:
        return Text(en=key, fr=key)
    if record.fact.id == "tie":
        ends = [name_of_record(record[f"{end}_organisation"], key) for end in ("from", "to")]
        return Text(en=f"{ends[0].en} → {ends[1].en}", fr=f"{ends[0].fr} → {ends[1].fr}")
    if record.fact.id == "meeting" and not name_words(record):
        return name_of_record(record["partnership"], key)
    return Text(en=label_in(record, "en") or key, fr=label_in(record, "fr") or key)


def tell_likely(pairs: LikelyPairs, as_of: date) -> tuple[ToldPair, ...]:
    """All that is said of each likely tie of that day."""
    areas = area_words(observe(as_of=as_of).snapshot)
    nodes = {row["key"]: row for row in pairs.network.nodes.iter_rows(named=True)}
    return tuple(_pair(pairs, tie, nodes, areas) for tie in pairs.ties)


def tell_learned(pairs: LikelyPairs) -> tuple[Text, ...]:
    """From what the chances were learned, with the caution; or that nothing taught them."""
    lesson = pairs.learned.lesson
    if lesson is None:
        return (say("not_learned", least=LEAST_NEW_TIES),)
    told = say(
        "learned",
        ties=number_in_words(lesson.new_ties),
        pairs=number_in_words(lesson.pairs),
        first=pairs.learned.first.year,
        last=pairs.learned.last.year,
    )
    return (told, say("learned_caution"))


def _pair(pairs: LikelyPairs, tie: LikelyTie, nodes: Mapping[str, Any], areas: Mapping[str, Text]) -> ToldPair:
    reasons = [*_chance(tie), *_shared(tie, nodes), *_alike(tie, nodes, areas)]
    names = (_node_name(nodes, tie.one), _node_name(nodes, tie.other))
    is_put_off = (tie.one, tie.other) in pairs.put_off
    return ToldPair(tie.one, tie.other, names, tie.probability, tuple(reasons), is_put_off)


def _chance(tie: LikelyTie) -> Iterable[Text]:
    if tie.probability is not None:
        yield say("chance", percent=_percent(tie.probability))


def _percent(chance: float) -> Text:
    """Never nought and never a hundred."""
    if chance < 0.01:
        return Text(en="less than one", fr="moins d’un")
    return Text(*[str(min(99, round(100 * chance)))] * 2)


def _shared(tie: LikelyTie, nodes: Mapping[str, Any]) -> Iterable[Text]:
    if tie.shared:
        names = [_node_name(nodes, key) for key in tie.shared[:_NAMED]]
        rest = len(tie.shared) - _NAMED
        said = say("shared_more", names=_commas(names), count=rest) if rest > 0 else listed(names)
        yield say("shared", count=len(tie.shared), names=said)


def _commas(names: list[Text]) -> Text:
    return Text(en=", ".join(name.en for name in names), fr=", ".join(name.fr for name in names))


def _alike(tie: LikelyTie, nodes: Mapping[str, Any], areas: Mapping[str, Text]) -> Iterable[Text]:
    one, other = nodes[tie.one], nodes[tie.other]
    both = {name: sorted(set(one[name] or ()) & set(other[name] or ())) for name in ("sectors", "areas")}
    if both["sectors"]:
        yield say("sign.shared_sectors", names=set_apart(_sectors(both["sectors"])))
    if both["areas"]:
        yield say("sign.shared_areas", names=listed([areas.get(key, Text(en=key, fr=key)) for key in both["areas"]]))
    if tie.signs["same_family"]:
        yield say("sign.same_family")
    if "activity" in tie.leading[:1]:
        yield say("sign.activity")


def _node_name(nodes: Mapping[str, Any], key: str) -> Text:
    row = nodes.get(key)
    return Text(en=row["label_en"], fr=row["label_fr"]) if row is not None else Text(en=key, fr=key)


def group_as_data(one: GroupCandidate, language: Language) -> dict[str, Any]:
    """A group as programs take it."""
    told, group = tell_group(one), one.found.group
    return {
        "id": one.id,
        "state": one.state,
        "members": [
            {"key": key, "name": name_of_record(one.record("organisation", key), key).in_language(language)}
            for key in group.members
        ],
        "first": one.span.first,
        "last": one.span.last,
        "tied_pairs": group.tied_pairs,
        "pairs": group.pairs,
        "points": round(group.points, 1),
        "areas": list(one.found.ground.areas),
        "sectors": list(one.found.ground.sectors),
        "standing": [
            {
                "key": near.key,
                "name": near.name.in_language(language),
                "reasons": [reason.in_language(language) for reason in near.reasons],
            }
            for near in told.standing
        ],
        "reasons": [reason.in_language(language) for reason in (*told.reasons, *(way.says for way in told.ways))],
        "occasions": [
            {
                "way": way.way,
                "kind": own.kind_id,
                "key": own.key,
                "name": own.name.in_language(language),
                "on": own.on,
                "members": list(own.members),
            }
            for way in told.ways
            for own in way.occasions
        ],
    }


def pair_as_data(pair: ToldPair, language: Language) -> dict[str, Any]:
    """A likely tie as programs take it."""
    return {
        "one": {"key": pair.one, "name": pair.names[0].in_language(language)},
        "other": {"key": pair.other, "name": pair.names[1].in_language(language)},
        "state": "later" if pair.is_put_off else "open",
        "chance": pair.chance,
        "reasons": [reason.in_language(language) for reason in pair.reasons],
    }
