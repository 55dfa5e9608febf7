"""New organisations and partnerships that look like something known, and what people answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from concertation.core.discovery import Likeness, Profile, find_alike
from concertation.core.discovery.matching import NEARLY_SAME
from concertation.core.discovery.names import distinctive_words
from concertation.journeys.workbook.cards import Addresses, card_lines
from concertation.journeys.workbook.catalogue import Catalogue, Entry
from concertation.journeys.workbook.preview import DIFFERENT, SAME, UNSURE, Candidate, CardLine, Doubt

# Kinds of things that are known by their names, where a slip of the pen makes two of one.
COMPARED_KINDS = frozenset({"organisation", "partnership"})


@dataclass(slots=True)
class Answers:
    """What people answered, by the id of the doubt, and how to take the doubts that nobody answered."""

    given: Mapping[str, str]
    unanswered: str | None = None

    def of(self, doubt_id: str, candidates: Sequence[Candidate], proposal: str) -> str | None:
        """The id of the candidate it is, ``"different"``, or ``None`` when nobody knows yet."""
        answer = self.given.get(doubt_id)
        if answer is None and self.unanswered is not None:
            answer = proposal if self.unanswered == "proposed" else self.unanswered
        if answer == SAME:
            answer = candidates[0].id
        known = {DIFFERENT, *(candidate.id for candidate in candidates)}
        return answer if answer in known else None


def doubt_id(entry: Entry) -> str:
    """A name for the doubt that stays the same as long as the file does."""
    place = entry.place
    return f"{entry.kind_id}:{place.sheet}:{place.row}" if place is not None else entry.key


def with_answers(doubts: Sequence[Doubt], given: Mapping[str, str]) -> tuple[Doubt, ...]:
    """The same doubts with what people have answered since."""
    answers = Answers(given)
    return tuple(
        replace(
            doubt,
            answer=answers.of(doubt.id, doubt.candidates, doubt.proposal),
            is_put_off=given.get(doubt.id) == UNSURE,
        )
        for doubt in doubts
    )


def find_doubts(
    kind_id: str,
    new: Sequence[Entry],
    known: Sequence[Entry],
    catalogue: Catalogue,
    answers: Answers,
    addresses: Addresses | None = None,
) -> dict[str, Doubt]:
    """The doubts on new entries by their key; of two new ones that look alike, one alone is in doubt.

    The longer of two names that contain each other is in doubt, since a branch is named after its
    organisation; otherwise the later row is.
    """
    places = _places(catalogue) if kind_id == "organisation" else {}
    entries = {entry.key: entry for entry in (*known, *new)}
    order = {entry.key: position for position, entry in enumerate(new)}
    profiles = {key: _profile(entry, places.get(key, [])) for key, entry in entries.items()}
    alike = find_alike([profiles[entry.key] for entry in new], list(profiles.values()))
    doubts = {}
    for entry in new:
        likely = [
            likeness
            for likeness in alike.get(entry.key, ())
            if likeness.id not in order or _is_the_one_in_doubt(entry, entries[likeness.id], likeness, order)
        ]
        if likely:
            described = {
                e.key: card_lines(e, catalogue, addresses) for e in (entry, *(entries[li.id] for li in likely))
            }
            doubts[entry.key] = _doubt(entry, likely, entries, answers, described)
    return doubts


def _doubt(
    entry: Entry,
    likely: Sequence[Likeness],
    entries: Mapping[str, Entry],
    answers: Answers,
    described: Mapping[str, tuple[CardLine, ...]],
) -> Doubt:
    candidates = tuple(_candidate(entries[li.id], li, described[li.id]) for li in likely)
    first = likely[0]
    backed = len(first.reasons) > 1 and (first.contains or first.score >= NEARLY_SAME) and not first.against
    proposal = candidates[0].id if backed else DIFFERENT
    assert entry.place is not None
    own_id = doubt_id(entry)
    return Doubt(
        id=own_id,
        place=entry.place,
        kind_id=entry.kind_id,
        name=entry.name,
        candidates=candidates,
        proposal=proposal,
        answer=answers.of(own_id, candidates, proposal),
        is_put_off=answers.given.get(own_id) == UNSURE,
        lines=described[entry.key],
    )


def _candidate(entry: Entry, likeness: Likeness, lines: tuple[CardLine, ...]) -> Candidate:
    is_row = not entry.is_in_register and entry.place is not None
    return Candidate(
        id=f"row:{doubt_id(entry)}" if is_row else f"record:{entry.key}",
        key=entry.key,
        name=entry.name,
        place=entry.place if is_row else None,
        score=likeness.score,
        reasons=likeness.reasons,
        against=likeness.against,
        lines=lines,
    )


def _is_the_one_in_doubt(entry: Entry, other: Entry, likeness: Likeness, order: Mapping[str, int]) -> bool:
    own, others = _length(entry), _length(other)
    if likeness.contains and own != others:
        return own > others
    return order[entry.key] > order[other.key]


def _length(entry: Entry) -> int:
    return min((len(distinctive_words(name)) for name in entry.names), default=0)


def _profile(entry: Entry, places: Sequence[str]) -> Profile:
    website = entry.values.get("website")
    return Profile(
        id=entry.key,
        names=tuple(dict.fromkeys([*entry.names, *entry.other_names])),
        acronyms=tuple(entry.acronyms),
        websites=(website,) if isinstance(website, str) else (),
        places=tuple(places),
        own_names=(_written(entry, "name_en"), _written(entry, "name_fr")),
    )


def _written(entry: Entry, column: str) -> str:
    value = entry.values.get(column)
    return value if isinstance(value, str) else ""


def _places(catalogue: Catalogue) -> dict[str, list[str]]:
    """Where known organisations receive people: an address with its postal code is one place."""
    places: dict[str, list[str]] = {}
    for site in catalogue.entries("site").values():
        address, code = site.values.get("address_en"), site.values.get("postal_code")
        if address and code:
            places.setdefault(str(site.values.get("organisation")), []).append(f"{address} {code}")
    return places
