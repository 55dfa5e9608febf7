"""Which new rows may stand for something known, or for one another, with the reasons for and against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from concertation.core.discovery import Doubles, Organisations, Reach, Reason, explain_doubles, find_doubles
from concertation.core.discovery.glossary import EXPECTED_SHARES, glossary
from concertation.core.discovery.name_reading import read_name
from concertation.core.discovery.names import hosts
from concertation.core.text import Text

# Even chances: below this, two records are likelier two organisations than one, and nobody is asked.
EVEN = 0.0
# Nineteen chances in twenty: what is proposed where nothing speaks against it (log-odds, ln 19).
SETTLED = 2.94
# A reason against that weighs less than this does not keep a pair from being proposed as one (bits): a branch has its
# own postal code.
_WEIGHS = 1.5
_MOST_CANDIDATES = 5
# Words that the glossary expects in fewer names than this are names of people and places.
_PROPER = EXPECTED_SHARES["names"]
# New records beyond which names are looked up by their rarest words alone, and the nearest few retained. What it costs:
# ``python -m benchmarks.matching_reach``.
_MANY = 20_000
_NARROW = Reach(longest_list=15, nearest=3)

Pair = frozenset[str]

# What is compared of a record's own columns.
COLUMNS = ("name_en", "name_fr", "acronym_en", "acronym_fr", "website", "kind")
_SCHEMA = dict.fromkeys(("key", *COLUMNS), pl.String())
_NOTHING = pl.lit(None, pl.String)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A record that may be the same: its log-odds, what speaks for it and against it, and whether it
    may be proposed as the same."""

    id: str
    log_odds: float
    reasons: tuple[Text, ...]
    against: tuple[Text, ...] = ()
    is_settled: bool = False


@dataclass(slots=True)
class Compared:
    """What is compared of records, as columns: those of whole frames, then those added one by one."""

    frames: list[pl.DataFrame] = field(default_factory=list)
    lines: list[tuple[str | None, ...]] = field(default_factory=list)
    other_names: list[tuple[str, str]] = field(default_factory=list)
    postal_codes: list[tuple[str, str]] = field(default_factory=list)
    identifiers: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, key: str, values: Mapping[str, object], others: Iterable[str] = ()) -> None:
        """A record with its own columns, and the other names by which it goes."""
        self.lines.append((key, *(said(values, name) for name in COLUMNS)))
        self.other_names += [(key, name) for name in others if name]

    def add_frame(self, frame: pl.DataFrame) -> None:
        """Records with their ``key`` and those of the columns that are known of them."""
        given = [pl.col(name).cast(pl.String) if name in frame.columns else _NOTHING.alias(name) for name in COLUMNS]
        self.frames.append(frame.select("key", *given))

    def take(self) -> pl.DataFrame:
        """The records with their ``row``; they are held no longer here."""
        lines = pl.DataFrame(self.lines, schema=_SCHEMA, orient="row")
        records = pl.concat([*self.frames, lines], rechunk=True).with_row_index("row")
        self.frames, self.lines = [], []
        return records

    def organisations(self, records: pl.DataFrame) -> Organisations:
        """The same as the comparison takes it."""
        own = records.select("row", "key")
        sites = records.select("row", website=pl.col("website")).filter(pl.col("website") != "")
        told = sites.select("row", host=hosts(sites["website"]))
        codes = _table(own, self.postal_codes, "code").with_columns(
            pl.col("code").str.replace_all(" ", "", literal=True).str.to_uppercase()
        )
        others = _table(own, self.other_names, "name")
        return Organisations(
            keys=records["key"].to_list(),
            names=_told(records, "name", ("name_en", "name_fr"), others),
            acronyms=_told(records, "acronym", ("acronym_en", "acronym_fr")),
            sites=told.drop_nulls().unique(maintain_order=True),
            kinds=records.select("row", "kind").filter(pl.col("kind") != ""),
            postal_codes=codes.unique(maintain_order=True),
            identifiers=_table(own, self.identifiers, "scheme", "number"),
        )


def find_likely(compared: Compared, new: Collection[str], *, apart: Collection[Pair] = ()) -> dict[str, list[Likeness]]:
    """For each new record, those that may be the same, likeliest first; new ones without any are absent.

    Of two new records that look alike, the one alone in doubt is that whose name holds the other's, since a branch is
    named after its organisation; else the later one. Pairs that a person told ``apart`` are not asked again.
    What was compared is let go of.
    """
    records = compared.take()
    if not new or len(records) < 2:
        return {}
    looking = records["key"].is_in(pl.Series(list(new), dtype=pl.String).implode()).to_list()
    reach = replace(_NARROW if len(new) > _MANY else Reach(), looking=looking)
    doubles = find_doubles(compared.organisations(records), least=EVEN, reach=reach)
    if doubles.pairs.is_empty():
        return {}
    small = _narrowed(doubles)
    ends = pl.concat([small.pairs["one"], small.pairs["other"]]).unique().alias("row").to_frame()
    involved = records.join(ends, on="row", how="semi").select("row", "key", "name_en", "name_fr")
    return _tell(small, {row: (key, (en or "", fr or "")) for row, key, en, fr in involved.rows()}, looking, apart)


