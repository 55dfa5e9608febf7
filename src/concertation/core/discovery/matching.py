"""Which records may stand for the same thing, with the reasons; the answer is always a person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio, token_sort_ratio

from concertation.core.discovery.names import (
    bracketed_acronym,
    distinctive_words,
    head_and_tail,
    host,
    initials,
)
from concertation.core.text import Text, search_key

# Names this close differ by a slip of the pen: one or two letters in a name of twenty.
NEARLY_SAME = 0.90
# Names this close may be the same when something else agrees too.
SIMILAR = 0.75
# Rarest beginnings of words by which candidates are looked up, and how many letters make a beginning.
_LOOKUPS = 4
_BEGINNING = 4
# A beginning that more records share than this tells little, and is used only when there is no rarer one.
_COMMON = 150


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of a record: every name in both languages, acronyms, Web sites and places.

    ``own_names`` are the English and the French name among them, which other names stand beside.
    """

    id: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    own_names: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Likeness:
    """A record that may be the same: how close the nearest names are (0 to 1), every reason found, whether one
    name contains the other, as the name of a branch contains that of its organisation, and what speaks against."""

    id: str
    score: float
    reasons: tuple[Text, ...]
    contains: bool = False
    against: tuple[Text, ...] = ()


def find_alike(
    profiles: Sequence[Profile], known: Sequence[Profile], *, limit: int = 5
) -> Mapping[str, tuple[Likeness, ...]]:
    """For each profile, the known ones that may be the same, nearest first; those without any are absent.

    Names are compared in both languages crosswise, without articles, prepositions and legal forms, words
    sorted; of two places of one organisation ("House - Joyce School", "House - Kipling School") only the
    places are compared; the closeness is the normalised Indel similarity of rapidfuzz
    (``token_sort_ratio``). A record
    is retained when its name is nearly the same (≥ 0.90), or when a looser likeness (≥ 0.75, one name within
    the other, the same acronym) is backed by the same Web site or place. Names that differ by a number
    alone ("School 12", "School 14") are not alike. When the names in one language are alike while those in the
    other tell two places or two numbers apart, the record is retained with this *against* it, after the others.
    Missing acronyms, sites and places count for nothing,
    neither for nor against. A profile is never compared with itself (same ``id``). Candidates are looked
    up by the rarest beginnings of their words, so that the cost stays near-linear in the number of names.
    Source: Concertation methods, matching; Christen (2012), *Data Matching*, ch. 4 (blocking) and 5.
    """
    sketches = {profile.id: _sketch(profile) for profile in (*known, *profiles)}
    index = _index([sketches[profile.id] for profile in known])
    found: dict[str, tuple[Likeness, ...]] = {}
    for profile in profiles:
        own = sketches[profile.id]
        candidates = _candidates(own, index) - {profile.id}
        alike = [likeness for other in candidates if (likeness := _compare(own, sketches[other])) is not None]
        if alike:
            alike.sort(key=_nearest_first)
            found[profile.id] = tuple(alike[:limit])
    return found


def _nearest_first(likeness: Likeness) -> tuple[bool, bool, float, str]:
    return bool(likeness.against), not likeness.contains, -likeness.score, likeness.id


