"""People add, correct and remove facts, one at a time or a grid at once."""

from concertation.journeys.editing.faults import GoneMeanwhile, RefusedFact, SlotFault
from concertation.journeys.editing.reading import Reading, as_written, read_written
from concertation.journeys.editing.saving import (
    Addition,
    Correction,
    Deed,
    Meanwhile,
    Removal,
    Saved,
    StaleFact,
    add_fact,
    correct_fact,
    remove_fact,
    require_correcting,
    require_removing,
    save_facts,
)
from concertation.journeys.editing.versions import Version, latest_version, latest_versions
from concertation.journeys.removal import HeldFact, removal_of

__all__ = [
    "Addition",
    "Correction",
    "Deed",
    "GoneMeanwhile",
    "HeldFact",
    "Meanwhile",
    "Reading",
    "RefusedFact",
    "Removal",
    "Saved",
    "SlotFault",
    "StaleFact",
    "Version",
    "add_fact",
    "as_written",
    "correct_fact",
    "latest_version",
    "latest_versions",
    "read_written",
    "removal_of",
    "remove_fact",
    "require_correcting",
    "require_removing",
    "save_facts",
]
