"""Which new rows may stand for something known, or for one another, with the reasons for and against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from concertation.core.discovery import Doubles, Organisations, Reach, Reason, explain_doubles, find_doubles
from concertation.core.discovery.glossary import EXPECTED_SHARES, glossary
from concertation.core.discovery.name_reading import read_name
from concertation.core.discovery.names import host
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
# Records beyond which names are looked up by their rarest words alone, and the nearest few retained: of 25,000 made
# names this finds 616 of the 632 that lists of 25 and four names find, in two thirds of the time.
_MANY = 20_000
_NARROW = Reach(longest_list=15, nearest=3)

Pair = frozenset[str]


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
    """What is compared of records, as lines of columns: each begins with the key of its record."""

    keys: list[str] = field(default_factory=list)
    own_names: dict[str, tuple[str, str]] = field(default_factory=dict)
    names: list[tuple[str, str]] = field(default_factory=list)
    acronyms: list[tuple[str, str]] = field(default_factory=list)
    websites: list[tuple[str, str]] = field(default_factory=list)
    kinds: list[tuple[str, str]] = field(default_factory=list)
    postal_codes: list[tuple[str, str]] = field(default_factory=list)
    identifiers: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, key: str, values: Mapping[str, object], others: Iterable[str] = ()) -> None:
        """A record with its own names, and the other names by which it goes."""
        self.keys.append(key)
        own = _said(values, "name_en"), _said(values, "name_fr")
        self.own_names[key] = own
        self.names += [(key, name) for name in dict.fromkeys([*own, *others]) if name]
        acronyms = [_said(values, name) for name in ("acronym_en", "acronym_fr")]
        self.acronyms += [(key, acronym) for acronym in dict.fromkeys(acronyms) if acronym]
        if website := _said(values, "website"):
            self.websites.append((key, website))
        if kind := _said(values, "kind"):
            self.kinds.append((key, kind))

    def organisations(self) -> Organisations:
        """The same as the comparison takes it."""
        at = {key: position for position, key in enumerate(self.keys)}
        hosts = [(key, site) for key, website in self.websites if (site := host(website))]
        codes = [(key, code.replace(" ", "").upper()) for key, code in self.postal_codes]
        return Organisations(
            keys=self.keys,
            names=_table(at, self.names, "name"),
            acronyms=_table(at, self.acronyms, "acronym"),
            sites=_table(at, hosts, "host"),
            kinds=_table(at, self.kinds, "kind"),
            postal_codes=_table(at, codes, "code"),
            identifiers=_table(at, self.identifiers, "scheme", "number"),
        )


def find_likely(compared: Compared, new: Collection[str], *, apart: Collection[Pair] = ()) -> dict[str, list[Likeness]]:
    """For each new record, those that may be the same, likeliest first; new ones without any are absent.

    Of two new records that look alike, the one alone in doubt is that whose name holds the other's, since a branch is
    named after its organisation; else the later one. Pairs that a person told ``apart`` are not asked again.
    """
    if not new or len(compared.keys) < 2:
        return {}
    looking = [key in new for key in compared.keys]
    reach = replace(_NARROW, looking=looking) if len(compared.keys) > _MANY else Reach(looking=looking)
    doubles = find_doubles(compared.organisations(), least=EVEN, reach=reach)
    if doubles.pairs.is_empty():
        return {}
    small = _narrowed(doubles)
    keys = small.organisations.keys
    found: dict[str, list[Likeness]] = defaultdict(list)
    order = {key: position for position, key in enumerate(compared.keys)}
    words, written = _words_by_row(small), _names_by_reading(small)
    readings = small.pairs.select("reading", "reading_other").rows()
    explained = explain_doubles(small)
    for at, (one, other, log_odds) in enumerate(small.pairs.select("one", "other", "log_odds").iter_rows()):
        reasons = next(explained)
        read = readings[at]
        pair = (keys[one], keys[other])
        if frozenset(pair) in apart:
            continue
        held = words.get(one, []), words.get(other, [])
        doubtful, target = _in_doubt(pair, new, order, held)
        if len(found[doubtful]) < _MOST_CANDIDATES:
            told = _tell_apart(
                compared.own_names[keys[one]], compared.own_names[keys[other]], {written.get(r, "") for r in read}
            )
            found[doubtful].append(_likeness(target, log_odds, reasons, told))
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
    pair: tuple[str, str],
    new: Collection[str],
    order: Mapping[str, int],
    held: tuple[Sequence[frozenset[int]], Sequence[frozenset[int]]],
) -> tuple[str, str]:
    one, other = pair
    if one not in new or other not in new:
        return (one, other) if one in new else (other, one)
    shortest = [min((len(words) for words in side), default=0) for side in held]
    is_branch = any(a < b or b < a for a in held[0] for b in held[1])
    if is_branch and shortest[0] != shortest[1]:
        return (one, other) if shortest[0] > shortest[1] else (other, one)
    return (one, other) if order[one] > order[other] else (other, one)


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
    senses = sketches.senses.join(readings.select("reading"), on="reading", how="semi")
    small = replace(sketches, readings=readings, words=words, senses=senses)
    tables = ("identifiers", "sites", "postal_codes", "places", "kinds", "acronyms")
    narrowed = {name: getattr(organisations, name).join(kept, on="row", how="semi") for name in tables}
    return Doubles(replace(organisations, **narrowed), small, doubles.pairs)


def _table(at: Mapping[str, int], lines: Iterable[tuple[str, ...]], *columns: str) -> pl.DataFrame:
    schema = {"row": pl.UInt32, **dict.fromkeys(columns, pl.String)}
    rows = list(dict.fromkeys((at[key], *rest) for key, *rest in lines))
    return pl.DataFrame(rows, schema=schema, orient="row")


def _said(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""
