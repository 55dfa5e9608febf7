"""A group that acts as partners do without being one: the winter clothing drive. It draws nothing by chance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from concertation.core.demonstration.region.designs import both_sides, read_document
from concertation.core.demonstration.region.scene import Scene, working_day
from concertation.core.demonstration.region.truths import PlantedTruth

_KEY = "winter-clothing"


def write_emerging_group(scene: Scene) -> None:
    """Its drive, its meetings as guests of a table, and what its organisations say of each other."""
    plan = read_document("emerging")
    _write_drive(scene, plan)
    for number, meeting in enumerate(plan["meeting"], start=1):
        _write_meeting(scene, plan, meeting, f"{_KEY}-meeting-{number}")
    for number, tie in enumerate(plan["tie"], start=1):
        scene.write(
            "tie",
            f"{_KEY}-tie-{number}",
            from_organisation=_key(plan, tie["from"]),
            to_organisation=_key(plan, tie["to"]),
            kind="joint_service",
            intensity=tie["intensity"],
            since=_day(scene, tie["days_before"]),
        )


def emerging_truth() -> PlantedTruth:
    """Who is to be found, under the table that lent its room."""
    plan = read_document("emerging")
    return PlantedTruth(plan["host"], "emerging", " ".join(_key(plan, name) for name in plan["organisations"]))


def _write_drive(scene: Scene, plan: Mapping[str, Any]) -> None:
    """Who did what in it is not recorded, as with many a good deed."""
    drive = plan["drive"]
    since, until = (_day(scene, days) for days in drive["days_before"])
    scene.write(
        "activity",
        f"{_KEY}-drive",
        partnership=plan["host"],
        kind=drive["kind"],
        since=since,
        until=until,
        **both_sides("name", drive["name"]),
    )
    for name in plan["organisations"]:
        organisation = _key(plan, name)
        scene.write("participation", f"{_KEY}-{organisation}", activity=f"{_KEY}-drive", organisation=organisation)


def _write_meeting(scene: Scene, plan: Mapping[str, Any], meeting: Mapping[str, Any], key: str) -> None:
    on = _day(scene, meeting["days_before"])
    scene.write("meeting", key, partnership=plan["host"], on=on, **both_sides("name", meeting["name"]))
    for name in plan["organisations"]:
        status = "regrets" if name in meeting["absent"] else "present"
        guest = _key(plan, name)
        scene.write("attendance", f"{key}-{guest}", meeting=key, guest=guest, status=status)


def _key(plan: Mapping[str, Any], name: str) -> str:
    return f"{name}--{plan['place']}"


def _day(scene: Scene, days_before: int) -> date:
    return working_day(scene.last_day - timedelta(days=days_before))