@dataclass(frozen=True, slots=True)
class _Name:
    """One name, its distinctive words, and the organisation and the place that it seems to be made of."""

    written: str
    words: frozenset[str]
    ordered: str
    numbers: frozenset[str]
    head: str
    tail: str


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A profile made ready for many comparisons."""

    profile: Profile
    names: tuple[_Name, ...]
    own_names: tuple[_Name | None, ...]
    acronyms: frozenset[str]
    initials: frozenset[str]
    hosts: frozenset[str]
    places: frozenset[str]

    @property
    def lookups(self) -> set[str]:
        """Beginnings of words, acronyms and sites by which this profile is found."""
        beginnings = {word[:_BEGINNING] for name in self.names for word in name.words}
        return beginnings | {f"={a}" for a in self.acronyms} | {f"@{site}" for site in self.hosts}


def _sketch(profile: Profile) -> _Sketch:
    names = [name for name in dict.fromkeys(profile.names) if search_key(name)]
    bracketed = {acronym for name in profile.names if (acronym := bracketed_acronym(name))}
    given = {search_key(acronym).replace(" ", "") for acronym in profile.acronyms}
    return _Sketch(
        profile=profile,
        names=tuple(_name(name) for name in names),
        own_names=tuple(_name(name) if search_key(name) else None for name in profile.own_names),
        acronyms=frozenset(a for a in given | bracketed if len(a) >= 3),
        initials=frozenset(i for name in names if len(i := initials(name)) >= 3),
        hosts=frozenset(site for address in profile.websites if (site := host(address))),
        places=frozenset(key for place in profile.places if (key := search_key(place))),
    )


def _name(written: str) -> _Name:
    words = distinctive_words(written)
    head, tail = head_and_tail(written)
    return _Name(
        written=written,
        words=frozenset(words),
        ordered=" ".join(sorted(words)),
        numbers=frozenset(word for word in words if word.isdigit()),
        head=search_key(head),
        tail=search_key(tail),
    )


def _index(sketches: Iterable[_Sketch]) -> Mapping[str, set[str]]:
    index: dict[str, set[str]] = defaultdict(set)
    for sketch in sketches:
        for lookup in sketch.lookups:
            index[lookup].add(sketch.profile.id)
    return index


def _candidates(sketch: _Sketch, index: Mapping[str, set[str]]) -> set[str]:
    known = [lookup for lookup in sketch.lookups if lookup in index]
    strong = [lookup for lookup in known if lookup[0] in "=@"]
    rarest = sorted(
        (lookup for lookup in known if lookup[0] not in "=@"), key=lambda lookup: (len(index[lookup]), lookup)
    )
    telling = [lookup for lookup in rarest[:_LOOKUPS] if len(index[lookup]) <= _COMMON] or rarest[:1]
    return {found for lookup in (*strong, *telling) for found in index[lookup]}


def _compare(one: _Sketch, other: _Sketch) -> Likeness | None:
    score, pair, contains = _nearest_names(one, other)
    shares_acronym = one.acronyms & other.acronyms or (one.acronyms & other.initials or one.initials & other.acronyms)
    if not shares_acronym and not contains and score < SIMILAR:
        return None  # nearly every pair that is compared
    if shares_acronym and any(_are_two_places(own, name) for own in one.names for name in other.names):
        shares_acronym = frozenset()
    shares_site = one.hosts & other.hosts
    shares_place = one.places & other.places
    is_backed = bool(shares_site or shares_place)
    is_loose = score >= SIMILAR or contains or shares_acronym
    if score < NEARLY_SAME and not (is_loose and is_backed) and not (contains and shares_acronym):
        return None
    reasons = []
    if contains:
        reasons.append(Text(en=f"one name contains the other (“{pair}”)", fr=f"un nom contient l’autre (« {pair} »)"))
    elif score >= SIMILAR:
        reasons.append(_names_reason(score, pair))
    if shares_acronym:
        word = min(shares_acronym).upper()
        reasons.append(Text(en=f"same acronym ({word})", fr=f"même sigle ({word})"))
    if shares_site:
        site = min(shares_site)
        reasons.append(Text(en=f"same Web site ({site})", fr=f"même site Web ({site})"))
    if shares_place:
        reasons.append(Text(en="same place", fr="même lieu"))
    against = () if contains else tuple(_tell_apart(one, other))
    return Likeness(id=other.profile.id, score=score, reasons=tuple(reasons), contains=contains, against=against)


def _tell_apart(one: _Sketch, other: _Sketch) -> Iterator[Text]:
    """The names in the same language that are those of two places, or that differ by a number."""
    for own, name in zip(one.own_names, other.own_names, strict=True):
        if own is None or name is None:
            continue
        if _differ_by_number(own, name) or _are_told_apart_by_place(own, name):
            yield Text(
                en=f"but other names tell them apart (“{own.written}”, “{name.written}”)",
                fr=f"mais d’autres noms les distinguent («\u00a0{own.written}\u00a0», «\u00a0{name.written}\u00a0»)",
            )


def _names_reason(score: float, name: str) -> Text:
    if score >= 1:
        return Text(en=f"same name (“{name}”)", fr=f"même nom (« {name} »)")
    percent = round(score * 100)
    return Text(en=f"names alike at {percent}% (“{name}”)", fr=f"noms semblables à {percent} % (« {name} »)")


def _nearest_names(one: _Sketch, other: _Sketch) -> tuple[float, str, bool]:
    """The closeness of the two nearest names, the other's name then, and whether one contains the other."""
    nearest, is_contained = (0.0, ""), False
    for own in one.names:
        for name in other.names:
            if _differ_by_number(own, name):
                continue
            contains = _contains(own, name)
            score = _closeness(own, name)
            if (contains, score) > (is_contained, nearest[0]):
                nearest, is_contained = (score, name.written), contains
    return *nearest, is_contained


def _contains(one: _Name, other: _Name) -> bool:
    """Whether the words of one are among those of the other, which has more."""
    if not (one.words < other.words or other.words < one.words):
        return False
    return min(len(one.words), len(other.words)) >= 2 and not _are_two_places(one, other)


def _closeness(one: _Name, other: _Name) -> float:
    """Two places of one organisation are told apart by the names of the places alone."""
    if _are_two_places(one, other):
        score = token_sort_ratio(one.tail, other.tail) / 100
        return score if score >= NEARLY_SAME else 0.0
    return ratio(one.ordered, other.ordered) / 100


def _are_two_places(one: _Name, other: _Name) -> bool:
    return bool(one.tail and other.tail and one.head == other.head)


def _are_told_apart_by_place(one: _Name, other: _Name) -> bool:
    """Whether the places are neither nearly the same nor one within the other."""
    if not _are_two_places(one, other) or _closeness(one, other):
        return False
    words, others = set(distinctive_words(one.tail)), set(distinctive_words(other.tail))
    return not (words <= others or others <= words)


def _differ_by_number(one: _Name, other: _Name) -> bool:
    return bool(one.numbers - other.numbers and other.numbers - one.numbers)
