"""One form: what the page shows of a fact, what a person answered, and what is to be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext

from concertation.core.facts import FactKind, Field, Section, fact_kind, sections_of
from concertation.core.text import Language
from concertation.journeys.doubles import Double, perhaps_known
from concertation.journeys.editing import (
    Addition,
    Meanwhile,
    RefusedFact,
    SlotFault,
    StaleFact,
    Version,
    as_written,
    read_written,
)
from concertation.journeys.editing.checking import check_fact, path_to_partnership
from concertation.journeys.editing.faults import REASON_NEEDED, fault
from concertation.journeys.editing.versions import numbered_versions
from concertation.journeys.records import Record
from concertation.journeys.retrieval import retrieve_one
from concertation.web.editing.questions import Answers, Choice, Question, found_choices, new_questions, question_of
from concertation.web.editing.references import Asked, answered, is_looked_up, shown, within_partnership
from concertation.web.editing.words import in_words
from concertation.web.wording import label_of, reader_language

Posted = Mapping[str, str]


@dataclass
class FactForm:
    """The state of one form. ``version`` is what a correction starts from; an addition has none."""

    kind: FactKind
    written: dict[str, str]
    version: Version | None = None
    parent: Record | None = None
    reason: str = ""
    asked: dict[str, Asked] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)
    faults: list[SlotFault] = field(default_factory=list)
    meanwhile: dict[str, Meanwhile] = field(default_factory=dict)
    doubles: Sequence[Double] = ()
    posted: Posted = field(default_factory=dict)

    @classmethod
    def for_addition(cls, kind: FactKind, defaults: Posted) -> FactForm:
        """An empty form, but for what the page it was reached from already says."""
        known = {column.slot for column in kind.columns}
        form = cls(kind, {slot: text for slot, text in defaults.items() if slot in known})
        form._find_parent()
        form._show_references()
        return form

    @classmethod
    def for_correction(cls, kind: FactKind, version: Version) -> FactForm:
        """The fact as it stands."""
        form = cls(kind, as_written(kind, version.values, reader_language()), version)
        form._find_parent()
        form._show_references()
        return form

    def answer(self, posted: Posted) -> None:
        """Takes in what a person answered, and reads it."""
        self.posted = posted
        self.reason = posted.get("reason", "")
        own = {column.slot for column in self.kind.columns} & posted.keys()
        self.written |= {slot: posted[slot] for slot in own}
        for item in self._looked_up():
            asked = answered(item, posted, self.kind.id, self.language)
            self.asked[item.name] = asked
            self.written[item.name] = asked.value or ""
        asked_for = self._asked_for()
        known = self.version.values if self.version is not None else None
        reading = read_written(
            self.kind,
            {slot: text for slot, text in self.written.items() if slot in asked_for},
            language=self.language,
            known=known,
        )
        self.values = reading.values
        self.faults = [*reading.faults, *(f for asked in self.asked.values() for f in asked.faults)]
        if self.faults:
            self._add_other_faults()
        if self.version is None and not posted.get("is-new"):
            self.doubles = perhaps_known(self.kind.id, self.values)

    def _add_other_faults(self) -> None:
        """Beside what cannot be read, what is missing or impossible: everything is told at once."""
        told = {fault.slot for fault in self.faults}
        added = {own.kind_id: [own.key] for own in self.additions}
        known = self.version.values if self.version is not None else {}
        found = check_fact(self.kind, {**known, **self.values}, added=added)
        self.faults += [other for other in found if other.slot not in told]
        if self.version is not None and not self.reason.strip():
            self.faults.append(fault(REASON_NEEDED, "reason"))

    def see(self, number: int) -> None:
        """What the person had in front of them, which may no longer be the last version."""
        if self.version is not None and number != self.version.number:
            seen = numbered_versions(self.kind, [number]).get(number)
            if seen is not None and seen.key == self.version.key:
                self.version = seen
                self.written = as_written(self.kind, seen.values, self.language)

    @property
    def language(self) -> Language:
        """The language in which people write here."""
        return reader_language()

    @property
    def additions(self) -> list[Addition]:
        """The records added in place, which are written with the fact."""
        return [asked.addition for asked in self.asked.values() if asked.addition is not None]

    @property
    def is_undecided(self) -> bool:
        """Whether people have yet to choose among candidates, or to say that something is no double."""
        waits = any(asked.is_undecided or asked.has_double for asked in self.asked.values())
        return waits or bool(self.doubles)

    def refuse(self, refused: RefusedFact) -> None:
        """Notes what the register refused, beside the question that it concerns."""
        additions = [asked for asked in self.asked.values() if asked.addition is not None]
        prefix = f"{additions[refused.deed].item.name}-new-" if refused.deed < len(additions) else ""
        self.faults += [replace(own, slot=f"{prefix}{own.slot}" if own.slot else "") for own in refused.faults]

    def show_meanwhile(self, stale: StaleFact) -> None:
        """Keeps what the person wrote where both wrote, takes over the rest, and shows the other side."""
        self.version = stale.latest
        latest = as_written(self.kind, stale.latest.values, self.language)
        for part in stale.others:
            self.written[part.slot] = latest[part.slot]
            if part.slot in self.asked:
                self.asked[part.slot] = shown(self.kind[part.slot], latest[part.slot], self.kind.id)
        self.meanwhile = {part.slot: part for part in (*stale.clashes, *stale.others)}

    def sections(self) -> list[tuple[Section, list[Question]]]:
        """The questions in their sections."""
        found = [(section, self._questions(section)) for section in sections_of(self.kind)]
        return [(section, questions) for section, questions in found if questions]

    def problems(self) -> list[tuple[str, str]]:
        """Every fault with the box to which it leads, in the order of the page."""
        said = self._said_faults()
        order = [slot for _, questions in self.sections() for question in questions for slot in _slots(question)]
        order += [slot for slot in said if slot not in order]
        return [(slot, said[slot]) for slot in order if slot in said]

    def _said_faults(self) -> dict[str, str]:
        """One sentence a box; what has no box of its own is said at the head of the page."""
        said: dict[str, str] = {}
        for own in self.faults:
            said.setdefault(own.slot, own.message.in_language(self.language))
        for name, asked in self.asked.items():
            if asked.is_undecided:
                said.setdefault(name, self._undecided(asked))
        return said

    def _undecided(self, asked: Asked) -> str:
        if asked.candidates:
            return gettext("Several records may be meant by “%(words)s”. Choose one below.") % {"words": asked.words}
        return gettext("The register knows no “%(words)s”. Try other words, or add it.") % {"words": asked.words}

    def _meanwhile_words(self) -> dict[str, str]:
        """What stood in each part before someone else changed it, and what stands there now."""
        columns = {column.slot: column for column in self.kind.columns}
        return {
            slot: gettext("%(before)s → %(now)s")
            % {"before": in_words(columns[slot], part.before), "now": in_words(columns[slot], part.theirs)}
            for slot, part in self.meanwhile.items()
        }

    def _questions(self, section: Section) -> list[Question]:
        faults = self._said_faults()
        answers = Answers(self.written, faults, self._meanwhile_words())
        return [self._question(item, answers) for item in section.fields if self._is_asked(item)]

    def _question(self, item: Field, answers: Answers) -> Question:
        question = question_of(self.kind, item, answers)
        if self._is_fixed(item):
            return replace(question, widget="fixed")
        if item.name in self.asked:
            asked = self.asked[item.name]
            new = new_questions(asked, answers.faults)
            return replace(question, asked=asked, candidates=found_choices(asked), new=new)
        if item.type == "reference":
            return replace(question, widget="list", choices=tuple(self._bound_choices(item)))
        return question

    def _bound_choices(self, item: Field) -> list[Choice]:
        owner = self._owner_for(item)
        known = within_partnership(item, owner, self.language) if owner is not None else []
        own = self.version.key if self.version is not None and item.to == self.kind.id else ""
        value = self.written.get(item.name, "")
        choices = [Choice(key, words, is_chosen=key == value) for key, words in known if key != own]
        if item.is_required:
            return choices
        return [*choices, Choice("", gettext("None, or I do not know"), is_chosen=not value)]

    def _owner_for(self, item: Field) -> tuple[str, str] | None:
        """Within what a reference is chosen: the partnership of the fact, or the organisation of its member."""
        if self.parent is None:
            return None
        target = fact_kind(str(item.to))
        if target.id == "representative" and self.parent.fact.id == "membership":
            organisation = self.parent["organisation"]
            return ("organisation__key", organisation.key) if organisation is not None else None
        path = path_to_partnership(target)
        partnership = partnership_of(self.parent)
        return (path, partnership.key) if path and partnership is not None else None

    def _looked_up(self) -> list[Field]:
        return [item for item in self.kind.fields if is_looked_up(item) and not self._is_fixed(item)]

    def _asked_for(self) -> set[str]:
        return {column.slot for item in self.kind.fields if self._is_asked(item) for column in item.columns}

    def _is_asked(self, item: Field) -> bool:
        """Precision is read from the dates; what marks the demonstration is not people's to say."""
        if item.type == "geojson" or item.name == "date_precision":
            return False
        return item.name != "is_synthetic" or self.version is not None

    def _is_fixed(self, item: Field) -> bool:
        """The owner that the page gave stays; so does what a statement is about."""
        if self.kind.id == "statement" and item.name in ("subject_kind", "subject_key"):
            return bool(self.written.get(item.name))
        return item.is_parent and self.parent is not None

    def _find_parent(self) -> None:
        item = self.kind.parent
        key = self.written.get(item.name) if item is not None else None
        if item is not None and key:
            self.parent = retrieve_one(str(item.to), key)

    def _show_references(self) -> None:
        for item in self._looked_up():
            self.asked[item.name] = shown(item, self.written.get(item.name, ""), self.kind.id)

    def fixed_words(self) -> dict[str, str]:
        """What a fixed answer is called."""
        found: dict[str, str] = {}
        if self.kind.parent is not None and self.parent is not None:
            found[self.kind.parent.name] = label_of(self.parent)
        if self.kind.id == "statement" and self.written.get("subject_kind"):
            subject = retrieve_one(self.written["subject_kind"], self.written.get("subject_key", ""))
            found["subject_kind"] = fact_kind(self.written["subject_kind"]).label.in_language(self.language)
            found["subject_key"] = label_of(subject) if subject is not None else self.written.get("subject_key", "")
        return found


def partnership_of(record: Record) -> Record | None:
    """The partnership to which a record belongs, through those it belongs to."""
    found: Any = record
    while found is not None and found.fact.id != "partnership":
        parent = found.fact.parent
        found = found[parent.name] if parent is not None else None
    return found if isinstance(found, Record) else None


def _slots(question: Question) -> list[str]:
    return [*(side.slot for side in question.sides), *(slot for new in question.new for slot in _slots(new))]
