"""What partners of the region do together, who does what in it, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import cycle, islice
from typing import Any

from concertation.core.demonstration.region.designs import both_sides, words
from concertation.core.demonstration.region.scene import Member, Story, working_day

# Hours of a current activity: close to each other, so that each weighs about as much in the shares.
_HOURS = (90, 100)


def write_activities(story: Story) -> None:
    """The current activities of the design, one of earlier years, and the outputs of each."""
    if story.design.sparse:
        return
    offset = sum(map(ord, story.key))
    for form, count in story.design.mix.items():
        pool = words("activities", form)
        for place, model in enumerate(islice(cycle(pool), offset, offset + count)):
            activity = _write_activity(story, form, model, f"{form}-{place + 1}", ended=False)
            _write_outputs(story, activity, model, place)
    if (story.end - story.founded).days > 1500 and story.design.largest_form:
        form = story.design.largest_form
        _write_activity(story, form, words("activities", form)[(offset + 3) % 4], "first-steps", ended=True)


def _write_activity(story: Story, form: str, model: Mapping[str, Any], name: str, *, ended: bool) -> str:
    since = story.founded + timedelta(days=story.scene.between(0, 60))
    until = since + timedelta(days=story.scene.between(250, 500)) if ended else story.over_on
    activity = story.write(
        "activity",
        name,
        partnership=story.key,
        kind=model["kind"],
        since=min(since, story.end),
        until=until,
        effort_hours=float(story.scene.between(*_HOURS)),
        **both_sides("name", model["name"]),
    )
    for member, facts in _parts(story, form):
        story.scene.write(
            "participation",
            f"{activity}-{member.organisation.key}",
            activity=activity,
            organisation=member.organisation.key,
            **facts,
        )
    return activity


def _parts(story: Story, form: str) -> list[tuple[Member, dict[str, bool]]]:
    """Seven known facts for each participant, as the form of articulation requires."""
    partners = list(story.partners)
    taking_part = partners if len(partners) <= 4 else story.scene.pick_some(partners, min(len(partners), 6))
    parts = []
    for place, member in enumerate(taking_part):
        is_first, is_pair = place == 0, place < 2
        shares = form == "collaborative" and (is_pair or place == 2)
        parts.append(
            (
                member,
                {
                    "advises": form == "consultative" or not is_first,
                    "funds": form == "contributory" and place in (0, 2),
                    "works": {
                        "consultative": False,
                        "contributory": place == 1,
                        "operational": is_pair or place == 2,
                        "collaborative": shares,
                    }[form],
                    "co_decides": shares,
                    "bears_cost": shares or (form == "contributory" and is_first),
                    "bears_risk": shares and is_pair,
                    "benefits": True,
                },
            )
        )
    return parts


def _write_outputs(story: Story, activity: str, model: Mapping[str, Any], place: int) -> None:
    orientation = story.design.outputs or story.design.orientation
    is_symbolic = {"symbolic": place % 4 != 3, "concrete": False, "both": place % 2 == 1}[orientation]
    text = story.scene.pick(words("outputs", "symbolic")) if is_symbolic else model["output"]
    first = max(story.founded, story.scene.first_day)
    for number in range(story.scene.between(1, 2)):
        on = first + (story.end - first) * float(story.scene.generator.uniform(0.3, 1.0))
        story.scene.write(
            "output",
            f"{activity}-output-{number + 1}",
            partnership=story.key,
            activity=activity,
            on=working_day(on),
            kind="symbolic" if is_symbolic else "concrete",
            weight=1.0,
            **both_sides("description", text),
        )