def _tell(
    small: Doubles,
    records: Mapping[int, tuple[str, tuple[str, str]]],
    looking: Sequence[bool],
    apart: Collection[Pair],
) -> dict[str, list[Likeness]]:
    found: dict[str, list[Likeness]] = defaultdict(list)
    words, written = _words_by_row(small), _names_by_reading(small)
    told_of = small.pairs.select("one", "other", "log_odds", "reading", "reading_other").iter_rows()
    for (one, other, log_odds, *readings), reasons in zip(told_of, explain_doubles(small), strict=True):
        (key, names), (key_other, names_other) = records[one], records[other]
        if frozenset((key, key_other)) in apart:
            continue
        held = words.get(one, []), words.get(other, [])
        doubtful, target = _in_doubt((one, other), (looking[one], looking[other]), held)
        own = found[records[doubtful][0]]
        if len(own) < _MOST_CANDIDATES:
            disagreements = _tell_apart(names, names_other, {written.get(r, "") for r in readings})
            own.append(_likeness(records[target][0], log_odds, reasons, disagreements))
    return dict(found)


def _likeness(key: str, log_odds: float, reasons: Sequence[Reason], told: Sequence[Text]) -> Likeness:
    """Names alone settle nothing: something else has to agree, and nothing of weight to speak against it."""
    speak_for = tuple(reason.says for reason in reasons if reason.bits > 0)
    is_clear = not told and all(reason.bits > -_WEIGHS for reason in reasons)
    return Likeness(
        id=key,
        log_odds=log_odds,
        reasons=speak_for,
        against=(*told, *(reason.says for reason in reasons if reason.bits < 0)),
        is_settled=log_odds >= SETTLED and is_clear and len(speak_for) > 1,
    )


def _tell_apart(one: tuple[str, str], other: tuple[str, str], nearest: set[str]) -> list[Text]:
    """Names of one language that disagree while others agree."""
    return [
        Text(
            en=f"but other names tell them apart (“{own}”, “{name}”)",
            fr=f"mais d’autres noms les distinguent («\u00a0{own}\u00a0», «\u00a0{name}\u00a0»)",
        )
        for own, name in zip(one, other, strict=True)
        if own and name and {own, name} != nearest and _disagree({*read_name(own).stems}, {*read_name(name).stems})
    ]


def _disagree(one: set[str], other: set[str]) -> bool:
    """Whether each holds a proper name that the other does not, or they share none of several words."""
    shares = glossary().shares
    own, others = ({s for s in left if shares.get(s, 0.0) <= _PROPER} for left in (one - other, other - one))
    return bool(own and others) or (min(len(one), len(other)) > 1 and one.isdisjoint(other))


def _in_doubt(
    pair: tuple[int, int],
    are_new: tuple[bool, bool],
    held: tuple[Sequence[frozenset[int]], Sequence[frozenset[int]]],
) -> tuple[int, int]:
    one, other = pair
    if not all(are_new):
        return (one, other) if are_new[0] else (other, one)
    shortest = [min((len(words) for words in side), default=0) for side in held]
    is_branch = any(a < b or b < a for a in held[0] for b in held[1])
    if is_branch and shortest[0] != shortest[1]:
        return (one, other) if shortest[0] > shortest[1] else (other, one)
    return (max(pair), min(pair))


def _words_by_row(doubles: Doubles) -> dict[int, list[frozenset[int]]]:
    """The words of each plain reading of each record."""
    plain = doubles.sketches.readings.filter("is_plain").select("reading", "row")
    held = doubles.sketches.words.join(plain, on="reading").group_by("row", "reading", maintain_order=True).agg("word")
    found: dict[int, list[frozenset[int]]] = defaultdict(list)
    for row, _, words in held.iter_rows():
        found[row].append(frozenset(words))
    return found


def _names_by_reading(doubles: Doubles) -> dict[int, str]:
    names = doubles.organisations.names["name"]
    return {reading: names[name] for reading, name in doubles.sketches.readings.select("reading", "name").iter_rows()}


def _narrowed(doubles: Doubles) -> Doubles:
    """The same pairs beside the records in them alone, so that explaining each looks through few lines."""
    kept = pl.concat([doubles.pairs["one"], doubles.pairs["other"]]).unique().alias("row").to_frame()
    organisations, sketches = doubles.organisations, doubles.sketches
    readings = sketches.readings.join(kept, on="row", how="semi")
    words = sketches.words.join(readings.select("reading"), on="reading", how="semi")
    small = replace(sketches, readings=readings, words=words)
    tables = ("identifiers", "sites", "postal_codes", "places", "kinds", "acronyms")
    narrowed = {name: getattr(organisations, name).join(kept, on="row", how="semi") for name in tables}
    return Doubles(replace(organisations, **narrowed), small, doubles.pairs)


def _told(records: pl.DataFrame, name: str, columns: Sequence[str], others: pl.DataFrame | None = None) -> pl.DataFrame:
    """What records say in several columns, once each, a record after the other."""
    sides = [records.select("row", pl.col(column).alias(name)) for column in columns]
    every = pl.concat(sides if others is None else [*sides, others])
    return every.filter(pl.col(name) != "").sort("row", maintain_order=True).unique(maintain_order=True)


def _table(own: pl.DataFrame, lines: Sequence[tuple[str, ...]], *columns: str) -> pl.DataFrame:
    """What is known by key, by row."""
    told = pl.DataFrame(lines, schema=dict.fromkeys(("key", *columns), pl.String), orient="row")
    found = told.join(own, on="key", maintain_order="left")
    return found.select("row", *columns).unique(maintain_order=True)


def said(values: Mapping[str, object], name: str) -> str:
    """The words of a value; nothing where it says none."""
    value = values.get(name)
    return value if isinstance(value, str) else ""
