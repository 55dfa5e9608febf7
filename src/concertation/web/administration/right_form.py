"""The questions of a right: which role, on what, from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from concertation.core.errors import ConcertationError
from concertation.core.facts import fact_kind
from concertation.journeys.editing import read_written
from concertation.journeys.lookup import Found, known_by, look_up, named
from concertation.journeys.permission import ROLE_NAMES, Right, check_right, rules_of
from concertation.web.accounts.words import ROLE_MEANINGS, ROLE_WORDS
from concertation.web.wording import reader_language

_KINDS = ("partnership", "organisation")
# A right that waits in a form is written with these parts, in this order.
_PARTS = ("role", "row", "since", "until")


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role as the form offers it."""

    role: str
    words: str
    meaning: str
    rows: tuple[str, ...]
    is_chosen: bool


@dataclass
class RightForm:
    """What was answered, what it comes to, and what is wrong with it."""

    posted: Mapping[str, str]
    right: Right | None = None
    faults: dict[str, str] = field(default_factory=dict)
    found: list[tuple[str, Found]] = field(default_factory=list)
    row_words: str = ""
    row_kind: str = ""
    row_key: str = ""

    @classmethod
    def answered(cls, posted: Mapping[str, str]) -> RightForm:
        """Reads the answers; ``right`` is there where nothing is wrong."""
        form = cls(posted)
        form.row_words = posted.get("row-words", "").strip()
        form._find_row()
        form._read()
        return form

    @property
    def roles(self) -> list[RoleChoice]:
        """The roles with what each means and on what it is given."""
        chosen = self.posted.get("role", "")
        return [
            RoleChoice(role, str(ROLE_WORDS[role]), str(ROLE_MEANINGS[role]), rules_of(role).rows, role == chosen)
            for role in ROLE_NAMES
        ]

    @property
    def since(self) -> str:
        """As it was written."""
        return self.posted.get("since", "")

    @property
    def until(self) -> str:
        """As it was written."""
        return self.posted.get("until", "")

    def _find_row(self) -> None:
        """One chosen in the list, one that a name means alone, or candidates to choose from."""
        kind_id, _, key = self.posted.get("row", "").partition(":")
        if kind_id in _KINDS and (found := named(kind_id, key)) is not None:
            self.row_kind, self.row_key = kind_id, key
            if not self.row_words or self.row_words == str(found.name):
                self.row_words = str(found.name)
                return
            self.row_kind = self.row_key = ""
        if not self.row_words:
            return
        exact = [(kind, found) for kind in self._kinds() for found in known_by(kind, self.row_words)]
        if len(exact) == 1:
            self.row_kind, self.row_key = exact[0][0], exact[0][1].key
            return
        near = exact or [(kind, found) for kind in self._kinds() for found in look_up(kind, self.row_words)]
        self.found = near
        self.faults["row"] = (
            gettext("Several records may be meant. Choose one below.")
            if near
            else gettext("The register knows nothing of that name. Try other words.")
        )

    def choices(self) -> list[dict[str, Any]]:
        """The candidates, each with its name in the reader's language."""
        return [
            {
                "value": f"{kind}:{found.key}",
                "name": found.name.in_language(reader_language()),
                "kind": fact_kind(kind).label.in_language(reader_language()),
            }
            for kind, found in self.found
        ]

    def _kinds(self) -> tuple[str, ...]:
        role: Any = self.posted.get("role", "")
        rows = rules_of(role).rows if role in ROLE_NAMES else _KINDS
        return tuple(kind for kind in _KINDS if kind in rows)

    def _read(self) -> None:
        role: Any = self.posted.get("role", "")
        if role not in ROLE_NAMES:
            self.faults["role"] = gettext("Choose a role.")
            return
        reading = read_written(
            fact_kind("membership"), {"since": self.since, "until": self.until}, language=reader_language()
        )
        for fault in reading.faults:
            self.faults[fault.slot] = fault.message.in_language(reader_language())
        days = {name: reading.values.get(name) for name in ("since", "until")}
        if self.faults:
            return
        right = Right(role, **{self.row_kind: self.row_key} if self.row_kind else {}, **days)  # type: ignore[arg-type]  # days
        try:
            check_right(right)
        except ConcertationError as wrong:
            self.faults["until" if wrong.code == "grant-out-of-order" else "row"] = wrong.in_language(reader_language())
        else:
            self.right = right


def carried(right: Right) -> str:
    """A right as a form carries it from one page to the next."""
    row = f"partnership:{right.partnership}" if right.partnership else f"organisation:{right.organisation}"
    days = [day.isoformat() if day else "" for day in (right.since, right.until)]
    return "|".join([right.role, row if right.row_kind != "register" else "", *days])


def read_carried(texts: list[str]) -> list[Right]:
    """The rights that a form carried; what is not sound is left aside."""
    forms = [RightForm.answered(dict(zip(_PARTS, text.split("|"), strict=False))) for text in texts]
    return [form.right for form in forms if form.right is not None]
