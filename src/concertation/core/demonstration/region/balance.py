"""What members of the region give and receive, risk, say of each other, and complain of."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

from concertation.core.demonstration.region.designs import both_sides, words
from concertation.core.demonstration.region.scene import Member, Story

_KINDS = ("people", "premises", "expertise", "equipment", "other_in_kind")
# What the first member, the second, and the others give and receive, rated 0 to 10 in the past year.
_RATINGS = {
    "symbiotic": ((5.0, 7.0), (5.0, 7.0), (5.0, 7.0)),
    "parasitic": ((9.0, 2.0), (2.0, 9.0), (5.0, 5.5)),
    "captured": ((3.0, 7.0), (8.0, 3.0), (6.0, 4.5)),
    "drained": ((9.0, 3.0), (5.0, 5.5), (5.0, 5.5)),
}


def write_balance(story: Story) -> None:
    """Contributions, ties, risks, dependences and concerns of a partnership of which enough is known."""
    design = story.design
    if design.sparse or design.stage in ("emerging", "proposed"):
        return
    if design.balance in _RATINGS or design.routines >= 2:
        _write_contributions(story)
    _write_ties(story)
    _write_risks(story)
    if design.routines >= 2 and len(story.partners) > 3:
        _write_dependences(story)
    if "autonomy" in design.signals:
        for number, member in enumerate(story.partners[1:3]):
            _write_concern(story, member, "loss_of_autonomy", number)
    elif design.balance == "parasitic":
        _write_concern(story, story.partners[0], "unfair_burden", 0)


def _write_contributions(story: Story) -> None:
    since = max(story.founded, story.end - timedelta(days=364))
    ratings = _RATINGS.get(story.design.balance)
    for place, member in enumerate(story.partners):
        if ratings is not None:
            given, received = ratings[min(place, 2)]
        else:
            given = round(float(story.scene.generator.uniform(3.5, 6.5)), 1)
            received = round(given + float(story.scene.generator.uniform(-1.0, 2.0)), 1)
        for direction, rating in (("given", given), ("received", received)):
            story.write(
                "contribution",
                f"{member.organisation.key}-{direction}",
                partnership=story.key,
                organisation=member.organisation.key,
                direction=direction,
                kind=story.scene.pick(_KINDS),
                rating=rating,
                low=max(rating - 0.5, 0.0),
                high=min(rating + 0.5, 10.0),
                since=since,
                until=story.over_on,
            )


def _write_ties(story: Story) -> None:
    """What each says of the other. Planted claims without an answer: only the first names the others."""
    partners = list(story.partners)
    pairs = list(combinations(partners, 2))
    known = pairs if len(pairs) <= 10 else story.scene.pick_some(pairs, 10 + len(pairs) // 4)
    for one, other in known:
        unanswered = "unreciprocated" in story.design.signals and one == partners[0]
        intensity = min(story.design.routines + story.scene.between(0, 2), 5)
        for teller, told in ((one, other),) if unanswered else ((one, other), (other, one)):
            story.write(
                "tie",
                f"tie-{teller.organisation.key}-{told.organisation.key}",
                partnership=story.key,
                from_organisation=teller.organisation.key,
                to_organisation=told.organisation.key,
                kind="partner",
                intensity=intensity,
                since=max(teller.since, told.since),
                until=story.over_on,
            )


def _write_risks(story: Story) -> None:
    if not story.partners or not story.scene.happens(0.6):
        return
    for kind in story.scene.pick_some(tuple(words("risks")), story.scene.between(1, 3)):
        story.write(
            "risk",
            kind.replace("_", "-"),
            partnership=story.key,
            kind=kind,
            organisation=story.scene.pick(story.partners).organisation.key if story.scene.happens(0.5) else None,
            probability=story.scene.between(1, 4),
            impact=story.scene.between(1, 5),
            since=story.founded + (story.end - story.founded) / 2,
            until=story.over_on,
            **both_sides("mitigation", words("risks", kind)),
        )


def _write_dependences(story: Story) -> None:
    provider = story.partners[0]
    for member in story.scene.pick_some(story.partners[1:], 2):
        story.write(
            "dependence",
            f"{member.organisation.key}-on-{provider.organisation.key}",
            partnership=story.key,
            dependent=member.organisation.key,
            provider=provider.organisation.key,
            resource=story.scene.pick(("money", "premises", "people")),
            share=round(float(story.scene.generator.uniform(0.1, 0.8)), 2),
            substitutability=round(float(story.scene.generator.uniform(0.1, 0.9)), 2),
            since=story.founded,
            until=story.over_on,
        )


def _write_concern(story: Story, member: Member, kind: str, number: int) -> None:
    story.write(
        "concern",
        f"concern-{number + 1}",
        partnership=story.key,
        organisation=member.organisation.key,
        kind=kind,
        on=story.end - timedelta(days=story.scene.between(60, 300)),
        **both_sides("description", words("concerns", kind)),
    )
