"""All that one page says of a partnership or an organisation on a day, in a bounded number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from concertation.core.errors import UnknownRecord
from concertation.core.facts import fact_kind
from concertation.core.snapshot import Snapshot
from concertation.core.typology import TypologyAnswer, explain, score_trend
from concertation.core.typology.classification import classify_in_full
from concertation.journeys.kept_classification import classified_rows, days_compared, scored_rows
from concertation.journeys.neighbourhood import Neighbourhood, facts_known_at, observe_neighbourhood
from concertation.journeys.permission import (
    Hands,
    Person,
    Place,
    Row,
    Subject,
    hands_of,
    is_contact,
    may,
    open_keys,
    place_of_record,
    require,
)
from concertation.journeys.records import Record, Records, by_date

# A record that has no `since` or `on` of its own, and the date from which it is known.
_KNOWN_FROM = {"decision_record": "decided_on"}


@dataclass(frozen=True, slots=True)
class Rights:
    """What the reader of the page may see and do."""

    may_edit: bool
    may_see_contacts: bool
    may_see_restricted: bool
    may_see_history: bool
    hands: Hands = field(default_factory=Hands)

    def may_correct(self, record: Record) -> bool:
        """Whether the reader may correct that record."""
        return self.may_edit and self.hands.may_write("correct", record.fact.id, _place(record))

    def may_add(self, kind_id: str, place: Place) -> bool:
        """Whether the reader may add such a fact there."""
        return self.may_edit and self.hands.may_add(kind_id, place)


@dataclass(frozen=True)
class PartnershipPortrait:
    """A partnership on a day: its records at once, its figures when a page asks for them."""

    as_of: date
    rights: Rights
    records: Records
    partnership: Record
    around: Neighbourhood
    known_at: datetime | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The partnership and what surrounds it, as columns."""
        return self.around.snapshot()

    @property
    def typology(self) -> Mapping[str, Any] | None:
        """The row of the classification; ``None`` where the partnership does not hold on the day."""
        return self.around.once("typology", self._classify)

    @property
    def answer(self) -> TypologyAnswer | None:
        """The reasoned answer; ``None`` where the partnership does not hold on the day."""
        return self.around.once(("answer", self.rights.may_see_restricted), self._explain)

    @property
    def trend(self) -> Mapping[date, Mapping[str, Any]]:
        """Formality and institutionalisation on each of the days chosen, where it had begun."""
        return self.around.once("trend", self._score)

    def _classify(self) -> Mapping[str, Any] | None:
        rows = classified_rows(self.around, [self.partnership.id])
        if rows is None:
            rows = classify_in_full(self.snapshot.restricted_to([self.partnership.id])).to_dicts()
        return rows[0] if rows else None

    def _explain(self) -> TypologyAnswer | None:
        classified = self.typology
        if classified is None:
            return None
        return explain(
            self.snapshot,
            self.partnership.key,
            may_see_restricted=self.rights.may_see_restricted,
            classified=classified,
        )

    def _score(self) -> Mapping[date, Mapping[str, Any]]:
        earliest = self.partnership["since"] or date.min
        days = [day for day in days_compared(self.as_of) if day >= earliest]
        rows = scored_rows(self.around, self.partnership.id)
        if rows is None:
            rows = score_trend(self.snapshot, self.partnership.key, days=days).to_dicts()
        return {row["as_of"]: row for row in rows if row["as_of"] in days}

    def of(self, kind_id: str) -> tuple[Record, ...]:
        """The records of one kind that belong directly to the partnership."""
        return self.partnership.children(kind_id)

    def holding(self, kind_id: str) -> list[Record]:
        """Those that hold on the day."""
        return [record for record in self.of(kind_id) if record.holds_on(self.as_of)]

    @property
    def stage(self) -> Record | None:
        """The last stage of life that it entered by the day."""
        return next(reversed(by_date(self.of("lifecycle_event"), "on")), None)

    @property
    def active_memberships(self) -> list[Record]:
        """Who belongs on the day, observers included."""
        return self.holding("membership")


@dataclass(frozen=True, slots=True)
class OrganisationPortrait:
    """An organisation on a day, and the strips of the partnerships it takes part in."""

    as_of: date
    rights: Rights
    records: Records
    organisation: Record
    typology: Mapping[int, Mapping[str, Any]]
    known_at: datetime | None = None

    def of(self, kind_id: str, name: str = "organisation") -> tuple[Record, ...]:
        """The records of one kind that refer to the organisation."""
        return self.organisation.children(kind_id, name)

    def _holding(self, kind_id: str) -> tuple[Record, ...]:
        return tuple(record for record in self.of(kind_id) if record.holds_on(self.as_of))

    @property
    def other_names(self) -> tuple[Record, ...]:
        """Aliases, acronyms and former names, whatever their dates."""
        return self.of("organisation_name")

    @property
    def identifiers(self) -> tuple[Record, ...]:
        """Its numbers in public registries."""
        return self.of("organisation_identifier")

    @property
    def sectors(self) -> tuple[Record, ...]:
        """The sectors it works in on the day."""
        return self._holding("organisation_sector")

    @property
    def areas(self) -> tuple[Record, ...]:
        """The areas it serves on the day."""
        return tuple(record for record in self._holding("organisation_area") if record["area"] is not None)

    @property
    def sites(self) -> tuple[Record, ...]:
        """Where it receives people on the day."""
        return self._holding("site")

    @property
    def told_apart(self) -> tuple[Record, ...]:
        """What people answered when another record looked like this one."""
        found = (*self.of("match_judgment"), *self.of("match_judgment", "other"))
        return tuple(r for r in found if r["organisation"] is not None and r["other"] is not None)

    @property
    def people(self) -> tuple[Record, ...]:
        """Who speaks for it on the day, for those who may see contacts."""
        return self._holding("representative")


