"""What people are asked: instruments, the relational roster, a table’s own questions, and what a wave freezes."""

from concertation.core.questionnaire.custom import CustomItem, add_items, faults_before_opening
from concertation.core.questionnaire.freezing import freeze_instrument, freeze_roster, thaw_instrument, thaw_roster
from concertation.core.questionnaire.instrument import Instrument, Item, OpenQuestion, Scale, Section
from concertation.core.questionnaire.reading import load_instrument, read_instrument
from concertation.core.questionnaire.roster import Roster, Step, TieKind, load_roster, read_roster

__all__ = [
    "CustomItem",
    "Instrument",
    "Item",
    "OpenQuestion",
    "Roster",
    "Scale",
    "Section",
    "Step",
    "TieKind",
    "add_items",
    "faults_before_opening",
    "freeze_instrument",
    "freeze_roster",
    "load_instrument",
    "load_roster",
    "read_instrument",
    "read_roster",
    "thaw_instrument",
    "thaw_roster",
]
