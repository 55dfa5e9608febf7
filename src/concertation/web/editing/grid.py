"""Many facts of one kind on one page: who came, who does what, who signed, who sits, which roles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from concertation.core.errors import UnknownRecord
from concertation.core.facts import FactKind, fact_kind
from concertation.core.text import sort_key
from concertation.core.vocabulary import load_scheme
from concertation.journeys.editing import (
    Addition,
    Correction,
    Deed,
    Removal,
    SlotFault,
    StaleFact,
    Version,
    as_written,
    latest_versions,
    read_written,
)
from concertation.journeys.records import Record, Records, by_date
from concertation.journeys.retrieval import retrieve
from concertation.web.editing.form import partnership_of
from concertation.web.editing.questions import Answers, Question, question_of
from concertation.web.editing.references import Asked, answered, shown
from concertation.web.wording import label_of, reader_language, term_words

Posted = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GridPlan:
    """What a grid asks of each subject. ``guest`` is the slot of those who are not on the list by right."""

    kind_id: str
    subject: str
    slots: tuple[str, ...]
    title: object
    lead: object
    there: object = None
    guest: str = ""


PLANS: Mapping[str, GridPlan] = MappingProxyType(
    {
        plan.kind_id: plan
        for plan in (
            GridPlan(
                "attendance",
                "membership",
                ("status",),
                gettext_lazy("Who came"),
                gettext_lazy("One line a member on the day of the meeting. What you do not know stays “not recorded”."),
                guest="guest",
            ),
            GridPlan(
                "participation",
                "organisation",
                ("advises", "funds", "works", "co_decides", "bears_cost", "bears_risk", "benefits"),
                gettext_lazy("Who does what"),
                gettext_lazy("Seven plain facts for each organisation. A question mark is an answer: you do not know."),
                gettext_lazy("Takes part"),
                guest="organisation",
            ),
            GridPlan(
                "decision_maker",
                "organisation",
                ("locator",),
                gettext_lazy("Who decided"),
                gettext_lazy("Tick the organisations that had a hand in the decision, as the minutes record it."),
                gettext_lazy("Decided"),
                guest="organisation",
            ),
            GridPlan(
                "agreement_party",
                "organisation",
                ("signed_on",),
                gettext_lazy("Who is party to the agreement"),
                gettext_lazy("Tick the organisations that it binds, with the day each signed if you know it."),
                gettext_lazy("Party"),
                guest="organisation",
            ),
            GridPlan(
                "body_member",
                "organisation",
                ("chairs", "has_veto", "votes", "since", "until"),
                gettext_lazy("Who sits"),
                gettext_lazy("Tick the organisations that hold a seat. Persons who are not named have their own line."),
                gettext_lazy("Sits"),
                guest="organisation",
            ),
            GridPlan(
                "membership_role",
                "role",
                ("since", "until"),
                gettext_lazy("Which roles it holds"),
                gettext_lazy("Tick the roles that the member holds or has held, with the dates you know."),
                gettext_lazy("Holds it"),
            ),
        )
    }
)


@dataclass(slots=True)
class Row:
    """One subject: the fact that exists or may be added, and what the boxes hold."""

    name: str
    label: str
    subject: Mapping[str, object]
    version: Version | None = None
    note: str = ""
    is_there: bool = False
    written: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    meanwhile: str = ""
    cells: tuple[Question, ...] = ()


class Grid:
    """The state of one grid: its owner, its rows, and those that a person put in."""

    def __init__(self, kind: FactKind, key: str) -> None:
        self.kind = kind
        self.plan = PLANS[kind.id]
        parent = kind.parent
        assert parent is not None and parent.to is not None
        self.parent_slot = parent.name
        self.records = retrieve({parent.to: Q(key=key), kind.id: Q(**{f"{parent.name}__key": key})})
        owner = self.records.keyed(parent.to, key)
        if owner is None:
            raise UnknownRecord(kind=fact_kind(parent.to).label.in_language(reader_language()), key=key)
        self.owner: Record = owner
        self.partnership = partnership_of(owner)
        self.new: list[dict[str, str]] = []
        self.problems: list[tuple[str, str]] = []
        self.rows = [*self._existing(), *self._possible()]

    @property
    def asked_for(self) -> Asked | None:
        """The box in which someone who is not on the list is looked for."""
        return shown(self.kind[self.plan.guest], "", self.kind.id) if self.plan.guest else None

    def answer(self, posted: Posted, new: list[str], extra: list[str]) -> None:
        """Takes in the boxes, and the rows that were put in."""
        self.new = [entry for text in new if (entry := _read_entry(text))]
        for entry in self.new:
            self._put_in(entry["key"], entry.get("name_en") or entry.get("name_fr") or "")
        names = retrieve({"organisation": Q(key__in=extra)}) if extra else Records({})
        for key in extra:
            found = names.keyed("organisation", key)
            self._put_in(key, label_of(found) if found is not None else key)
        for row in self.rows:
            own = {slot: posted.get(f"{row.name}.{slot}", row.written.get(slot, "")) for slot in self.plan.slots}
            row.written = own
            row.is_there = bool(posted.get(f"{row.name}.there"))

    def look_for(self, posted: Posted) -> Asked:
        """Puts in the organisation that was looked for, or gives back the candidates."""
        item = self.kind[self.plan.guest]
        asked = answered(item, posted, self.kind.id, reader_language())
        if asked.addition is not None and not asked.has_double and not asked.faults:
            values = {slot: str(value) for slot, value in asked.addition.values.items() if value is not None}
            self.new.append({"key": asked.addition.key, **values})
            self._put_in(asked.addition.key, values.get("name_en") or values.get("name_fr") or "", is_there=True)
        elif asked.key:
            self._put_in(asked.key, asked.words, is_there=True)
        else:
            return asked
        return shown(item, "", self.kind.id)

    def deeds(self, posted: Posted) -> list[tuple[Row | None, Deed]]:
        """What the boxes come to; faults of reading are noted in their rows."""
        found: list[tuple[Row | None, Deed]] = [
            (None, Addition("organisation", {n: v for n, v in entry.items() if n != "key"}, entry["key"]))
            for entry in self.new
        ]
        for row in self.rows:
            deed = self._deed(row, posted)
            if deed is not None:
                found.append((row, deed))
        return found

    def refuse(self, row: Row | None, faults: tuple[SlotFault, ...]) -> None:
        """Notes the faults of a row, and says them at the head of the page."""
        for fault in faults:
            message = fault.message.in_language(reader_language())
            slot = fault.slot if row is not None and fault.slot in self.plan.slots else ""
            name = f"{row.name}.{slot or self.plan.slots[0]}" if row is not None else fault.slot
            if row is not None:
                row.faults[slot] = message
            self.problems.append((name, f"{row.label} – {message}" if row is not None else message))

    def show_meanwhile(self, row: Row, stale: StaleFact) -> None:
        """The row keeps what was typed and says what someone else wrote there."""
        row.version = stale.latest
        row.meanwhile = stale.in_language(reader_language())
        self.problems.append((f"{row.name}.{self.plan.slots[0]}", f"{row.label} – {row.meanwhile}"))

    @property
    def extra(self) -> list[str]:
        """The organisations of the register that were put in."""
        new = {entry["key"] for entry in self.new}
        keys = [row.name.removeprefix("put-") for row in self.rows if row.name.startswith("put-")]
        return [key for key in keys if key not in new]

    @property
    def subject_label(self) -> str:
        """What heads the names of the rows."""
        return self.kind[self.plan.subject].label.in_language(reader_language())

    def columns(self) -> list[Question]:
        """The questions that head the columns."""
        return [question_of(self.kind, self.kind[slot], Answers({})) for slot in self.plan.slots]

    def filled(self) -> list[Row]:
        """The rows with their boxes."""
        for row in self.rows:
            answers = Answers(row.written, row.faults)
            row.cells = tuple(question_of(self.kind, self.kind[slot], answers) for slot in self.plan.slots)
        return self.rows

    def _existing(self) -> list[Row]:
        records = [r for r in self.records.all(self.kind.id) if r[self.parent_slot] == self.owner]
        versions = latest_versions(self.kind, [record.key for record in records])
        rows = []
        for record in records:
            version = versions[record.key]
            rows.append(
                Row(
                    name=f"fact-{record.key}",
                    label=self._called(record),
                    subject=version.values,
                    version=version,
                    note=self._note(record),
                    is_there=True,
                    written=as_written(self.kind, version.values, reader_language()),
                )
            )
        return sorted(rows, key=lambda row: sort_key(row.label))

    def _possible(self) -> Iterator[Row]:
        if self.plan.subject == "role":
            held = {record["role"] for record in self.records.all(self.kind.id)}
            for term in load_scheme(str(self.kind["role"].scheme)):
                if term.code not in held:
                    label = term.label.in_language(reader_language())
                    yield Row(f"role-{term.code}", label, {"role": term.code})
            return
        known = {self._key_of(record) for record in self.records.all(self.kind.id)}
        for member in self._members():
            subject = member if self.plan.subject == "membership" else member["organisation"]
            if subject.key not in known:
                known.add(subject.key)
                yield Row(f"{self.plan.subject}-{subject.key}", label_of(subject), {self.plan.subject: subject.key})

    def _members(self) -> list[Record]:
        """Who belongs to the partnership on the day that the grid is about."""
        if self.partnership is None:
            return []
        records = retrieve({"membership": Q(partnership__key=self.partnership.key)})
        own = [m for m in records.all("membership") if m["partnership"].key == self.partnership.key]
        holding = [m for m in by_date(own, "since") if m.holds_on(self._day()) and m["organisation"] is not None]
        return sorted(holding, key=lambda member: sort_key(label_of(member)))

    def _day(self) -> date:
        """The day of the meeting, or the day from which the agreement or the activity holds."""
        day = self.owner.row.get("on") or self.owner.row.get("until")
        return day if isinstance(day, date) else timezone.localdate()

    def _key_of(self, record: Record) -> str:
        found = record[self.plan.subject]
        return found.key if found is not None else ""

    def _called(self, record: Record) -> str:
        if self.plan.subject == "role":
            return term_words(self.kind["role"].scheme, record["role"])
        subject = record[self.plan.subject] or (record[self.plan.guest] if self.plan.guest else None)
        return label_of(subject) if subject is not None else str(record["description"] or record.key)

    def _note(self, record: Record) -> str:
        if self.kind.id == "body_member" and record["organisation"] is None:
            low, high = record["persons_low"], record["persons_high"]
            return " – ".join(str(n) for n in dict.fromkeys((low, high)) if n is not None)
        return ""

    def _put_in(self, key: str, label: str, *, is_there: bool = False) -> None:
        name = f"put-{key}"
        if all(row.name != name for row in self.rows):
            self.rows.append(Row(name, label, {self.plan.guest: key}, is_there=is_there))

    def _deed(self, row: Row, posted: Posted) -> Deed | None:
        is_kept = row.is_there or (self.plan.there is None and any(row.written.values()))
        if row.version is not None and not is_kept:
            return Removal(self.kind.id, row.version.key)
        if row.version is None and not (is_kept or any(row.written.values())):
            return None
        known = row.version.values if row.version is not None else None
        reading = read_written(self.kind, row.written, language=reader_language(), known=known)
        if reading.faults:
            self.refuse(row, tuple(reading.faults))
            return None
        if row.version is None:
            return Addition(self.kind.id, {self.parent_slot: self.owner.key, **row.subject, **reading.values})
        seen = posted.get(f"{row.name}.seen", "")
        number = int(seen) if seen.isdigit() else row.version.number
        return Correction(self.kind.id, row.version.key, reading.values, number)


def _read_entry(text: str) -> dict[str, str]:
    """A new organisation as the page carried it; what the page did not write itself is left aside."""
    try:
        entry = json.loads(text)
    except ValueError:
        return {}
    known = {"key", *(column.slot for column in fact_kind("organisation").columns)}
    is_sound = isinstance(entry, dict) and entry.keys() <= known and "key" in entry
    return {name: str(value) for name, value in entry.items()} if is_sound else {}
