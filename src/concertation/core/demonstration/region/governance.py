"""Bodies, meetings, attendance, decisions and follow-up of each partnership of the region."""

from __future__ import annotations

from datetime import date, timedelta

from concertation.core.demonstration.region.designs import both_sides, words
from concertation.core.demonstration.region.scene import Member, Story, working_day

# Bodies by level of routines: none, one, two, or all four sorts.
_BODIES = (
    (),
    ("local_table",),
    ("steering_committee", "project_team"),
    ("council", "advisory_committee", "project_team", "project_team", "secretariat"),
)
# Days between meetings by level of routines.
_INTERVALS = (210, 91, 61, 35)
_GUESTS = tuple(f"{name}--aurelle" for name in ("university", "credentials", "rights", "rides", "phare"))
_ATTENDANCE = (("present", 0.74), ("regrets", 0.89), ("absent", 0.96), ("substitute", 1.0))


def write_governance(story: Story) -> None:
    """Everything that minutes and organisation charts hold."""
    if story.design.sparse:
        return
    bodies = _write_bodies(story)
    _write_meetings(story, bodies[0] if bodies else None)


def _write_bodies(story: Story) -> list[str]:
    keys: list[str] = []
    teams = iter(words("teams"))
    for kind in _BODIES[story.design.routines]:
        name = next(teams) if kind == "project_team" else words("bodies", kind)
        is_first = not keys
        body = story.write(
            "body",
            f"{kind.replace('_', '-')}-{len(keys) + 1}",
            partnership=story.key,
            kind=kind,
            part_of=None if is_first else keys[0],
            since=story.founded + timedelta(days=30 * len(keys)),
            until=story.over_on,
            seats=len(story.partners) if is_first and len(story.partners) > 3 else None,
            quorum=len(story.partners) // 2 + 1 if story.design.routines >= 2 and is_first else None,
            decision_rule="consensus" if is_first else None,
            **both_sides("name", name),
            **both_sides("mandate", words("mandates", kind)),
        )
        _write_seats(story, body, kind, is_first=is_first)
        keys.append(body)
    return keys


def _write_seats(story: Story, body: str, kind: str, *, is_first: bool) -> None:
    if kind == "advisory_committee":
        story.scene.write(
            "body_member",
            f"{body}-newcomers",
            body=body,
            persons_low=8,
            persons_high=12,
            description_en="Newcomers",
            description_fr="Nouveaux arrivants",
            since=story.founded,
        )
        return
    seated = story.partners if is_first else story.scene.pick_some(story.partners, 2 if kind == "secretariat" else 4)
    captured = "capture" in story.design.signals
    for place, member in enumerate(seated):
        chairs = is_first and place == 0
        story.scene.write(
            "body_member",
            f"{body}-{member.organisation.key}",
            body=body,
            organisation=member.organisation.key,
            since=member.since,
            until=story.over_on,
            chairs=chairs if is_first else None,
            has_veto=(chairs and captured) if is_first else None,
            votes=1.0 if is_first else None,
        )


def _write_meetings(story: Story, body: str | None) -> None:
    interval = _INTERVALS[story.design.routines]
    day = max(story.founded, story.scene.first_day) + timedelta(days=story.scene.between(7, 25))
    last = story.end - timedelta(days=400) if story.design.stage == "paused" else story.end
    number = 0
    while day <= last:
        number += 1
        _write_meeting(story, body, number, working_day(day))
        day += timedelta(days=interval + story.scene.between(-6, 6))


def _write_meeting(story: Story, body: str | None, number: int, on: date) -> None:
    invited = story.partners_on(on)
    statuses = [_status(story) for _ in invited]
    present = sum(status in ("present", "substitute") for status in statuses)
    quorum = len(story.partners) // 2 + 1 if story.design.routines >= 2 else None
    meeting = story.write(
        "meeting",
        f"meeting-{number:03d}",
        partnership=story.key,
        body=body,
        on=on,
        quorum_met=None if quorum is None else present >= quorum,
        **both_sides("name", story.scene.pick(words("meetings"))),
    )
    for member, status in zip(invited, statuses, strict=True):
        story.scene.write(
            "attendance",
            f"{meeting}-{member.organisation.key}",
            meeting=meeting,
            membership=member.key,
            status=status,
        )
    if story.design.routines >= 1 and story.scene.happens(0.12):
        _write_guest(story, meeting)
    if len(invited) >= 2:
        _write_decisions(story, meeting, on, invited)
        _write_follow_up(story, meeting, on, invited)


def _status(story: Story) -> str:
    draw = story.scene.generator.random()
    return next(status for status, bound in _ATTENDANCE if draw < bound)


def _write_guest(story: Story, meeting: str) -> None:
    guest = story.scene.pick(_GUESTS)
    if guest not in {member.organisation.key for member in story.members}:
        story.scene.write("attendance", f"{meeting}-guest", meeting=meeting, guest=guest, status="present")


def _write_decisions(story: Story, meeting: str, on: date, invited: list[Member]) -> None:
    for place, text in enumerate(story.scene.pick_some(words("decisions"), story.scene.between(0, 2))):
        proposer = story.scene.pick(invited)
        outcome, makers = _outcome(story, proposer, invited)
        decision = story.scene.write(
            "decision",
            f"{meeting}-decision-{place + 1}",
            partnership=story.key,
            meeting=meeting,
            on=on,
            proposed_by=proposer.organisation.key,
            outcome=outcome,
            newcomer_rung=story.design.rung if story.scene.happens(0.3) else None,
            **both_sides("description", text),
        )
        for maker in makers:
            story.scene.write(
                "decision_maker",
                f"{decision}-{maker.organisation.key}",
                decision=decision,
                organisation=maker.organisation.key,
            )


def _outcome(story: Story, proposer: Member, invited: list[Member]) -> tuple[str, list[Member]]:
    """Usually shared; in a captured partnership the lead's proposals pass, and the lead decides."""
    lead = story.partners[0]
    signals = story.design.signals
    if "adoption" in signals:
        outcome = "adopted" if proposer == lead else story.scene.pick(("rejected", "deferred"))
    else:
        outcome = "adopted" if story.scene.happens(0.75) else story.scene.pick(("rejected", "deferred", "withdrawn"))
    if "concentration" in signals:
        return outcome, [lead]
    everyone = len(invited) <= 3
    return outcome, invited if everyone else story.scene.pick_some(invited, story.scene.between(3, len(invited)))


def _write_follow_up(story: Story, meeting: str, on: date, invited: list[Member]) -> None:
    for place, text in enumerate(story.scene.pick_some(words("actions"), story.scene.between(0, 1))):
        due = on + timedelta(days=story.scene.between(14, 60))
        done = due + timedelta(days=story.scene.between(-12, 10))
        is_done = done <= story.scene.last_day and story.scene.happens(0.85)
        story.scene.write(
            "action_item",
            f"{meeting}-action-{place + 1}",
            meeting=meeting,
            owner=story.scene.pick(invited).organisation.key,
            due_on=due,
            done_on=done if is_done else None,
            **both_sides("description", text),
        )
