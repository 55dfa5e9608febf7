"""Taking a change back: what it added goes, what it removed returns, what it corrected reads as before."""

from concertation.journeys.undoing.obstacles import Obstacle
from concertation.journeys.undoing.reverse import Reverse, versions_of
from concertation.journeys.undoing.undoing import (
    UNDOABLE,
    CannotUndo,
    Undone,
    UndoPlan,
    plan_undo,
    seems_undoable,
    undo_change,
)

__all__ = [
    "UNDOABLE",
    "CannotUndo",
    "Obstacle",
    "Reverse",
    "UndoPlan",
    "Undone",
    "plan_undo",
    "seems_undoable",
    "undo_change",
    "versions_of",
]
