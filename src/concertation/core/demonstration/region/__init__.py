"""An invented region, made by a seed, with planted truths that the measures must find again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from concertation.core.demonstration.region.activities import write_activities
from concertation.core.demonstration.region.balance import write_balance
from concertation.core.demonstration.region.designs import Design, designs
from concertation.core.demonstration.region.emerging import emerging_truth, write_emerging_group
from concertation.core.demonstration.region.governance import write_governance
from concertation.core.demonstration.region.members import gather_members, write_members
from concertation.core.demonstration.region.organisations import write_organisations, write_places
from concertation.core.demonstration.region.papers import write_papers, write_partnership
from concertation.core.demonstration.region.scene import SOURCE, Organisation, Scene, Story
from concertation.core.demonstration.region.truths import (
    LINEAGES,
    PlantedTruth,
    lineage_truths,
    truths_of,
)
from concertation.core.demonstration.rows import RowBook

__all__ = ["PlantedTruth", "make_region"]


def make_region(generator: np.random.Generator, *, last_day: date) -> tuple[RowBook, tuple[PlantedTruth, ...]]:
    """The rows of the region over the five years that end on ``last_day``, and what was planted in them.

    A function of the generator's state and the day alone: the same give the same rows. Every organisation and
    every partnership is marked as invented, and every row names the invented source.
    """
    scene = Scene(generator, last_day)
    scene.book.write(
        "source",
        SOURCE,
        kind="synthetic",
        title_en="Invented region of Aurelle, for the demonstration",
        title_fr="Région fictive de l’Aurelle, pour la démonstration",
        note="No organisation, town or person of this region exists."
        " / Aucun organisme, aucune ville ni personne de cette région n’existe.",
    )
    write_places(scene)
    organisations = write_organisations(scene)
    truths = lineage_truths()
    for design in designs():
        truths += truths_of(_tell(scene, design, organisations))
    for origin, result, kind, years in LINEAGES:
        scene.write("lineage", f"{origin}-{result}", origin=origin, result=result, kind=kind, on=scene.before(years))
    write_emerging_group(scene)
    return scene.book, (*truths, emerging_truth())


def _tell(scene: Scene, design: Design, organisations: Mapping[str, Organisation]) -> Story:
    founded = scene.before(design.age)
    over_on = scene.before(design.ended) if design.ended is not None else None
    write_partnership(scene, design, founded, over_on)
    members = gather_members(scene, design, organisations, founded, over_on or scene.last_day)
    story = Story(scene, design, founded, over_on, members)
    write_members(story)
    write_governance(story)
    write_papers(story)
    write_activities(story)
    write_balance(story)
    return story