def portray_partnership(
    *, key: str, as_of: date, user: Person, known_at: datetime | None = None
) -> PartnershipPortrait:
    """The partnership of that key as of a day; raises ``UnknownRecord`` where it had not begun by then.

    With ``known_at``, as the register itself stood at that instant: for those who may read histories, and
    nothing in it can be edited.
    """
    rights = _rights_at(user, Row("partnership", key), known_at)
    partnership_id = _id_of("partnership", key, known_at)
    around = observe_neighbourhood(partnership_ids=[partnership_id], as_of=as_of, known_at=known_at)
    records = _readable(around, user)
    partnership = records.get("partnership", partnership_id)
    if partnership is None:
        raise UnknownRecord(kind="partnership", key=key)
    return PartnershipPortrait(
        as_of=as_of,
        rights=rights,
        records=records,
        partnership=partnership,
        around=around,
        known_at=known_at,
    )


def portray_organisation(
    *, key: str, as_of: date, user: Person, known_at: datetime | None = None
) -> OrganisationPortrait:
    """The organisation of that key as of a day, with every partnership it belongs to; ``known_at`` as above."""
    rights = _rights_at(user, Row("organisation", key), known_at)
    organisation_id = _id_of("organisation", key, known_at)
    partnership_ids = _partnerships_of(organisation_id, known_at)
    around = observe_neighbourhood(
        partnership_ids=partnership_ids,
        organisation_ids=[organisation_id],
        as_of=as_of,
        known_at=known_at,
    )
    records = _readable(around, user)
    organisation = records.get("organisation", organisation_id)
    if organisation is None:
        raise UnknownRecord(kind="organisation", key=key)
    rows = around.once("typology", lambda: _classified(around, partnership_ids))
    return OrganisationPortrait(
        as_of=as_of,
        rights=rights,
        records=records,
        organisation=organisation,
        typology={row["partnership_id"]: row for row in rows},
        known_at=known_at,
    )


def _classified(around: Neighbourhood, partnership_ids: Collection[int]) -> list[dict[str, Any]]:
    rows = classified_rows(around, partnership_ids)
    return classify_in_full(around.snapshot()).to_dicts() if rows is None else rows


def rights_of(user: Person, subject: Subject) -> Rights:
    """What this person may see and do about that subject."""
    return Rights(
        may_edit=may(user, "edit", subject),
        may_see_contacts=may(user, "see_contacts", subject),
        may_see_restricted=may(user, "see_restricted", subject),
        may_see_history=may(user, "see_history", subject),
        hands=hands_of(user),
    )


def _place(record: Record) -> Place:
    """A statement stands where the record stands that it is about, if that is at hand."""
    if record.fact.id != "statement":
        return place_of_record(record)
    about = record.beside(record["subject_kind"], record["subject_key"])
    return place_of_record(about) if about is not None else Place()


def _rights_at(user: Person, row: Row, known_at: datetime | None) -> Rights:
    """What the register said once is for those who may read its history, and is not to be edited."""
    rights = rights_of(user, row)
    if known_at is None:
        return rights
    require(user, "see_history", row)
    return replace(rights, may_edit=False)


def _id_of(kind_id: str, key: str, known_at: datetime | None) -> int:
    found: int | None = facts_known_at(kind_id, known_at).filter(key=key).values_list("id", flat=True).first()
    if found is None:
        raise UnknownRecord(kind=kind_id, key=key)
    return found


def _partnerships_of(organisation_id: int, known_at: datetime | None) -> set[int]:
    """Those it belongs to, is bound to by an agreement, or gives to and receives from."""
    own = {
        kind_id: facts_known_at(kind_id, known_at).filter(organisation_id=organisation_id)
        for kind_id in ("membership", "contribution", "agreement_party")
    }
    bound = facts_known_at("agreement", known_at).filter(id__in=own["agreement_party"].values("agreement_id"))
    return (
        set(own["membership"].values_list("partnership_id", flat=True))
        | set(own["contribution"].values_list("partnership_id", flat=True))
        | set(bound.values_list("partnership_id", flat=True))
    )


def _readable(around: Neighbourhood, user: Person) -> Records:
    """The rows that the reader may see; what they may not see never reaches a template."""
    kept = {kind_id: open_keys(user, kind_id) for kind_id in around.tables if _is_kept_back(kind_id)}
    tables = {kind_id: _kept(rows, kept.get(kind_id)) for kind_id, rows in around.tables.items()}
    tables["statement"] = [
        row
        for row in tables["statement"]
        if (keys := kept.get(row["subject_kind"])) is None or row["subject_key"] in keys
    ]
    for kind_id, name in _KNOWN_FROM.items():
        tables[kind_id] = list(_known_by(tables[kind_id], name, around.as_of))
    return Records(tables)


def _is_kept_back(kind_id: str) -> bool:
    """Whether some may not see such facts."""
    return fact_kind(kind_id).is_restricted or is_contact(kind_id)


def _kept(rows: list[dict[str, Any]], keys: Collection[str] | None) -> list[dict[str, Any]]:
    return rows if keys is None else [row for row in rows if row["key"] in keys]


def _known_by(rows: Iterable[dict[str, Any]], name: str, as_of: date) -> Iterable[dict[str, Any]]:
    return (row for row in rows if row[name] is None or row[name] <= as_of)
