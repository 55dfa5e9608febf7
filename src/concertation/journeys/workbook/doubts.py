"""New organisations and partnerships that look like something known, and what people answered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from concertation.core.discovery.fields import bare_number
from concertation.core.text import search_key
from concertation.exchange.workbook import SameFile, SheetRow
from concertation.journeys.likeness import Compared, Likeness, Pair, find_likely
from concertation.journeys.workbook.catalogue import Catalogue, Entry
from concertation.journeys.workbook.preview import DIFFERENT, SAME, UNSURE, Candidate, CardLine, Doubt

# Kinds of things that are known by their names, where a slip of the pen makes two of one.
COMPARED_KINDS = frozenset({"organisation", "partnership"})

# The lines of one side of a card.
Describe = Callable[[Entry], tuple[CardLine, ...]]


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
    if place is None:
        return entry.key
    own = f"{entry.kind_id}:{place.sheet}:{place.row}"
    return own if place.column is None else f"{own}:{place.column}"


def with_answers(doubts: Sequence[Doubt], answers: Answers) -> tuple[Doubt, ...]:
    """The same doubts with what people have answered since."""
    return tuple(
        replace(
            doubt,
            answer=answers.of(doubt.id, doubt.candidates, doubt.proposal),
            is_put_off=answers.given.get(doubt.id) == UNSURE,
        )
        for doubt in doubts
    )


def find_doubts(
    new: Sequence[Entry],
    known: Sequence[Entry],
    answers: Answers,
    described: Describe,
    evidence: Evidence | None = None,
    *,
    apart: Collection[Pair] = (),
) -> dict[str, Doubt]:
    """The doubts on new entries by their key; of two new ones that look alike, one alone is in doubt."""
    compared = evidence.compared if evidence is not None else Compared()
    entries = {entry.key: entry for entry in (*known, *new)}
    for entry in entries.values():
        compared.add(entry.key, entry.values, entry.other_names)
    likely = find_likely(compared, {entry.key for entry in new}, apart=apart)
    return settle_doubts(likely, entries, answers, described)


def settle_doubts(
    likely: Mapping[str, Sequence[Likeness]], entries: Mapping[str, Entry], answers: Answers, described: Describe
) -> dict[str, Doubt]:
    """A card for each entry that looks like others, in the order of the file."""
    lines = {key: described(entries[key]) for key in {*likely, *(li.id for own in likely.values() for li in own)}}
    doubts = {key: _doubt(entries[key], own, entries, answers, lines) for key, own in likely.items()}
    return dict(sorted(doubts.items(), key=lambda item: (item[1].place.sheet, item[1].place.row or 0)))


def _doubt(
    entry: Entry,
    likely: Sequence[Likeness],
    entries: Mapping[str, Entry],
    answers: Answers,
    lines: Mapping[str, tuple[CardLine, ...]],
) -> Doubt:
    candidates = tuple(_candidate(entries[li.id], li, lines[li.id]) for li in likely)
    proposal = candidates[0].id if likely[0].is_settled else DIFFERENT
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
        lines=lines[entry.key],
    )


def _candidate(entry: Entry, likeness: Likeness, lines: tuple[CardLine, ...]) -> Candidate:
    is_row = not entry.is_in_register and entry.place is not None
    return Candidate(
        id=f"row:{doubt_id(entry)}" if is_row else f"record:{entry.key}",
        key=entry.key,
        name=entry.name,
        place=entry.place if is_row else None,
        score=likeness.log_odds,
        reasons=likeness.reasons,
        against=likeness.against,
        lines=lines,
    )


@dataclass(slots=True)
class Evidence:
    """What is known of organisations beside their own rows, by key: identifiers and postal codes."""

    compared: Compared = field(default_factory=Compared)

    def add(self, kind_id: str, key: str, values: Mapping[str, object]) -> None:
        """One more fact about the organisation of that key."""
        if kind_id == "site" and isinstance(code := values.get("postal_code"), str):
            self.compared.postal_codes.append((key, code))
        scheme, number = values.get("scheme"), values.get("value")
        if kind_id == "organisation_identifier" and isinstance(scheme, str) and isinstance(number, str):
            self.compared.identifiers.append((key, scheme, bare_number(scheme, number)))


# What tells of an organisation beside its own row and its names.
EVIDENCE_KINDS = ("site", "organisation_identifier")


def find_evidence(catalogue: Catalogue, entries: Iterable[Entry], rows: Iterable[SheetRow]) -> Evidence:
    """From the register and from the other rows of the file, which call organisations by code, name or place."""
    evidence = Evidence()
    known = {entry.key: entry for entry in entries}
    for kind_id in EVIDENCE_KINDS:
        for fact in catalogue.entries(kind_id).values():
            if (key := str(fact.values.get("organisation"))) in known:
                evidence.add(kind_id, key, fact.values)
    marks = _marks(known.values())
    for row in rows:
        if row.kind_id in EVIDENCE_KINDS:
            owner = row.values.get("organisation")
            mark = owner.place if isinstance(owner, SameFile) else search_key(getattr(owner, "words", ""))
            key_of_owner = getattr(owner, "words", "") if getattr(owner, "words", "") in known else marks.get(mark)
            if key_of_owner is not None:
                evidence.add(row.kind_id, key_of_owner, row.values)
    return evidence


def _marks(entries: Iterable[Entry]) -> dict[object, str]:
    """How rows call an entry: by its place in the file or by one of its names."""
    marks: dict[object, str] = {}
    for entry in entries:
        if entry.place is not None:
            marks[entry.place] = entry.key
        for name in entry.names:
            marks.setdefault(search_key(name), entry.key)
    return marks
